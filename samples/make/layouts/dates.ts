/** The date as forms print it, e.g. `2023年1月5日`, from `2023-01-05`; a month from `2023-01`. */
export function printDate(iso: string): string {
  const [year, month, day] = iso.split("-");
  const withMonth = `${year ?? ""}年${Number(month)}月`;
  return day === undefined ? withMonth : `${withMonth}${Number(day)}日`;
}

/** `2023-01-05`, or `2023-01` without a day. */
export function isoDate(year: number, month: number, day?: number): string {
  const padded = (part: number): string => `${part}`.padStart(2, "0");
  return day === undefined ? `${year}-${padded(month)}` : `${year}-${padded(month)}-${padded(day)}`;
}

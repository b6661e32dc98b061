/** What Excel's codes in a printed header or footer stand for; page numbers and dates are made when it is printed. */
export function readRunningText(code: string): string {
  const text = code
    .replaceAll(/&"[^"]*"/g, "")
    .replaceAll(/&K[0-9A-Fa-f+-]{6}/g, "")
    .replaceAll(/&\d{1,3}/g, "")
    .replaceAll(/&[LCR]/g, "\n")
    .replaceAll(/&[PNDTZFAGBIUESXYHO](?:[+-]\d+)?/g, "")
    .replaceAll("&&", "&");
  return text.replaceAll(/\s*\n\s*/g, "\n").trim();
}

const units: readonly (readonly [name: string, bytes: number])[] = [
  ["TB", 10 ** 12],
  ["GB", 10 ** 9],
  ["MB", 10 ** 6],
  ["KB", 10 ** 3],
];

/**
 * Reads a size as a person writes it: `500MB`, `2 gb`, `1.5G`, `0`. Units are decimal, as disks are sold.
 * @throws {RangeError} when the text is no size.
 */
export function parseByteSize(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)b?\s*$/iu.exec(text);
  if (match === null) throw new RangeError(`"${text}" is no size; write it as 500MB or 2GB, or 0 for none`);
  const letter = (match[2] ?? "").toUpperCase();
  const unit = units.find(([name]) => letter !== "" && name.startsWith(letter))?.[1] ?? 1;
  return Math.round(Number(match[1]) * unit);
}

/** A size in the largest unit that leaves a whole number before the point: `1.5 GB`, `12.0 KB`, `0 B`. */
export function formatByteSize(bytes: number): string {
  const unit = units.find(([, size]) => bytes >= size);
  return unit === undefined ? `${bytes} B` : `${(bytes / unit[1]).toFixed(1)} ${unit[0]}`;
}

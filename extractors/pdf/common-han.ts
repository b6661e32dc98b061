import iconv from "iconv-lite";

/** First byte of the last row of GB 2312's first level: its 3,755 common characters stand in rows 16 to 55. */
const FIRST_LEVEL = { from: 0xb0, to: 0xd7 };

const common = new Set<string>();
for (let row = FIRST_LEVEL.from; row <= FIRST_LEVEL.to; row++) {
  const bytes = Buffer.from(Array.from({ length: 94 }, (_, index) => [row, 0xa1 + index]).flat());
  for (const character of iconv.decode(bytes, "gb2312")) common.add(character);
}

/** Whether a character is one of GB 2312's first level: nearly all of any modern Chinese text on the mainland is. */
export function isCommonHan(character: string): boolean {
  return common.has(character);
}

import type { Cell } from "./draw-cell.ts";
import { pick, type Random } from "./random.ts";

/** Fonts of Chinese forms, and Latin and symbol fonts that lend them their signs. */
export const FONTS = [
  "AR PL UMing CN",
  "AR PL UKai CN",
  "AR PL SungtiL GB",
  "Noto Serif CJK SC",
  "Noto Sans CJK SC",
  "WenQuanYi Zen Hei",
  "WenQuanYi Micro Hei",
  "DejaVu Sans",
  "DejaVu Serif",
  "Liberation Serif",
  "Liberation Sans",
  "FreeSerif",
  "FreeSans",
  "Symbola",
  "Linux Libertine O",
  "STIX",
] as const;

/** Every class the eye tells apart, with the characters that belong to it. */
export const MARKS: Readonly<Record<string, readonly string[]>> = {
  "≥": ["≥", "≥", "⩾"],
  "≤": ["≤", "≤", "⩽"],
  ">": [">", ">", "＞"],
  "<": ["<", "<", "＜"],
  "=": ["=", "=", "＝"],
  "□": ["□", "☐"],
  "☑": ["☑"],
  "☒": ["☒"],
  "√": ["√", "✓", "✔"],
  "■": ["■"],
  "×": ["×", "✕"],
};

/** What most resembles a sign and is none. */
const LOOKALIKES = Array.from("口口口日曰目田回国因团区凶医匹图固园圆四已巳巴门问间二三一工人入八又乂义丫ⅤVvAΛLlZz7zX水火〉〈》《≠≈≡±÷→()（）[]{}/|-—_~·.,:;、。“”+%0OoDC1Iti品吕只兄号叶吃可");

/** Common Chinese characters: level 1 of GB 2312, rows 16 to 55. */
export const COMMON: readonly string[] = listCommonCharacters();
const LATIN = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%()+-/.,:;");

function listCommonCharacters(): string[] {
  const decoder = new TextDecoder("gb18030");
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let column = 0xa1; column <= 0xfe; column++) {
      const text = decoder.decode(Uint8Array.of(row, column));
      if (/^\p{Script=Han}$/u.test(text)) characters.push(text);
    }
  }
  return characters;
}

/** Shares of a sheet: signs, lookalikes, and for the rest ordinary text. */
const MARK_SHARE = 0.55;
const LOOKALIKE_SHARE = 0.2;
const HAND_SHARE = 0.5;

/** A sign to draw, of the fonts given. */
export function chooseCell(random: Random, fonts: readonly string[]): Cell {
  const font = pick(random, fonts);
  const roll = random();
  if (roll < MARK_SHARE) return chooseMark(random, font);
  const text = roll < MARK_SHARE + LOOKALIKE_SHARE ? pick(random, LOOKALIKES) : pick(random, random() < 0.75 ? COMMON : LATIN);
  return { kind: "character", text, font, label: "other" };
}

function chooseMark(random: Random, font: string): Cell {
  const label = pick(random, Object.keys(MARKS));
  const byHand = ({ "√": "tick", "☑": "box-tick", "☒": "box-cross", "×": "cross" } as const)[label];
  if (byHand !== undefined && random() < HAND_SHARE) return { kind: "hand", mark: byHand, label };
  return { kind: "character", text: pick(random, MARKS[label] ?? [label]), font, label };
}

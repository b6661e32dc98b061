import { pick, type Random } from "./random.ts";

/** A point or bracket to draw between two characters, and the class it teaches. */
export interface PointCell {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  readonly font: string;
  readonly label: string;
}

/** Fonts that Chinese forms are printed in. */
const CHINESE_FONTS = [
  "AR PL UMing CN",
  "AR PL UKai CN",
  "AR PL SungtiL GB",
  "AR PL KaitiM GB",
  "Noto Serif CJK SC",
  "Noto Sans CJK SC",
  "WenQuanYi Zen Hei",
  "WenQuanYi Micro Hei",
] as const;

/** Every class the eye tells apart, with the characters that belong to it; those repeated are met more often. */
export const POINTS: Readonly<Record<string, readonly string[]>> = {
  "。": ["。"],
  "，": ["，", "，", "，", ","],
  "、": ["、"],
  "；": ["；", "；", ";"],
  "：": ["：", "：", ":"],
  ".": [".", ".", "．"],
  "·": ["·"],
  "-": ["-", "－", "—"],
  "“": ["“"],
  "”": ["”"],
  "（": ["（", "（", "("],
  "）": ["）", "）", ")"],
  "〔": ["〔"],
  "〕": ["〕"],
  "[": ["[", "［"],
  "]": ["]", "］"],
  "【": ["【"],
  "】": ["】"],
  "《": ["《"],
  "》": ["》"],
  "%": ["%", "%", "％"],
};

const POINT_SHARE = 0.78;
/** Points fill a text, and are told apart by a pixel or two: so large a part of what is learnt is they. */
const PLAIN_SHARE = 0.45;
const PLAIN = ["。", "，", "、", "；", "：", "."] as const;
const DIGITS = Array.from("0123456789");
/** What most resembles a point or a bracket and is none. */
const LOOKALIKES = Array.from("0123456789OoDlIij|/\\!'*>+×一丨卜八人入口日目工几门冂匚〇个小心以");

/** A point between two characters as a text has them. */
export function choosePoint(random: Random, ordinary: readonly string[]): PointCell {
  const font = pick(random, CHINESE_FONTS);
  const neighbour = (): string => (random() < 0.72 ? pick(random, ordinary) : pick(random, random() < 0.6 ? DIGITS : Array.from("（）《》“”〔〕，。、；：%")));
  if (random() < POINT_SHARE) {
    const label = random() < PLAIN_SHARE ? pick(random, PLAIN) : pick(random, Object.keys(POINTS));
    return { before: neighbour(), text: pick(random, POINTS[label] ?? [label]), after: neighbour(), font, label };
  }
  return { before: neighbour(), text: pick(random, random() < 0.6 ? LOOKALIKES : ordinary), after: neighbour(), font, label: "other" };
}

/** How far a character moves the next one on, in heights of the print; the narrow ones as most fonts have them. */
export function advanceOf(text: string): number {
  if (text.codePointAt(0) === undefined || (text.codePointAt(0) ?? 0) > 0x7f) return text === "·" ? 0.5 : 1;
  if (/[.,;:'!|ijlI]/u.test(text)) return 0.3;
  if (/[()[\]/\\*-]/u.test(text)) return 0.36;
  return text === "%" ? 0.84 : 0.54;
}

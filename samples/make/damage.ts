import type { PrintedBlock, PrintedCell, PrintedForm, PrintedParagraph } from "./form.ts";
import type { Random } from "./random.ts";

/** How labels come out damaged; values stay as they are. */
export interface LabelDamage {
  /** Share of the labels' Chinese characters that another one takes the place of, 0 to 1. */
  readonly replacedShare: number;
  /** Blanks between the characters, as clerks spread a short label over its cell. */
  readonly spaced: boolean;
}

/** Characters that readers confuse others with, and some that have nothing to do with forms. */
const strangers = Array.from("甘卧状次人曰未末土士己已巳干千夭天王玉主丰夫失矢午牛刀力九几儿八入大太犬木本禾米来耒");
const chineseCharacter = /\p{Script=Han}/u;
/** What the unit of an amount or a number of a heading says cannot be put together again from anything else. */
const kept = /[（(][^）)]*[）)]|^[一二三四五六七八九十]+、|\d+/gu;

/** The form with its labels damaged. Indicator levels, which are values too, and lines with values in them are left alone. */
export function damageLabels(form: PrintedForm, damage: LabelDamage, random: Random): PrintedForm {
  return { blocks: form.blocks.map((block) => damageBlock(block, damage, random)) };
}

function damageBlock(block: PrintedBlock, damage: LabelDamage, random: Random): PrintedBlock {
  if (block.kind === "table") return { ...block, cells: block.cells.map((cell) => damageCell(cell, damage, random)) };
  return block.kind === "paragraph" ? damageHeading(block, damage, random) : block;
}

function damageCell(cell: PrintedCell, damage: LabelDamage, random: Random): PrintedCell {
  if (cell.role !== "label") return cell;
  const replaced = replaceCharacters(cell.text, damage.replacedShare, random);
  return { ...cell, text: damage.spaced ? spread(replaced) : replaced };
}

function damageHeading(paragraph: PrintedParagraph, damage: LabelDamage, random: Random): PrintedParagraph {
  if (paragraph.style !== "heading" || paragraph.text.includes("--")) return paragraph;
  return { ...paragraph, text: replaceCharacters(paragraph.text, damage.replacedShare, random) };
}

function replaceCharacters(text: string, share: number, random: Random): string {
  const protectedAt = new Set<number>();
  for (const match of text.matchAll(kept)) for (let at = match.index; at < match.index + match[0].length; at += 1) protectedAt.add(at);
  return Array.from(text)
    .map((character, at) => (chineseCharacter.test(character) && !protectedAt.has(at) && random.chance(share) ? random.pick(strangers) : character))
    .join("");
}

/** Only short labels are spread; a long one fills its cell by itself. */
const longestSpread = 4;

function spread(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longestSpread && characters.every((character) => chineseCharacter.test(character)) ? characters.join(" ") : text;
}

import { foldWidth } from "./fold.ts";

/**
 * What a line of boxes says. `one`: exactly one option carries a mark. `plain`: no boxes at all, one option is simply named.
 * `none`: no visible mark. `several`: marks on more than one option, or one that could belong to either of two.
 */
export type Choice<Option extends string> =
  | { readonly kind: "one"; readonly option: Option }
  | { readonly kind: "plain"; readonly option: Option }
  | { readonly kind: "several"; readonly options: readonly Option[] }
  | { readonly kind: "none" };

/** Ticks, filled and ticked boxes, also of Wingdings and Wingdings 2, whose characters live in Unicode's private area. */
const tick = /[√✓✔☑■▣●◉⦿⊙🗹✅þü\uF0FE\uF0FC\uF052\uF050\uF06E]/u;
/** Crosses count as a mark only where nobody ticked. A letter counts only where a box would be. */
const cross = /[×✗✘☒⊠╳\uF0FD\uF053\uF051]/u;
const letterInBox = /[([（【□☐]\s*([VvXxRr])\s*[)\]）】]?/u;
const emptyBox = /[□☐○◯¨(（[【)）\]】\uF0A8\uF0A3\uF06F]/u;

interface Found<Option> {
  readonly option: Option;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads which of the options is marked in `新增项目(√ 延续项目(`, `□新增 ☑延续`, `新增项目 ■ 延续项目 □`, `【√】新增` or plain `新增`.
 * `options` gives each option's label as the form prints it; a label cut short (新增 for 新增项目) is recognised too.
 * Never a guess: where no mark is visible the answer is `none`.
 */
export function readChoice<Option extends string>(text: string, options: Readonly<Record<Option, string>>): Choice<Option> {
  const folded = foldWidth(text);
  const labels = findLabels(folded, options);
  const [first] = labels;
  if (first === undefined) return { kind: "none" };
  if (!hasMark(folded) && !emptyBox.test(folded)) return labels.length === 1 ? { kind: "plain", option: first.option } : { kind: "none" };
  const zones = findZones(folded, labels);
  if (zones === undefined) return { kind: "several", options: labels.map((label) => label.option) };
  const ticked = zones.filter((zone) => isTicked(zone.text));
  const marked = ticked.length > 0 ? ticked : zones.filter((zone) => cross.test(zone.text) || /[Xx]/u.test(readLetter(zone.text)));
  const [only] = marked;
  if (only === undefined) return { kind: "none" };
  return marked.length === 1 ? { kind: "one", option: only.option } : { kind: "several", options: marked.map((zone) => zone.option) };
}

function hasMark(text: string): boolean {
  return tick.test(text) || cross.test(text) || letterInBox.test(text);
}

function isTicked(zone: string): boolean {
  return tick.test(zone) || /[VvRr]/u.test(readLetter(zone));
}

function readLetter(zone: string): string {
  return letterInBox.exec(zone)?.[1] ?? "";
}

/** Each option's label in the text, in order of place; an option that is not printed is left out. */
function findLabels<Option extends string>(text: string, options: Readonly<Record<Option, string>>): Found<Option>[] {
  const names = Object.keys(options).filter((name): name is Option => Object.hasOwn(options, name));
  const found = names.flatMap((option) => {
    const others = names.filter((name) => name !== option).map((name) => options[name]);
    const match = findLabel(text, options[option], others);
    return match === undefined ? [] : [{ option, ...match }];
  });
  return found.sort((one, other) => one.from - other.from);
}

function findLabel(text: string, label: string, others: readonly string[]): { from: number; to: number } | undefined {
  for (let length = label.length; length >= Math.min(2, label.length); length -= 1) {
    const start = label.slice(0, length);
    if (length < label.length && others.some((other) => other.startsWith(start))) return undefined;
    const pattern = Array.from(start, (char) => char.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join(" *");
    const match = new RegExp(pattern, "u").exec(text);
    if (match !== null) return { from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

interface Zone<Option> {
  readonly option: Option;
  readonly text: string;
}

/** The stretch of text where each option's mark stands: all before their labels, or all behind. Undefined where either fits. */
function findZones<Option extends string>(text: string, labels: readonly Found<Option>[]): Zone<Option>[] | undefined {
  const before = labels.map((label, index) => ({ option: label.option, text: text.slice(labels[index - 1]?.to ?? 0, label.from) }));
  const behind = labels.map((label, index) => ({ option: label.option, text: text.slice(label.to, labels[index + 1]?.from) }));
  const isMarkOrBox = (zone: Zone<Option> | undefined): boolean => zone !== undefined && (hasMark(zone.text) || emptyBox.test(zone.text));
  const leads = isMarkOrBox(before[0]);
  const trails = isMarkOrBox(behind.at(-1));
  if (leads !== trails) return leads ? before : behind;
  // Only between the labels: the mark belongs to the label that it touches.
  const between = text.slice(labels[0]?.to, labels[1]?.from);
  if (leads || /^\s*$/u.test(between)) return leads ? pickByCount(before, behind) : behind;
  if (/^\S/u.test(between) && /\s$/u.test(between)) return behind;
  return /^\s/u.test(between) && /\S$/u.test(between) ? before : undefined;
}

/** `(√)新增 ( )延续 ( )`: something stands on both sides; the side on which every label has a box is the one. */
function pickByCount<Option>(before: Zone<Option>[], behind: Zone<Option>[]): Zone<Option>[] | undefined {
  const count = (zones: readonly Zone<Option>[]): number => zones.filter((zone) => hasMark(zone.text) || emptyBox.test(zone.text)).length;
  if (count(before) === count(behind)) return undefined;
  return count(before) > count(behind) ? before : behind;
}

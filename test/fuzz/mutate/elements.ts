import type { Random } from "../../../samples/make/random.ts";
import type { Mutator } from "./mutator.ts";

/** Where an element stands in the text, its tags included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Every element of well-formed XML; of other markup those whose tags happen to match. */
function listElements(text: string): Span[] {
  const open: { name: string; from: number }[] = [];
  const found: Span[] = [];
  for (const match of text.matchAll(/<(\/?)([\w:.-]+)[^>]*?(\/?)>/gu)) {
    const [tag, closing, name = "", single] = match;
    const to = match.index + tag.length;
    if (single === "/") found.push({ from: match.index, to });
    else if (closing === "") open.push({ name, from: match.index });
    else if (open.at(-1)?.name === name) found.push({ from: open.pop()?.from ?? 0, to });
  }
  return found;
}

function cut(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}

function put(text: string, { from, to }: Span, content: string): string {
  return text.slice(0, from) + content + text.slice(to);
}

/** Where an element may stand: in front of another, or behind its last child. */
function pickGap(elements: readonly Span[], text: string, random: Random): number {
  const { from, to } = random.pick(elements);
  const end = text.lastIndexOf("</", to - 1);
  return random.chance(0.5) || end <= from ? from : end;
}

function changeElements(text: string, random: Random): string {
  const elements = listElements(text);
  if (elements.length < 2) return text;
  const element = random.pick(elements);
  const gap = pickGap(elements, text, random);
  const content = cut(text, element);
  switch (random.int(0, 4)) {
    case 0:
      return put(text, element, "");
    case 1:
      return put(text, { from: gap, to: gap }, content);
    case 2:
      return put(text, { from: element.to, to: element.to }, content.slice(0, 4096).length < content.length ? content : content.repeat(random.pick([1, 2, 20])));
    case 3:
      return put(text, element, cut(text, random.pick(elements)));
    default:
      return nest(text, element, content, random);
  }
}

/** The element inside itself, up to some hundred times. */
function nest(text: string, element: Span, content: string, random: Random): string {
  const start = content.indexOf(">") + 1;
  const end = content.lastIndexOf("</");
  if (end < start) return text;
  const depth = Math.min(random.pick([1, 2, 8, 300]), Math.floor(65_536 / content.length));
  const head = content.slice(0, start);
  const tail = content.slice(end);
  return put(text, element, head.repeat(depth) + content + tail.repeat(depth));
}

/** Values that stand in attributes: numbers at the edge, names of other things, nothing. */
const values = ["", "0", "-1", "1", "2", "255", "65536", "4096", "2147483648", "1e9", "NaN", "true", "none", "continue", "A1:XFD1048576", "rId1", "rId99", "ZZZ0", "../../x", "http://127.0.0.1:9/x", "x".repeat(5000)];

/** Gives an attribute another value, or the value of another, or leaves it out. */
function changeAttribute(text: string, random: Random): string {
  const found = [...text.matchAll(/\s[\w:.-]+="([^"<]*)"/gu)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  const [whole, value = ""] = match;
  const span = { from: match.index, to: match.index + whole.length };
  if (random.chance(0.15)) return put(text, span, "");
  const other = random.chance(0.3) ? (random.pick(found)[1] ?? "") : random.pick(values);
  return put(text, span, whole.replace(`"${value}"`, () => `"${other}"`));
}

const mutateUnits = (change: (text: string, random: Random) => string): Mutator => (bytes, random) =>
  Buffer.from(change(Buffer.from(bytes).toString("latin1"), random), "latin1");

/** Moves, repeats, nests, replaces or removes whole elements, so that markup stays well formed. */
export const mutateElements: Mutator = mutateUnits(changeElements);
/** Changes values of attributes; markup stays well formed. */
export const mutateAttributes: Mutator = mutateUnits(changeAttribute);

import { foldLabel, findLabel } from "./label-text.ts";
import type { FieldElement, LabelElement, PictureElement } from "./picture.ts";

/** A label found in a line, with the characters it covers (offsets into the line, `to` exclusive). */
export interface PlacedLabel {
  readonly element: LabelElement;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly similarity: number;
}

/** A field with the characters between its neighbouring labels. */
export interface PlacedField {
  readonly element: FieldElement;
  readonly from: number;
  readonly to: number;
}

export interface TextAlignment {
  readonly labels: readonly PlacedLabel[];
  readonly fields: readonly PlacedField[];
  /** Sum over the row's labels: what each found one is worth, less what each missing one costs. */
  readonly score: number;
}

/** A label less like its text than this is another text. */
const leastSimilarity = 0.7;

/** Labels of one or two characters (年, 个) say little and must stand exactly. */
const shortLabel = 2;

/** A line this short, in folded characters, may be told by a short label alone: （2023年）, (2023年度). */
const shortLine = 8;

/** What finding a label of a length is worth when it is like its text to a degree; negative where it is rather another. */
export function scoreLabel(length: number, similarity: number): number {
  return weighLength(length) * (4 * similarity - 2.2);
}

/** What it costs that a label is not there. */
export function scoreMissingLabel(length: number): number {
  return -0.9 * weighLength(length);
}

function weighLength(length: number): number {
  return Math.min(2, Math.max(0.25, length / 4));
}

/**
 * Aligns the elements of one picture row with one line of text, labels in their order, fields between them.
 * Undefined where no label is found that tells anything.
 */
export function alignText(elements: readonly PictureElement[], text: string): TextAlignment | undefined {
  const labels = elements.flatMap((element, index) => (element.kind === "label" ? [{ element, index }] : []));
  const placed = placeInOrder(labels, text);
  const telling = placed.some((label) => longestLabel(label.element) > shortLabel);
  if (placed.length === 0 || (!telling && foldLabel(text).text.length > shortLine)) return undefined;
  const found = new Set(placed.map((label) => label.index));
  const missing = labels.filter((label) => !found.has(label.index));
  const gained = placed.reduce((sum, label) => sum + scoreLabel(longestLabel(label.element), label.similarity), 0);
  const lost = missing.reduce((sum, label) => sum + scoreMissingLabel(longestLabel(label.element)), 0);
  return { labels: placed, fields: placeFields(elements, placed, text), score: gained + lost };
}

/** The length of a label's first alternative, in folded characters. */
export function longestLabel(label: LabelElement): number {
  return label.folded[0]?.length ?? 0;
}

/** Chooses for each label in turn a place after the one before; a greedy pass from the strongest labels outwards. */
function placeInOrder(labels: readonly { element: LabelElement; index: number }[], text: string): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const byStrength = [...labels].sort((a, b) => longestLabel(b.element) - longestLabel(a.element));
  for (const label of byStrength) {
    const before = placed.filter((other) => other.index < label.index).reduce((end, other) => Math.max(end, other.to), 0);
    const after = placed.filter((other) => other.index > label.index).reduce((start, other) => Math.min(start, other.from), text.length);
    const place = findBest(label.element, text.slice(before, after));
    if (place !== undefined) placed.push({ ...label, from: before + place.from, to: before + place.to, similarity: place.similarity });
  }
  return placed.sort((a, b) => a.index - b.index);
}

function findBest(label: LabelElement, text: string): { from: number; to: number; similarity: number } | undefined {
  let best: { from: number; to: number; similarity: number } | undefined;
  for (const folded of label.folded) {
    const place = findLabel(folded, text, folded.length <= shortLabel ? 1 : leastSimilarity);
    if (place !== undefined && place.similarity > (best?.similarity ?? 0)) best = place;
  }
  return best;
}

function placeFields(elements: readonly PictureElement[], placed: readonly PlacedLabel[], text: string): PlacedField[] {
  const fields: PlacedField[] = [];
  let group: FieldElement[] = [];
  let start = 0;
  elements.forEach((element, index) => {
    const label = placed.find((one) => one.index === index);
    if (label !== undefined) {
      fields.push(...splitFields(group, text, start, cutLeadIn(text, start, label.from)));
      group = [];
      start = label.to;
    } else if (element.kind === "field") group.push(element);
  });
  return [...fields, ...splitFields(group, text, start, text.length)];
}

/** 其中 in front of a label belongs to the label, not to the value before it. */
function cutLeadIn(text: string, from: number, to: number): number {
  const leadIn = /[\s，,；;（(]*其中\s*[:：]?\s*$/u.exec(text.slice(from, to));
  return leadIn === null ? to : from + leadIn.index;
}

/** Two fields with no label between them: the one that takes a year gets the last digits, the other the rest. */
function splitFields(group: readonly FieldElement[], text: string, from: number, to: number): PlacedField[] {
  const [first, second] = group;
  const start = skipPunctuation(text, from, to);
  if (first === undefined) return [];
  if (second === undefined) return [{ element: first, from: start, to }];
  const digits = /[\d〇○零一二三四五六七八九]{4}\s*$/u.exec(text.slice(start, to));
  const cut = digits === null ? to : start + digits.index;
  return [
    { element: first, from: start, to: cut },
    { element: second, from: cut, to },
  ];
}

/** A label's closing bracket and colon belong to the label. */
function skipPunctuation(text: string, from: number, to: number): number {
  let offset = from;
  while (offset < to && /[\s）)】\]:：﹕、,，\-—–]/u.test(text[offset] ?? "")) offset += 1;
  return from === 0 ? from : offset;
}

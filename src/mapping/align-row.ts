import { isLevelFragment, isWholeLevel } from "../canonical/levels.ts";
import { alignText, longestLabel, scoreLabel, scoreMissingLabel } from "./align-text.ts";
import { rateFit } from "./field-fit.ts";
import { getFieldDefinition, type FieldType } from "./fields.ts";
import { findLabel, foldLabel, similarity } from "./label-text.ts";
import type { FieldElement, LabelElement, PictureElement, PictureRow } from "./picture.ts";
import { makeChunk, trimSpan, type Chunk, type Unit } from "./form-text.ts";
import { mostPieces, PieceTable, type Piece } from "./pieces.ts";

/** One element of a picture row with what stands for it; no chunks where nothing does. */
export interface Slot {
  readonly element: PictureElement;
  readonly chunks: readonly Chunk[];
  /** For labels: how like the mapping's text, 0 to 1. */
  readonly similarity: number;
}

export interface RowAlignment {
  readonly score: number;
  readonly slots: readonly Slot[];
  readonly unused: readonly Chunk[];
}

/** Grid columns that a header gives to each column of the picture; `end` is exclusive. */
export interface ColumnRanges {
  readonly ranges: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
  /** Whether the grid can be relied on; else columns only incline the balance. */
  readonly reliable: boolean;
}

export interface AlignmentContext {
  /** From the header row that was found; undefined where none was. */
  readonly columns?: ColumnRanges;
  /** Texts of the side label that `^` continues, folded. */
  readonly side: readonly string[];
  /** Every label of the mapping, folded: what is one of them is hardly a value. */
  readonly labels: ReadonlySet<string>;
  /** The row stands below a header and has no label of its own: a label's word behind a piece of a value is the value's end. */
  readonly isUnlabelled: boolean;
}

/** A piece of text that no element takes. Debris of a torn grid (no Han character, or one or two) weighs less. */
const unusedChunk = -0.8;
const unusedFragment = -0.5;
const unusedDebris = -0.15;
const joinCost = -0.35;
const missingField = -0.05;
const labelAsValue = -1.2;
const tornNumber = -1.2;
const inColumn = 0.8;
const outOfColumn = -2.5;
const nearColumn = 0.15;
/** Below this likeness a chunk is not called a label, however well the rest fits. */
const leastLikeness = 0.25;
const likeByLength = 0.25;

/** Aligns one picture row with one line of the document; the score tells how well it fits (0: as well as not at all). */
export function alignRow(row: PictureRow, unit: Unit, context: AlignmentContext): RowAlignment {
  return alignAbove(row, unit, context, Number.NEGATIVE_INFINITY) ?? { score: 0, slots: [], unused: unit.chunks };
}

/** As `alignRow`; undefined where the line fits no better than not at all. */
export function tryAlignRow(row: PictureRow, unit: Unit, context: AlignmentContext): RowAlignment | undefined {
  return alignAbove(row, unit, context, 0);
}

function alignAbove(row: PictureRow, unit: Unit, context: AlignmentContext, least: number): RowAlignment | undefined {
  const elements = row.elements;
  const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  const only = filled.length === 1 ? filled[0] : undefined;
  if (only?.spans.length === 1 && row.kind === "row") {
    const asText = alignOneText(elements, only, row.paragraph);
    if (asText !== undefined) return asText;
  }
  const chunks = splitLevels(elements, splitChunks(elements, unit.chunks));
  return alignChunks(elements, PieceTable.of(chunks), context, least);
}

/** A line that holds labels and values in one text. */
function alignOneText(elements: readonly PictureElement[], chunk: Chunk, paragraph: boolean): RowAlignment | undefined {
  const labels = elements.filter((element) => element.kind === "label");
  const whole = labels.length === 1 && labels[0] !== undefined && likeness(labels[0], chunk.text) > 0.8;
  if (whole && !paragraph) return undefined;
  if (!paragraph && chunk.text.length > 400) return undefined;
  const alignment = alignText(elements, chunk.text);
  if (alignment === undefined) return undefined;
  const slots = elements.map((element, index): Slot => {
    const label = alignment.labels.find((one) => one.index === index);
    if (label !== undefined) return { element, chunks: [subChunk(chunk, label.from, label.to)], similarity: label.similarity };
    const field = alignment.fields.find((one) => one.element === element);
    const piece = field === undefined ? undefined : subChunk(chunk, field.from, field.to);
    return { element, chunks: piece === undefined || piece.text === "" ? [] : [piece], similarity: 1 };
  });
  const fits = slots.reduce((sum, slot) => sum + (slot.element.kind === "field" && slot.chunks.length > 0 ? 0.2 : 0), 0);
  const covered = alignment.labels.reduce((sum, label) => sum + (label.to - label.from), 0);
  // A label somewhere in long prose is a word of the prose unless a paragraph's picture says otherwise.
  const prose = paragraph ? 0 : Math.min(2.5, Math.max(0, (chunk.text.length - covered - 60) / 40));
  return { score: alignment.score + fits - prose, slots, unused: [] };
}

function subChunk(chunk: Chunk, from: number, to: number): Chunk {
  const [whole] = chunk.spans;
  if (whole === undefined || chunk.spans.length > 1) return chunk;
  return makeChunk(trimSpan({ leaf: whole.leaf, from: whole.from + from, to: whole.from + to }), chunk);
}

/** Cuts chunks in two or more where a label of the row stands inside one, with its value or another label. */
function splitChunks(elements: readonly PictureElement[], chunks: readonly Chunk[]): readonly Chunk[] {
  const labels = elements.filter((element) => element.kind === "label");
  return labels.length === 0 ? chunks : replaceEach(chunks, (chunk) => splitChunk(labels, chunk));
}

function splitLevels(elements: readonly PictureElement[], chunks: readonly Chunk[]): readonly Chunk[] {
  const hasLevel = elements.some((element) => element.kind === "field" && element.use.field === "indicators.level2");
  return hasLevel ? replaceEach(chunks, splitLevel) : chunks;
}

/** The same list where nothing was split, so that what is known of it stays known. */
function replaceEach(chunks: readonly Chunk[], split: (chunk: Chunk) => readonly Chunk[]): readonly Chunk[] {
  const replaced = chunks.flatMap(split);
  return replaced.length === chunks.length && replaced.every((chunk, index) => chunk === chunks[index]) ? chunks : replaced;
}

function splitChunk(labels: readonly LabelElement[], chunk: Chunk): Chunk[] {
  const folded = foldLabel(chunk.text).text;
  if (chunk.spans.length > 1 || folded.length > 120 || labels.some((label) => likeness(label, chunk.text) >= 0.8)) return [chunk];
  const cuts = new Set<number>();
  for (const label of labels) {
    for (const text of label.folded) {
      if (text.length < 3 || text.length >= folded.length) continue;
      const place = findLabel(text, chunk.text, 1);
      if (place === undefined || !standsAlone(chunk.text, place.from, place.to)) continue;
      cuts.add(place.from).add(endOfLabel(chunk.text, place.to));
    }
  }
  if (cuts.size === 0) return [chunk];
  const edges = [0, ...[...cuts].sort((a, b) => a - b), chunk.text.length];
  const pieces = edges.slice(1).map((to, index) => subChunk(chunk, edges[index] ?? 0, to));
  return pieces.filter((piece) => piece.text !== "");
}

/** A second level and the indicator's name that one cell holds together: 生态效益 指标 运维保障. */
function splitLevel(chunk: Chunk): readonly Chunk[] {
  const gaps = [...chunk.text.matchAll(/\s+/gu)];
  for (const gap of gaps.reverse()) {
    const rest = chunk.text.slice(gap.index).trim();
    if (!isWholeLevel(chunk.text.slice(0, gap.index), 2) || isLevelFragment(rest, 2)) continue;
    return [subChunk(chunk, 0, gap.index), subChunk(chunk, gap.index, chunk.text.length)];
  }
  return [chunk];
}

/** A label inside a text counts where it begins the text or follows a gap, or where a colon follows it. */
function standsAlone(text: string, from: number, to: number): boolean {
  return from === 0 || /[\s)）:：]/u.test(text[from - 1] ?? "") || /^\s*[:：]/u.test(text.slice(to));
}

function endOfLabel(text: string, to: number): number {
  const colon = /^[\s）)]*[:：]/u.exec(text.slice(to));
  return to + (colon?.[0].length ?? 0);
}

/** A unit or a remark in brackets that a heading has and the label has not: 数量(件). */
const bracketedUnit = /[（(][^（()）]{1,6}[)）]/gu;
const nearlyWhole = 0.97;

const likenesses = new WeakMap<LabelElement, Map<string, number>>();
const mostRemembered = 4000;
const longestLike = 60;

/** How like a label a text is, as a whole; the best of the label's alternatives. Remembered, for forms repeat their words. */
export function likeness(label: LabelElement, text: string): number {
  let known = likenesses.get(label);
  if (known === undefined || known.size > mostRemembered) {
    known = new Map();
    likenesses.set(label, known);
  }
  let like = known.get(text);
  if (like === undefined) known.set(text, (like = compareWhole(label, text)));
  return like;
}

function compareWhole(label: LabelElement, text: string): number {
  const folded = foldLabel(text).text;
  if (folded === "" || folded.length > longestLike) return 0;
  const bare = foldLabel(text.replace(bracketedUnit, "")).text;
  let best = 0;
  for (const one of label.folded) best = Math.max(best, compareLabel(one, folded), bare === folded ? 0 : nearlyWhole * similarity(one, bare));
  return best;
}

/** A year or a short number; a longer one is an amount. */
const headingNumber = /(?<!\d)(?:(?:19|20)\d{2}|\d{1,2})(?!\d)/gu;

/** How like a folded label a folded text is. A heading may print a year or a number that the label does not name: 总计(2020_项目支出). */
function compareLabel(label: string, text: string): number {
  const plain = similarity(label, text);
  if (plain === 1 || /\d/u.test(label) || !/\d/u.test(text)) return plain;
  return Math.max(plain, similarity(label, text.replace(headingNumber, "")));
}

/** Marks a step on which a chunk stays with no element. */
const unusedStep = -1;

/** Needleman–Wunsch over elements and chunks, where an element may take up to `mostPieces` neighbouring chunks. */
function alignChunks(elements: readonly PictureElement[], table: PieceTable, context: AlignmentContext, least: number): RowAlignment | undefined {
  const width = table.chunks.length + 1;
  const best = new Float64Array((elements.length + 1) * width).fill(-Infinity);
  const steps = new Int8Array(best.length);
  const reach = (at: number, score: number, taken: number): void => {
    if (score <= (best[at] ?? 0)) return;
    best[at] = score;
    steps[at] = taken;
  };
  best[0] = 0;
  for (let at = 0; at < best.length; at++) {
    const here = best[at] ?? -Infinity;
    if (here === -Infinity) continue;
    const from = at % width;
    if (from + 1 < width) reach(at + 1, here + scoreUnused(table.get(from, 1).text), unusedStep);
    const element = elements[(at - from) / width];
    if (element === undefined) continue;
    reach(at + width, here + scoreNothing(element), 0);
    for (let count = 1; count <= mostPieces && from + count < width; count++) {
      reach(at + width + count, here + scoreTaken(element, table.get(from, count), context), count);
    }
  }
  const score = best.at(-1) ?? 0;
  return score > least ? { score, ...traceBack(elements, table, steps) } : undefined;
}

const unusedScores = new Map<string, number>();

function scoreUnused(text: string): number {
  let score = unusedScores.get(text);
  if (score === undefined) {
    if (unusedScores.size >= mostRemembered) unusedScores.clear();
    unusedScores.set(text, (score = rateUnused(text)));
  }
  return score;
}

function rateUnused(text: string): number {
  const printed = text.replace(/\s+/gu, "");
  if (printed === "") return 0;
  const han = printed.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0 && printed.length <= 3 && !/^\d+$/u.test(printed)) return unusedDebris;
  return han > 0 && printed.length <= 2 ? unusedFragment : unusedChunk;
}

function scoreNothing(element: PictureElement): number {
  if (element.kind === "label") return scoreMissingLabel(longestLabel(element));
  return element.kind === "field" ? missingField : 0;
}

function scoreTaken(element: PictureElement, piece: Piece, context: AlignmentContext): number {
  if (piece.gapped) return -Infinity;
  const joins = (piece.filled.length - 1) * joinCost;
  if (element.kind === "label") {
    // A number is no piece of a label, unless the label has one.
    if (piece.chunks.length > 1 && piece.numeric) return -Infinity;
    // A damaged label keeps its length: in its place, a text as long as the label may be it, however little they share.
    const asLong = piece.chunks.length === 1 && piece.folded.length === longestLabel(element) ? likeByLength : 0;
    const like = Math.max(likeness(element, piece.text), asLong);
    return like < leastLikeness ? -Infinity : scoreLabel(longestLabel(element), like) + joins;
  }
  if (element.kind === "above") return piece.blank ? 0.1 : scoreFragment(piece.folded, context.side) + joins;
  // Two amounts side by side are two amounts, and an amount beside a name is none of its characters.
  const type = typeOf(element);
  const torn = piece.numeric && piece.filled.length > 1 && type !== "date" ? tornNumber : 0;
  return scoreField(type, piece, element.column, context) + joins + torn;
}

const fieldTypes = new WeakMap<FieldElement, FieldType>();

/** The type of an element's field, looked up once. */
function typeOf(element: FieldElement): FieldType {
  let type = fieldTypes.get(element);
  if (type === undefined) fieldTypes.set(element, (type = getFieldDefinition(element.use.field).type));
  return type;
}

/** A piece of the label above that a damaged conversion left on this line. */
function scoreFragment(folded: string, side: readonly string[]): number {
  if (folded === "") return -0.1;
  const inside = side.some((label) => label.includes(folded) || similarity(label, folded) > 0.6);
  // What is no piece of the label is left over, where it can still be recognised.
  return inside ? 0.5 : -Infinity;
}

function scoreField(type: FieldType, piece: Piece, column: number, context: AlignmentContext): number {
  const place = scoreColumn(piece.chunks, context.columns, column);
  if (piece.blank) return 0.1 + Math.min(0.1, place);
  if (piece.foldedChunks.some((folded, index) => context.labels.has(folded) && !(index > 0 && context.isUnlabelled))) return labelAsValue + place;
  return 0.3 + rateFit(type, piece.text) + place;
}

function scoreColumn(chunks: readonly Chunk[], columns: ColumnRanges | undefined, column: number): number {
  const range = columns?.ranges.get(column);
  const first = chunks[0];
  if (columns === undefined || range === undefined || first === undefined || first.columnEnd === 0) return 0;
  const end = chunks.at(-1)?.columnEnd ?? first.columnEnd;
  const inside = first.column < range.end && end > range.start;
  if (!columns.reliable) return inside ? nearColumn : -nearColumn;
  return inside ? inColumn : outOfColumn;
}

function traceBack(elements: readonly PictureElement[], table: PieceTable, steps: Int8Array): { slots: Slot[]; unused: Chunk[] } {
  const slots: Slot[] = [];
  const unused: Chunk[] = [];
  const width = table.chunks.length + 1;
  let i = elements.length;
  let j = table.chunks.length;
  while (i > 0 || j > 0) {
    const taken = steps[i * width + j] ?? 0;
    if (taken === unusedStep) {
      j -= 1;
      const { filled } = table.get(j, 1);
      unused.push(...filled);
      continue;
    }
    i -= 1;
    j -= taken;
    const element = elements[i];
    if (element === undefined) break;
    const piece = taken === 0 ? undefined : table.get(j, taken);
    const known = element.kind === "label" && piece !== undefined && piece.filled.length > 0;
    slots.push({ element, chunks: piece?.filled ?? [], similarity: known ? likeness(element, piece.text) : 1 });
  }
  return { slots: slots.reverse(), unused: unused.reverse() };
}

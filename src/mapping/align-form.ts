import { alignRow, likeness, tryAlignRow, type AlignmentContext, type ColumnRanges, type RowAlignment } from "./align-row.ts";
import { HeldLabels } from "./held-labels.ts";
import { foldLabel } from "./label-text.ts";
import type { Mapping, PictureRow } from "./picture.ts";
import type { Unit } from "./form-text.ts";

/** A line of the document placed on a row of the picture. */
export interface AlignedUnit {
  readonly unit: Unit;
  /** Index of the picture's row. */
  readonly row: number;
  readonly alignment: RowAlignment;
  /** Counts the times the picture began anew: 0 for the first form in the document. */
  readonly form: number;
  /** Counts the repeated sections of a form; 0 before the first and where the picture has none. */
  readonly section: number;
}

export interface FormAlignment {
  readonly aligned: readonly AlignedUnit[];
  /** Lines that fit no row. */
  readonly left: readonly Unit[];
  /** Sum of what the rows are worth, for telling layouts apart. */
  readonly score: number;
}

const bodyLine = 0.25;
const bodyRow = 0.05;
const leftOut = -0.05;
/** A row that does not repeat, met on two lines: it was torn. */
const sameRowAgain = -1.2;
const nextRow = 0.05;
const skippedRow = -0.12;
const mostSkipped = -1.6;
const valuesWithoutHeader = -0.6;
/** Tables of one body come in any order, but a row stands under its own header. */
const underOtherHeader = -3;
const backwards = -1.6;
const restart = -0.3;
const lonelyValue = -0.7;
/** An indicator's row with neither a level nor a target is more often no indicator. */
const bareIndicator = -0.8;
const indicatorMarks = ["indicators.level1", "indicators.level2", "indicators.target", "indicators.target.annual", "indicators.target.overall"];
/** A heading less like its label than this may be a piece of it. */
const wholeHeading = 0.8;
/** A shorter text may be a piece of a torn label. */
const shortestForeign = 3;

/**
 * Places every line of the document on a row of the picture, as a whole: the best path through all lines, where going on
 * to the next row is free, skipping rows costs little, going back costs more, and a line may fit no row at all.
 */
export function alignForm(mapping: Mapping, units: readonly Unit[]): FormAlignment {
  const labels = listLabels(mapping);
  const contexts = mapping.rows.map((_, index) => makeContext(mapping, index, labels));
  const heldLabels = HeldLabels.of(mapping);
  const alignments = units.map((unit) => {
    const held = new Set(unit.chunks.flatMap((chunk) => heldLabels.list(chunk.text)));
    return mapping.rows.map((row, index) => tryRow(row, unit, heldLabels.isHeldIn(row, held), contexts[index] ?? makeContext(mapping, index, labels)));
  });
  const path = findPath(mapping, units, alignments);
  return readPath(mapping, units, alignments, path);
}

/** Every label of a mapping that names a value and is none itself, folded. */
export function listLabels(mapping: Mapping): ReadonlySet<string> {
  const labels = mapping.rows.flatMap((row) => row.elements.filter((element) => element.kind === "label" && element.field === undefined));
  return new Set(labels.flatMap((label) => (label.kind === "label" ? label.folded : [])));
}

/** What is known of a row of the picture before any line is placed on it. */
function makeContext(mapping: Mapping, index: number, labels: ReadonlySet<string>): AlignmentContext {
  return { side: sideTexts(mapping, index), labels, isUnlabelled: mapping.rows[index]?.kind === "values" };
}

/** Folded texts of the label that a row's `^` continues. */
function sideTexts(mapping: Mapping, index: number): readonly string[] {
  const row = mapping.rows[index];
  const above = row?.side === undefined ? undefined : mapping.rows[row.side];
  const own = row?.elements[0];
  const label = own?.kind === "label" ? own : above?.elements[0];
  return label?.kind === "label" ? label.folded : [];
}

/** @param hasLabel Whether a label of the row may stand in the line. */
function tryRow(row: PictureRow, unit: Unit, hasLabel: boolean, context: AlignmentContext): RowAlignment | undefined {
  if (unit.role === "header" || unit.role === "footer" || unit.role === "page-number" || unit.role === "hidden") return undefined;
  if (row.kind === "body") return alignBody(row, unit);
  // A line of prose is no row of values: only a label can tell what it is.
  if (row.kind === "values" ? unit.kind === "line" : !hasLabel) return undefined;
  const alignment = tryAlignRow(row, unit, context);
  if (alignment === undefined) return undefined;
  // One cell of several filled is more often a line of its own than a row.
  const lonely = row.kind === "values" && row.elements.length > 2 && unit.chunks.filter((chunk) => chunk.text.trim() !== "").length === 1;
  const score = alignment.score + (lonely ? lonelyValue : 0) + (lacksAll(alignment, indicatorMarks) ? bareIndicator : 0);
  return score > 0 ? { ...alignment, score } : undefined;
}

/** Whether the row has fields of a kind and none of them is filled. */
function lacksAll(alignment: RowAlignment, fields: readonly string[]): boolean {
  const own = alignment.slots.filter((slot) => slot.element.kind === "field" && fields.includes(slot.element.use.field));
  return own.length > 0 && own.every((slot) => slot.chunks.length === 0);
}

/** A body takes prose: lines, and rows of one cell. Tables inside it have rows of the picture of their own, or none. */
function alignBody(row: PictureRow, unit: Unit): RowAlignment | undefined {
  const chunks = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  if (chunks.length > 1) return undefined;
  const slots = row.elements.map((element) => ({ element, chunks, similarity: 1 }));
  return { score: unit.kind === "line" ? bodyLine : bodyRow, slots, unused: [] };
}

/** For each line the row it is on, and whether it was left out there. */
interface PathStep {
  readonly row: number;
  readonly matched: boolean;
}

function findPath(mapping: Mapping, units: readonly Unit[], alignments: readonly (readonly (RowAlignment | undefined)[])[]): PathStep[] {
  const rowCount = mapping.rows.length;
  const moves = buildMoves(mapping);
  let scores = Array.from({ length: rowCount }, (_, row) => -0.02 * row);
  const history: { from: Int16Array; matched: Uint8Array }[] = [];
  units.forEach((unit, index) => {
    const next = new Array<number>(rowCount).fill(-Infinity);
    const from = new Int16Array(rowCount);
    const matched = new Uint8Array(rowCount);
    const blank = unit.chunks.every((chunk) => chunk.text.trim() === "");
    for (let row = 0; row < rowCount; row++) {
      next[row] = (scores[row] ?? 0) + (blank ? 0 : leftOut);
      from[row] = row;
      const gain = alignments[index]?.[row]?.score;
      if (gain === undefined) continue;
      const move = moves[row];
      for (let before = 0; before < rowCount; before++) {
        // The first line may stand on any row: nothing was skipped before it.
        const cost = index > 0 ? (move?.[before] ?? 0) : mapping.rows[row]?.kind === "values" ? valuesWithoutHeader : 0;
        const score = (scores[before] ?? -Infinity) + gain + cost;
        if (score > (next[row] ?? -Infinity)) {
          next[row] = score;
          from[row] = before;
          matched[row] = 1;
        }
      }
    }
    scores = next;
    history.push({ from, matched });
  });
  return traceBack(scores, history);
}

function traceBack(scores: readonly number[], history: readonly { from: Int16Array; matched: Uint8Array }[]): PathStep[] {
  let row = scores.indexOf(Math.max(...scores));
  const path: PathStep[] = [];
  for (let index = history.length - 1; index >= 0; index--) {
    const step = history[index];
    if (step === undefined) break;
    path.push({ row, matched: step.matched[row] === 1 });
    row = step.from[row] ?? row;
  }
  return path.reverse();
}

/** `moves[to][from]`: what it costs to go from one row to another. */
function buildMoves(mapping: Mapping): number[][] {
  const starts = findStarts(mapping);
  const bodies = findBodies(mapping);
  return mapping.rows.map((row, to) =>
    mapping.rows.map((before, from) => {
      const header = row.kind === "values" && !(from === row.header || from === to) ? valuesWithoutHeader : 0;
      if (from === to) return row.repeats || row.kind === "body" ? 0 : sameRowAgain;
      if (bodies[from] !== undefined && bodies[from] === bodies[to]) return header < 0 ? underOtherHeader : 0;
      if (to === from + 1) return nextRow + header;
      if (to > from) return Math.max(mostSkipped, skippedRow * (to - from - 1)) + header;
      return (starts.has(to) && before.line > row.line ? restart : backwards) + header;
    }),
  );
}

/** For each row the body it belongs to: the body's own row, and the tables drawn below it, which may stand between its lines. */
function findBodies(mapping: Mapping): (number | undefined)[] {
  let body: number | undefined;
  return mapping.rows.map((row, index) => {
    if (row.kind === "body") body = index;
    else if (row.paragraph) body = undefined;
    return body;
  });
}

/** Rows where the picture may begin anew: its first lines up to the project's name, and a repeated section's first line. */
function findStarts(mapping: Mapping): ReadonlySet<number> {
  const starts = new Set<number>();
  const section = mapping.rows.findIndex((row) => row.startsSection);
  if (section >= 0) return starts.add(section);
  const name = mapping.rows.findIndex((row) => row.elements.some((one) => one.kind === "field" && (one.use.field === "name" || one.use.field === "department.name")));
  for (let row = 0; row <= name; row++) starts.add(row);
  return starts;
}

function readPath(
  mapping: Mapping,
  units: readonly Unit[],
  alignments: readonly (readonly (RowAlignment | undefined)[])[],
  path: readonly PathStep[],
): FormAlignment {
  const aligned: AlignedUnit[] = [];
  const left: Unit[] = [];
  const counter = new FormCounter(mapping);
  const headers = new Map<number, { unit: Unit; alignment: RowAlignment }>();
  units.forEach((unit, index) => {
    const gap = path[index]?.matched === true ? undefined : findGap(mapping, units, path, index);
    const step = gap === undefined ? path[index] : { row: gap.row, matched: true };
    const first = gap?.alignment ?? (step === undefined ? undefined : alignments[index]?.[step.row]);
    const row = step === undefined ? undefined : mapping.rows[step.row];
    if (step?.matched !== true || first === undefined || row === undefined) {
      left.push(unit);
      return;
    }
    const alignment = refine(mapping, step.row, unit, first, headers);
    if (row.kind === "header") headers.set(step.row, { unit, alignment });
    if (alignment.score <= 0 && gap === undefined) left.push(unit);
    else aligned.push({ unit, row: step.row, alignment, ...counter.count(step.row) });
  });
  const score = aligned.reduce((sum, one) => sum + (mapping.rows[one.row]?.kind === "body" ? 0 : one.alignment.score), 0);
  return { aligned, left, score };
}

/** A label so damaged that it says nothing is known by its neighbours when it resembles theirs at least this much. */
const leastInGap = 0.3;

/**
 * The one row that is missing between the rows of the lines before and after, for a line that fits none: its label is
 * damaged beyond knowing, its place in the form tells what it is.
 */
function findGap(mapping: Mapping, units: readonly Unit[], path: readonly PathStep[], index: number): { row: number; alignment: RowAlignment } | undefined {
  const unit = units[index];
  const [before, after] = [path[index - 1], path[index + 1]];
  if (unit?.kind !== "row" || before?.matched !== true || after?.matched !== true || after.row !== before.row + 2) return undefined;
  const picture = mapping.rows[before.row + 1];
  if (picture?.kind !== "row" || picture.paragraph) return undefined;
  const alignment = alignRow(picture, unit, makeContext(mapping, before.row + 1, listLabels(mapping)));
  const labels = alignment.slots.filter((slot) => slot.element.kind === "label");
  const known = labels.some((slot) => slot.chunks.length > 0 && slot.similarity >= leastInGap);
  return known && alignment.unused.length === 0 ? { row: before.row + 1, alignment } : undefined;
}

/** With the header known, a row of values is aligned again by its columns. */
function refine(
  mapping: Mapping,
  index: number,
  unit: Unit,
  alignment: RowAlignment,
  headers: ReadonlyMap<number, { unit: Unit; alignment: RowAlignment }>,
): RowAlignment {
  const row = mapping.rows[index];
  const header = row?.header === undefined ? undefined : headers.get(row.header);
  if (row?.kind !== "values" || header === undefined) return alignment;
  if (isForeignRow(row, header, unit)) return { ...alignment, score: 0 };
  const columns = findColumns(header, unit);
  if (columns === undefined) return alignment;
  const context = makeContext(mapping, index, listLabels(mapping));
  const byColumns = alignRow(row, unit, { ...context, columns });
  // Text that no column takes shows that this row does not keep to the header's columns.
  if (columns.reliable && countUnused(byColumns) > countUnused(alignment)) return alignRow(row, unit, { ...context, columns: { ...columns, reliable: false } });
  return byColumns;
}

/**
 * A row of another kind below a list: it begins with words of its own in the column of the side label, where the list's
 * rows are blank or the label goes on.
 */
function isForeignRow(row: PictureRow, header: { unit: Unit; alignment: RowAlignment }, unit: Unit): boolean {
  if (header.unit.table !== unit.table || row.elements[0]?.kind !== "above") return false;
  const { slots } = header.alignment;
  const side = slots[0];
  if (side?.chunks[0]?.column !== 0 || side.element.kind !== "label") return false;
  if (!slots.every((slot) => slot.chunks.length <= 1 && slot.similarity >= wholeHeading)) return false;
  const [first] = unit.chunks;
  const text = first === undefined ? "" : foldLabel(first.text).text;
  if (first?.column !== 0 || text.length < shortestForeign) return false;
  return !side.element.folded.some((label) => label.includes(text)) && likeness(side.element, first.text) < wholeHeading;
}

function countUnused(alignment: RowAlignment): number {
  return alignment.unused.reduce((sum, chunk) => sum + chunk.text.trim().length, 0);
}

/**
 * The columns a header gives to the rows below it; undefined where they cannot be relied on: another table, a torn grid,
 * or stated cells without spans in another number.
 */
function findColumns(header: { unit: Unit; alignment: RowAlignment }, unit: Unit): ColumnRanges | undefined {
  if (header.unit.table === undefined || header.unit.table !== unit.table) return undefined;
  const counted = unit.grid === "ragged" && header.unit.chunks.length === unit.chunks.length;
  if (unit.grid !== "ruled" && unit.grid !== "aligned" && !counted) return undefined;
  // A heading that a border goes through stands in no one column.
  const reliable = header.alignment.slots.every((slot) => slot.chunks.length <= 1 && slot.similarity >= wholeHeading);
  const ranges = new Map<number, { start: number; end: number }>();
  for (const slot of header.alignment.slots) {
    const first = slot.chunks[0];
    const last = slot.chunks.at(-1);
    if (first !== undefined && last !== undefined) ranges.set(slot.element.column, { start: first.column, end: last.columnEnd });
  }
  return { ranges, reliable };
}

/** Tells one form of a document from the next, and one repeated section from the next. */
class FormCounter {
  private form = 0;
  private section = 0;
  private last = -1;
  private readonly sectionRow: number;
  private readonly startRow: number;
  private readonly half: number;

  constructor(mapping: Mapping) {
    this.sectionRow = mapping.rows.findIndex((row) => row.startsSection);
    this.startRow = Math.max(0, ...findStarts(mapping));
    this.half = mapping.rows.length / 2;
  }

  count(row: number): { form: number; section: number } {
    if (this.sectionRow >= 0) {
      if (row === this.sectionRow) this.section += 1;
    } else if (this.last >= this.half && row <= this.startRow && row < this.last) this.form += 1;
    this.last = row;
    return { form: this.form, section: this.section };
  }
}

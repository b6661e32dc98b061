import { isWholeLevel } from "../../canonical/levels.ts";
import { alignRow, type Slot } from "../align-row.ts";
import { rateFit } from "../field-fit.ts";
import type { Chunk, Unit } from "../form-text.ts";
import { foldLabel } from "../label-text.ts";
import type { FieldElement, PictureElement, PictureRow } from "../picture.ts";
import { fieldElement, isFilled, labelElement, slotOf } from "./draft-elements.ts";
import type { ColumnUses } from "./list-columns.ts";
import type { HeaderColumn, ListKind } from "./list-headers.ts";
import type { Labels } from "./find-entries.ts";
import { findRowLabel } from "./row-pairs.ts";

/** A line placed on a list's row of values. */
export interface ListRow {
  readonly slots: readonly Slot[];
  readonly unused: readonly Chunk[];
}

const total = /^(?:(?:.额|金额|预算|资金)?(?:合计|总计|小计|共计)|总分|总得分)(?:[（(].*)?[:：]?$/u;
/** A label this like the vocabulary's is one; a name in a list may resemble one. */
const soundLabel = 0.9;
/** Where a cell of a merged unit stands over several projects, each of them has it. */
const carried = new Set(["implementingUnit", "supervisingDepartment"]);

/** A table under its header while its rows are read. */
export class DraftList {
  readonly kind: ListKind;
  readonly elements: readonly PictureElement[];
  private readonly header: Unit;
  private readonly columns: readonly { readonly start: number; readonly end: number; readonly elements: readonly FieldElement[] }[];
  private readonly side: Chunk | undefined;
  /** In a table of amounts, the first column that is over numbers. */
  private readonly numbersFrom: number;
  private readonly above = new Map<FieldElement, Chunk>();

  constructor(kind: ListKind, header: Unit, columns: readonly HeaderColumn[], uses: readonly ColumnUses[], side: Chunk | undefined) {
    this.kind = kind;
    this.header = header;
    this.side = side;
    this.columns = columns.map(({ chunk }, column) => ({
      start: chunk.column,
      end: chunk.columnEnd,
      elements: (uses[column] ?? []).map((use) => fieldElement(use, column)),
    }));
    this.numbersFrom = columns.findIndex(({ entry }) => entry?.field === "funding.amount" || (entry?.role === "column" && entry.field === "-"));
    const fields = this.columns.flatMap((column) => column.elements);
    this.elements = side === undefined ? fields : [{ kind: "above", column: 0 }, ...fields];
  }

  /** Whether the row's cells can be dealt out by their columns. */
  isReliable(unit: Unit): boolean {
    if (unit.table === undefined || unit.table !== this.header.table) return false;
    return unit.grid === "ruled" || unit.grid === "aligned" || (unit.grid === "ragged" && this.header.chunks.length === unit.chunks.length);
  }

  /** The line as a row of the list; undefined where it is none. */
  read(labels: Labels, unit: Unit, picture: PictureRow): ListRow | undefined {
    const filled = unit.chunks.filter(isFilled);
    const [first] = filled;
    if (first === undefined || this.endsBefore(labels, unit, first)) return undefined;
    const row = this.isReliable(unit) ? this.dealByColumns(unit, filled) : this.kind === "amounts" ? this.countAmount(unit, filled) : this.alignLoosely(unit, picture);
    // A source of money with no amount is a row of its table all the same.
    const least = (slot: Slot): boolean => slot.chunks.length > 0 && (slot.element.kind === "field" || this.kind === "amounts");
    return row?.slots.some(least) === true ? row : undefined;
  }

  /** A line that adds the list up: its amounts are no row's. */
  isTotal(unit: Unit): boolean {
    const first = unit.chunks.find(isFilled);
    return first !== undefined && this.kind !== "amounts" && total.test(first.text.replace(/\s+/gu, ""));
  }

  private endsBefore(labels: Labels, unit: Unit, first: Chunk): boolean {
    if (unit.kind === "line") return true;
    if (unit.chunks.some((chunk) => isWholeLevel(chunk.text, 2) || isWholeLevel(chunk.text, 1))) return this.kind !== "indicators";
    const known = findRowLabel(labels, first.text);
    const isLabel = known.entries.length > 0 && known.similarity >= soundLabel;
    if (this.kind === "amounts") return !unit.chunks.some((chunk) => rateFit("money", chunk.text) > 0) && known.entries.some((entry) => !/^(?:funding|-|department\.budget)/u.test(entry.field));
    return isLabel && !this.continuesSide(first);
  }

  private continuesSide(chunk: Chunk): boolean {
    const text = foldLabel(chunk.text).text;
    return this.side !== undefined && text !== "" && foldLabel(this.side.text).text.includes(text);
  }

  private findColumn(chunk: Chunk): (typeof this.columns)[number] | undefined {
    return this.columns.find((column) => chunk.column < column.end && chunk.columnEnd > column.start);
  }

  private dealByColumns(unit: Unit, filled: readonly Chunk[]): ListRow {
    const slots: Slot[] = [];
    const unused: Chunk[] = [];
    const sourceAt = this.kind === "amounts" ? findSourceCell(filled, this.columns.find((column) => column.elements.some(isAmount))?.start ?? 0) : undefined;
    for (const chunk of filled) {
      const column = this.findColumn(chunk);
      const element = chunk === sourceAt ? sourceElement : column === undefined ? undefined : pick(column.elements, chunk.text);
      const taken = element !== undefined && slots.some((slot) => slot.element === element);
      if (element !== undefined && !taken) slots.push(slotOf(element, [chunk]));
      else if (this.continuesSide(chunk)) slots.unshift(slotOf({ kind: "above", column: 0 }, [chunk]));
      else unused.push(chunk);
    }
    const named = this.kind === "amounts" ? slots.map((slot) => (slot.element === sourceElement && !slots.some(isAmountSlot) ? asLabel(slot) : slot)) : slots;
    return { slots: this.carryDown(named), unused };
  }

  /** Without columns the amount stands as many cells behind its source as its heading behind the last one that is over no numbers. */
  private countAmount(unit: Unit, filled: readonly Chunk[]): ListRow {
    const amountAt = this.columns.findIndex((column) => column.elements.some(isAmount));
    const firstNumber = filled.find((chunk) => rateFit("money", chunk.text) > 0);
    const source = filled.slice(0, firstNumber === undefined ? 0 : filled.indexOf(firstNumber)).at(-1);
    const amount = source === undefined ? undefined : unit.chunks[unit.chunks.indexOf(source) + amountAt - this.numbersFrom + 1];
    const element = this.columns[amountAt]?.elements[0];
    if (source === undefined || amount === undefined || element === undefined || rateFit("money", amount.text) <= 0) return { slots: [], unused: filled };
    return { slots: [slotOf(sourceElement, [source]), slotOf(element, [amount])], unused: filled.filter((chunk) => chunk !== source && chunk !== amount) };
  }

  /** The unit's cell stands once for all its projects. */
  private carryDown(slots: Slot[]): Slot[] {
    for (const slot of slots) if (slot.element.kind === "field" && carried.has(slot.element.use.field) && slot.chunks[0] !== undefined) this.above.set(slot.element, slot.chunks[0]);
    const named = slots.some((slot) => slot.element.kind === "field" && slot.element.use.field === "name" && slot.chunks.length > 0);
    if (!named) return slots;
    const missing = [...this.above].filter(([element]) => !slots.some((slot) => slot.element === element));
    return [...slots, ...missing.map(([element, chunk]) => slotOf(element, [chunk]))];
  }

  private alignLoosely(unit: Unit, picture: PictureRow): ListRow | undefined {
    const alignment = alignRow(picture, unit, { side: this.side === undefined ? [] : [foldLabel(this.side.text).text], labels: new Set(), isUnlabelled: true });
    return alignment.score > 0 ? alignment : undefined;
  }
}

const sourceElement = fieldElement({ field: "funding.source", options: new Map(), ignore: [], wholeLine: false }, 0);
const isAmount = (element: FieldElement): boolean => element.use.field === "funding.amount";

/** The nearest cell before the amount that is no amount itself names where the money comes from. */
function findSourceCell(filled: readonly Chunk[], amountAt: number): Chunk | undefined {
  return filled.filter((chunk) => chunk.columnEnd <= amountAt && rateFit("money", chunk.text) <= 0).at(-1);
}

const isAmountSlot = (slot: Slot): boolean => slot.element.kind === "field" && isAmount(slot.element) && slot.chunks.length > 0;

/** A source without an amount is a label. */
function asLabel(slot: Slot): Slot {
  return { ...slot, element: labelElement(slot.chunks.map((chunk) => chunk.text).join(""), 0) };
}

/** Of the fields of a column the one that a cell suits: ≥ is a comparator, 定性 a kind of target. */
function pick(elements: readonly FieldElement[], text: string): FieldElement | undefined {
  const [first, second] = elements;
  if (first?.use.field !== "indicators.comparator") return first;
  return rateFit("comparator", text) > 0 ? first : second;
}

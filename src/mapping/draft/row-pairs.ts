import type { Slot } from "../align-row.ts";
import type { Chunk, Unit } from "../form-text.ts";
import { chooseUse, type RowContext } from "./choose-use.ts";
import { fieldElement, isFilled, labelElement, slotOf } from "./draft-elements.ts";
import { findLabelEntries, findSoundEntries, type KnownLabel, type Labels } from "./find-entries.ts";
import { readInlinePairs } from "./inline-pairs.ts";

/** A row read as labels with their values beside them. */
export interface RowPairs {
  readonly slots: readonly Slot[];
  /** Cells that are neither: a label that is not known, and its value. */
  readonly unused: readonly Chunk[];
}

/** What a cell may be for as a label of a row; the headings of columns are none. */
export function findRowLabel(labels: Labels, text: string): KnownLabel {
  const known = findLabelEntries(labels, text);
  return { ...known, entries: known.entries.filter((entry) => entry.role !== "column") };
}

/** Reads a row as labels with their values beside them; undefined where no label is known. */
export function readRowPairs(labels: Labels, unit: Unit, context: RowContext): RowPairs | undefined {
  const reader = new Reader(labels, unit, context);
  for (let index = 0; index < unit.chunks.length; ) index += reader.take(index);
  return reader.known ? { slots: reader.slots, unused: reader.unused } : undefined;
}

class Reader {
  readonly slots: Slot[] = [];
  readonly unused: Chunk[] = [];
  known = false;
  private readonly labels: Labels;
  private readonly unit: Unit;
  private readonly context: RowContext;
  private readonly fields: string[] = [];

  constructor(labels: Labels, unit: Unit, context: RowContext) {
    this.labels = labels;
    this.unit = unit;
    this.context = context;
  }

  /** Takes the cell at `index`, and its value's cell where it is a label; says how many were taken. */
  take(index: number): number {
    const chunk = this.unit.chunks[index];
    if (chunk === undefined || !isFilled(chunk)) return 1;
    const label = findRowLabel(this.labels, chunk.text);
    const valueAt = this.findValue(index);
    const value = valueAt === undefined ? undefined : this.unit.chunks[valueAt];
    const use = chooseUse(label.entries, chunk, value?.text ?? "", this.context, this.fields);
    if (label.entries.length > 0 || use !== undefined) return this.takeLabel(index, chunk, label, use, valueAt);
    const inline = readInlinePairs(this.labels, chunk, index, this.context);
    if (inline.length === 0 && this.isUnknownSide(chunk, index)) this.slots.push(slotOf(labelElement(chunk.text, index), [chunk]));
    else if (inline.length === 0) this.unused.push(chunk);
    else this.known = true;
    this.slots.push(...inline);
    return 1;
  }

  /** What begins a row and stands before a label is a label beside several rows, whatever it says. */
  private isUnknownSide(chunk: Chunk, index: number): boolean {
    const next = this.unit.chunks[index + 1];
    const begins = this.unit.chunks.slice(0, index).every((one) => !isFilled(one));
    return begins && chunk.text.length <= longestSide && next !== undefined && isFilled(next) && findRowLabel(this.labels, next.text).entries.length > 0;
  }

  private takeLabel(index: number, chunk: Chunk, label: KnownLabel, use: ReturnType<typeof chooseUse>, valueAt: number | undefined): number {
    this.known = true;
    const similarity = label.entries.length > 0 ? label.similarity : 1;
    this.slots.push(slotOf(labelElement(chunk.text, index), [chunk], similarity));
    const value = valueAt === undefined ? undefined : this.unit.chunks[valueAt];
    if (use === undefined || valueAt === undefined || value === undefined) return 1;
    this.fields.push(use.field);
    if (!isDash(value.text)) this.slots.push(slotOf(fieldElement(use, valueAt), [value]));
    return valueAt - index + 1;
  }

  /** The cell with a label's value: the next one, past blanks where a merged cell leaves some behind; undefined where that is a label. */
  private findValue(index: number): number | undefined {
    const { chunks, grid } = this.unit;
    let at = index + 1;
    while (grid !== "ruled" && grid !== "aligned" && at < chunks.length - 1 && chunks[at]?.text.trim() === "") at += 1;
    const next = chunks[at];
    if (next === undefined) return undefined;
    if (!isFilled(next)) return index + 1;
    if (this.isLabel(next, at)) return undefined;
    return readInlinePairs(this.labels, next, at, this.context).length > 0 ? undefined : at;
  }

  /** A cell that is a label; a damaged one only where a value that suits it follows. */
  private isLabel(chunk: Chunk, at: number): boolean {
    const known = findRowLabel(this.labels, chunk.text);
    if (known.entries.length === 0) return false;
    return findSoundEntries(this.labels, chunk.text).length > 0 || (at % 2 === 0 && chunk.text.length <= longestDamaged && this.unit.chunks.length > at + 1);
  }
}

const longestSide = 24;
/** A longer text that resembles a label by half is a text. */
const longestDamaged = 10;

const isDash = (text: string): boolean => /^[\s\-—–/]+$/u.test(text);

import type { Slot } from "../align-row.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { Vocabulary, VocabularyEntry } from "../picture.ts";
import { chooseUse, type RowContext } from "./choose-use.ts";
import { fieldElement, isFilled, labelElement, slotOf } from "./draft-elements.ts";
import { findLabelEntries, type KnownLabel } from "./find-entries.ts";
import { readInlinePairs } from "./inline-pairs.ts";

/** A row read as labels with their values beside them. */
export interface RowPairs {
  readonly slots: readonly Slot[];
  /** Cells that are neither: a label that is not known, and its value. */
  readonly unused: readonly Chunk[];
}

/** What a cell may be for as a label of a row; the headings of columns are none. */
export function findRowLabel(vocabulary: Vocabulary, text: string): KnownLabel {
  const known = findLabelEntries(vocabulary, text);
  return { ...known, entries: known.entries.filter((entry) => entry.role !== "column") };
}

/** Reads a row as labels with their values beside them; undefined where no label is known. */
export function readRowPairs(vocabulary: Vocabulary, unit: Unit, context: RowContext): RowPairs | undefined {
  const reader = new Reader(vocabulary, unit, context);
  for (let index = 0; index < unit.chunks.length; ) index += reader.take(index);
  return reader.known ? { slots: reader.slots, unused: reader.unused } : undefined;
}

class Reader {
  readonly slots: Slot[] = [];
  readonly unused: Chunk[] = [];
  known = false;
  private readonly vocabulary: Vocabulary;
  private readonly unit: Unit;
  private readonly context: RowContext;
  private readonly fields: string[] = [];

  constructor(vocabulary: Vocabulary, unit: Unit, context: RowContext) {
    this.vocabulary = vocabulary;
    this.unit = unit;
    this.context = context;
  }

  /** Takes the cell at `index`, and its value's cell where it is a label; says how many were taken. */
  take(index: number): number {
    const chunk = this.unit.chunks[index];
    if (chunk === undefined || !isFilled(chunk)) return 1;
    const label = findRowLabel(this.vocabulary, chunk.text);
    const valueAt = this.findValue(index);
    const value = valueAt === undefined ? undefined : this.unit.chunks[valueAt];
    const use = chooseUse(label.entries, chunk, value?.text ?? "", this.context, this.fields);
    if (label.entries.length > 0 || use !== undefined) return this.takeLabel(index, chunk, label, use, valueAt);
    const inline = readInlinePairs(this.vocabulary, chunk, index, this.context);
    if (inline.length === 0) this.unused.push(chunk);
    else this.known = true;
    this.slots.push(...inline);
    return 1;
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
    if (findRowLabel(this.vocabulary, next.text).entries.length > 0) return undefined;
    return readInlinePairs(this.vocabulary, next, at, this.context).length > 0 ? undefined : at;
  }
}

const isDash = (text: string): boolean => /^[\s\-—–/]+$/u.test(text);

/** Whether an entry stands beside several rows or names nothing by itself. */
export function isSideEntry(entry: VocabularyEntry): boolean {
  return entry.role === "side" || entry.field === "-";
}

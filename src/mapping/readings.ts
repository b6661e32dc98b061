import type { AlignedUnit, FormAlignment } from "./align-form.ts";
import { findGroupUnits } from "./group-units.ts";
import { likeness, type RowAlignment, type Slot } from "./align-row.ts";
import { findLeftovers, type Leftover } from "./leftover-labels.ts";
import { foldLabel } from "./label-text.ts";
import { getFieldDefinition, type FieldDefinition } from "./fields.ts";
import type { FieldUse, Mapping, PictureRow } from "./picture.ts";
import { labelled, mark, textOf, trimSpan, type Chunk, type Span, type Unit } from "./form-text.ts";

/** How the line that a reading comes from reached us; a guide to how far it can be trusted. */
export type Condition = "clean" | "torn" | "running" | "repaired";

/** What the document prints for one field, before it is read as a value. */
export interface FieldReading {
  readonly use: FieldUse;
  readonly definition: FieldDefinition;
  readonly spans: readonly Span[];
  /** The printed text; pieces joined as the page breaks them. */
  readonly text: string;
  /** The same text as the pieces that the grid has it in; one where it was not torn. */
  readonly pieces: readonly string[];
  /** `layout:line` of the mapping. */
  readonly rule: string;
  /** How like the mapping's the label was that led here, 0 to 1. */
  readonly labelSimilarity: number;
  /** The label (or column heading) beside the value, and where it stands. */
  readonly labelSpans: readonly Span[];
  /** Texts near the value in which a unit may be stated, nearest first. */
  readonly unitTexts: readonly string[];
  /** A text that replaces `text` where a damaged reading was mended; `text` stays as printed. */
  readonly mended?: string;
  readonly condition: Condition;
}

/** The readings of one line, with the place of that line in the form. */
export interface ReadRow {
  readonly picture: PictureRow;
  readonly rowIndex: number;
  readonly unit: Unit;
  readonly form: number;
  readonly section: number;
  readonly readings: readonly FieldReading[];
  /** How many of the line's labels a cell border goes through. */
  readonly tornLabels: number;
  /** How many of those lost something at the border: their pieces together are not the label. */
  readonly cutLabels: number;
  readonly unused: readonly Span[];
}

/** Takes the readings out of an aligned form, marks its labels, and joins the lines of a body into one reading. */
export function collectReadings(mapping: Mapping, form: FormAlignment): ReadRow[] {
  const collector = new Collector(mapping, form);
  return joinBodies(form.aligned.map((aligned) => collector.read(aligned)));
}

class Collector {
  private readonly headers = new Map<number, RowAlignment>();
  private readonly sides = new Map<number, string>();
  private readonly printed = new Map<number, readonly Slot[]>();

  private readonly mapping: Mapping;
  private readonly groupUnits: ReadonlyMap<number, string>;

  constructor(mapping: Mapping, form: FormAlignment) {
    this.mapping = mapping;
    this.groupUnits = findGroupUnits(mapping, form.aligned);
  }

  read(aligned: AlignedUnit): ReadRow {
    const picture = this.mapping.rows[aligned.row];
    if (picture === undefined) throw new Error(`The mapping ${this.mapping.id} has no row ${String(aligned.row)}.`);
    const { slots } = aligned.alignment;
    markLabels(slots);
    if (picture.kind === "header") this.headers.set(aligned.row, aligned.alignment);
    this.printed.set(aligned.row, slots);
    this.rememberSide(aligned.row, picture, slots);
    const own = slots.flatMap((slot, index) => this.readSlot(aligned, picture, slot, index));
    const readings = [...own, ...findLeftovers(this.mapping, aligned.row, aligned.alignment.unused).map((left) => this.readLeftover(left))];
    const unused = aligned.alignment.unused.flatMap((chunk) => chunk.spans);
    return { picture, rowIndex: aligned.row, unit: aligned.unit, form: aligned.form, section: aligned.section, readings, tornLabels: slots.filter(isTorn).length, cutLabels: slots.filter(isCut).length, unused };
  }

  private rememberSide(row: number, picture: PictureRow, slots: readonly Slot[]): void {
    const first = slots[0];
    if (first === undefined || first.chunks.length === 0) return;
    const text = first.chunks.map((chunk) => chunk.text).join("");
    if (first.element.kind === "label") this.sides.set(row, text);
    if (first.element.kind === "above" && picture.side !== undefined) this.sides.set(picture.side, (this.sides.get(picture.side) ?? "") + text);
  }

  private readSlot(aligned: AlignedUnit, picture: PictureRow, slot: Slot, index: number): FieldReading[] {
    const { element } = slot;
    const use = element.kind === "field" ? element.use : element.kind === "label" ? element.field : this.findSideUse(picture);
    if (use === undefined || slot.chunks.length === 0) return [];
    const { slots } = aligned.alignment;
    const chunks = use.wholeLine ? aligned.unit.chunks : slot.chunks;
    const spans = chunks.flatMap((chunk) => chunk.spans.map(trimSpan)).filter((span) => span.to > span.from);
    const label = element.kind === "field" ? this.findLabelOf(aligned, picture, index) : undefined;
    return [
      {
        use,
        definition: getFieldDefinition(use.field),
        spans,
        text: spans.map(textOf).join(""),
        pieces: use.wholeLine ? [spans.map(textOf).join("")] : slot.chunks.map((chunk) => chunk.text),
        rule: `${this.mapping.id}:${picture.line}`,
        labelSimilarity: element.kind === "label" ? slot.similarity : (label?.similarity ?? (lacksLabel(slots, index) ? withoutLabel : 1)),
        ...mendLabel(slot, use),
        labelSpans: label?.chunks.flatMap((chunk) => chunk.spans.map(trimSpan)) ?? [],
        unitTexts: this.findUnitTexts(aligned, picture, label, element.column),
        condition: aligned.unit.running === true ? "running" : slot.chunks.length > 1 && !use.wholeLine ? "torn" : "clean",
      },
    ];
  }

  private readLeftover(left: Leftover): FieldReading {
    const text = left.valueChunk.text;
    const spans = left.valueChunk.spans.map(trimSpan);
    for (const span of left.labelChunk.spans) mark(span, labelled);
    const line = this.mapping.rows[left.row]?.line ?? 0;
    const side = this.mapping.rows[left.row]?.side;
    return {
      use: left.field.use,
      definition: getFieldDefinition(left.field.use.field),
      spans,
      text: spans.map(textOf).join(""),
      pieces: [text],
      rule: `${this.mapping.id}:${String(line)}`,
      labelSimilarity: likeness(left.label, left.labelChunk.text),
      labelSpans: left.labelChunk.spans,
      unitTexts: [left.labelChunk.text, this.groupUnits.get(side ?? left.row)].filter((one) => one !== undefined),
      condition: "torn",
    };
  }

  /** A side label that is itself a value may be printed beside any row of its group. */
  private findSideUse(picture: PictureRow): FieldUse | undefined {
    const first = picture.side === undefined ? undefined : this.mapping.rows[picture.side]?.elements[0];
    return first?.kind === "label" ? first.field : undefined;
  }

  /** The nearest label to the left in the row, or the heading of the column. */
  private findLabelOf(aligned: AlignedUnit, picture: PictureRow, index: number): Slot | undefined {
    const { slots } = aligned.alignment;
    if (picture.kind === "values") {
      const header = picture.header === undefined ? undefined : this.headers.get(picture.header);
      return header?.slots.find((slot) => slot.element.column === slots[index]?.element.column);
    }
    for (let left = index - 1; left >= 0; left--) {
      const slot = slots[left];
      if (slot?.element.kind === "label" && slot.chunks.length > 0) return slot;
    }
    return undefined;
  }

  private findUnitTexts(aligned: AlignedUnit, picture: PictureRow, label: Slot | undefined, column: number): string[] {
    const own = label === undefined ? undefined : joinSlot(label);
    const side = this.sides.get(picture.side ?? aligned.row);
    const header = picture.header === undefined ? undefined : this.sides.get(picture.header);
    const group = this.groupUnits.get(picture.side ?? aligned.row);
    return [own, this.findHeading(aligned.row, picture, column), side, header, group].filter((text) => text !== undefined);
  }

  /** A label that stands over the value in a row above, under the same side label: 预算金额（万元） over each amount. */
  private findHeading(row: number, picture: PictureRow, column: number): string | undefined {
    if (picture.side === undefined) return undefined;
    for (let above = row - 1; above >= picture.side; above--) {
      const slot = this.printed.get(above)?.find((one) => one.element.column === column);
      if (slot?.element.kind === "label" && slot.chunks.length > 0) return joinSlot(slot);
    }
    return undefined;
  }
}

function joinSlot(slot: Slot): string {
  return joinTexts(slot.chunks);
}

/** A value whose own label is not there is known only by its place in the row. */
const withoutLabel = 0.5;

function lacksLabel(slots: readonly Slot[], index: number): boolean {
  const before = slots[index - 1];
  return before?.element.kind === "label" && before.chunks.length === 0;
}

/** A label that is itself the value is the mapping's, where the document prints it damaged. */
function mendLabel(slot: Slot, use: FieldUse): { mended?: string } {
  const { element } = slot;
  if (element.kind !== "label" || use.wholeLine || slot.similarity === 1 || element.texts.length > 1) return {};
  return { mended: element.texts[0] ?? "" };
}

/** A label in several cells, or one of which a cell holds only a part. */
function isTorn({ element, chunks }: Slot): boolean {
  if (element.kind !== "label" || chunks.length === 0) return false;
  const text = foldLabel(joinTexts(chunks)).text;
  return chunks.length > 1 || (!element.folded.includes(text) && element.folded.some((label) => label.includes(text)));
}

/** A torn label whose pieces together are not the label. */
function isCut(slot: Slot): boolean {
  return isTorn(slot) && slot.element.kind === "label" && !slot.element.folded.includes(foldLabel(joinTexts(slot.chunks)).text);
}

function joinTexts(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => chunk.text).join("");
}

function markLabels(slots: readonly Slot[]): void {
  for (const slot of slots) {
    if (slot.element.kind === "field") continue;
    for (const chunk of slot.chunks) for (const span of chunk.spans) mark(span, labelled);
  }
}

/** Neighbouring lines on one body row are one reading, a paragraph each. */
function joinBodies(rows: readonly ReadRow[]): ReadRow[] {
  const joined: ReadRow[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    const again = last?.rowIndex === row.rowIndex && last.section === row.section && last.form === row.form;
    const before = last?.readings[0];
    const next = row.readings[0];
    if (last === undefined || !again || row.picture.kind !== "body" || before === undefined || next === undefined) joined.push(row);
    else joined[joined.length - 1] = { ...last, readings: [{ ...before, spans: [...before.spans, ...next.spans], text: `${before.text}\n${next.text}` }] };
  }
  return joined;
}

import type { AlignedUnit, FormAlignment } from "../align-form.ts";
import type { Slot } from "../align-row.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { Mapping, PictureElement, PictureRow } from "../picture.ts";
import { isFilled, labelElement, slotOf } from "./draft-elements.ts";

/** A form read by its own labels: its picture, and where each line stands in it. */
export interface DraftedForm {
  readonly mapping: Mapping;
  readonly alignment: FormAlignment;
}

/** What else is known of a drafted row. */
export interface RowOptions {
  readonly paragraph?: boolean;
  /** The line is a form's title. */
  readonly title?: boolean;
  readonly unused?: readonly Chunk[];
}

/** A heading's cell of a list. */
export interface HeadingCell {
  readonly chunk: Chunk;
  readonly column: number;
  readonly known: boolean;
  readonly similarity: number;
}

/** A line with the drafted row it stands on, before forms are told apart. */
export type DraftedUnit = Omit<AlignedUnit, "form" | "section">;

/** A picture as it is drawn, line by line, with each line's place in it. */
export class DraftPicture {
  readonly rows: PictureRow[] = [];
  readonly placed: DraftedUnit[] = [];
  /** Rows that are titles. */
  readonly titles = new Set<number>();
  /** The fields that were found a place. */
  readonly fields = new Set<string>();
  /** The last row that began with a label beside several rows. */
  private side: { readonly row: number; readonly table: number | undefined } | undefined;

  /** Adds a row drawn from a line, with the line on it. */
  add(unit: Unit, kind: "row" | "header", slots: readonly Slot[], options: RowOptions): number {
    const index = this.rows.length;
    const side = this.findSide(unit, options.paragraph === true);
    const [first, second] = slots;
    const begins = first?.element.kind === "label" && second?.element.kind !== "field" && options.paragraph !== true;
    const around = side === undefined ? {} : { side };
    this.rows.push({ kind, elements: slots.map((slot) => slot.element), repeats: false, paragraph: options.paragraph === true, startsSection: false, line: unit.index + 1, ...around });
    if (begins && side === undefined) this.side = { row: index, table: unit.table };
    if (options.title === true) this.titles.add(index);
    this.place(unit, index, slots, options.unused ?? []);
    return index;
  }

  /** Adds a list's header and the row of values under it; gives the index of the latter. */
  addHeader(unit: Unit, cells: readonly HeadingCell[], elements: readonly PictureElement[]): number {
    const known = cells.filter((cell) => cell.known);
    const unused = cells.filter((cell) => !cell.known).map((cell) => cell.chunk);
    const header = this.add(unit, "header", known.map(({ chunk, column, similarity }) => slotOf(labelElement(chunk.text, column), [chunk], similarity)), { unused });
    const side = this.rows[header]?.side ?? header;
    this.rows.push({ kind: "values", elements, repeats: true, header, side, paragraph: false, startsSection: false, line: unit.index + 1 });
    return header + 1;
  }

  /** Adds a row for a text that stands below its label, line by line; gives its index. */
  addBody(unit: Unit, element: PictureElement): number {
    this.rows.push({ kind: "body", elements: [element], repeats: false, paragraph: true, startsSection: false, line: unit.index + 1 });
    return this.rows.length - 1;
  }

  /** A line that adds a list up: its label is known, its amounts are left. */
  addTotal(unit: Unit): void {
    const [first, ...others] = unit.chunks.filter(isFilled);
    if (first !== undefined) this.add(unit, "row", [slotOf(labelElement(first.text, 0), [first])], { unused: others });
  }

  /** Puts a line on a row. */
  place(unit: Unit, row: number, slots: readonly Slot[], unused: readonly Chunk[]): void {
    for (const { element, chunks } of slots) if (element.kind === "field" && chunks.length > 0) this.fields.add(element.use.field);
    this.placed.push({ unit, row, alignment: { score: 1, slots, unused } });
  }

  /** The row whose first label stands beside this one too: its cell is blank here, or covered from above. */
  private findSide(unit: Unit, paragraph: boolean): number | undefined {
    const [first] = unit.chunks;
    const under = !paragraph && first !== undefined && (first.text.trim() === "" || first.column > 0);
    return under && this.side?.table === unit.table ? this.side?.row : undefined;
  }
}

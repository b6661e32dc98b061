import type { Cell, Paragraph, Run, Table } from "../document/document.ts";
import { readHtmlTables } from "../document/html-table.ts";
import { readInlineMarkup } from "../document/inline-markup.ts";
import type { Place } from "../document/place.ts";
import { placePieces } from "../document/placed-text.ts";
import { SourceText } from "../document/source-text.ts";

/** Where a text stands and how sure its reader was of it (0 to 1). */
export interface Origin {
  readonly at: readonly Place[];
  readonly confidence?: number | undefined;
}

/** The printed characters of a text that may hold HTML, entities and mathematics; its line ends are blanks. */
export function showText(text: string): string {
  const source = new SourceText(text);
  return placePieces(source, readInlineMarkup(source, { from: 0, to: text.length }), { from: 0, to: 0 }).text;
}

/** One run over a whole text; none where the text is empty or its place unknown. */
function coverText(text: string, { at, confidence }: Origin): Run[] {
  const [place] = at;
  if (text === "" || place === undefined) return [];
  const certainty = confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, confidence)) };
  return [{ from: 0, to: text.length, at: place, ...certainty }];
}

/** A paragraph of a text that is as printed; undefined where that is nothing. */
export function makeParagraph(text: string, origin: Origin, role?: Paragraph["role"]): Paragraph | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return { kind: "paragraph", text: trimmed, at: [...origin.at], runs: coverText(trimmed, origin), ...(role === undefined ? {} : { role }) };
}

/** A cell of a text that is as printed. */
export function makeCell(slot: Pick<Cell, "row" | "column" | "rowSpan" | "columnSpan">, text: string, origin: Origin): Cell {
  const { row, column, rowSpan, columnSpan } = slot;
  const trimmed = text.trim();
  return { row, column, rowSpan, columnSpan, text: trimmed, at: [...origin.at], runs: coverText(trimmed, origin) };
}

/** The tables of a piece of HTML, nested ones behind the table that holds them, and what stands in it in no cell. */
export interface PlacedTables {
  readonly tables: readonly Table[];
  readonly strays: readonly string[];
}

/** Says of each cell of a table, by its index in the HTML, where it stands; undefined where no better place is known than the table's. */
export type CellLocator = (cellCount: number) => (index: number) => Origin | undefined;

/**
 * Reads tables written as HTML inside another program's output. Their places are the caller's; `locateCells` is asked about the
 * cells of the first table. `firstTable` is how many tables the document has before this one.
 */
export function placeHtmlTables(html: string, origin: Origin, firstTable: number, locateCells?: CellLocator): PlacedTables {
  const source = new SourceText(html);
  const start = html.search(/<table(?=[\s>/])/i);
  if (start === -1) return { tables: [], strays: [html] };
  const { tables, strays, to } = readHtmlTables(source, start);
  const locate = locateCells?.(tables[0]?.table.cells.length ?? 0);
  const placed = tables.map(({ table, parent }, index): Table => {
    const cells = table.cells.map((cell, at) => makeCell(cell, cell.text, (index === 0 ? locate?.(at) : undefined) ?? origin));
    const place = parent === undefined ? {} : { parent: { table: firstTable + parent.index, row: parent.row, column: parent.column } };
    return { ...table, at: [...origin.at], cells, ...place };
  });
  const around = [{ from: 0, to: start }, ...strays, { from: to, to: html.length }];
  return { tables: placed, strays: around.map((span) => source.slice(span)) };
}

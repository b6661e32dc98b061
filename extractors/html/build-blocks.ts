import type { ChildNode, Element } from "domhandler";
import type { Block, Cell, Paragraph, Table } from "../../src/document/document.ts";
import type { Place } from "../../src/document/place.ts";
import { placePieces, type Piece, type PlacedText } from "../../src/document/placed-text.ts";
import { coverLines } from "../../src/document/ragged-table.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { isHidden, spanOf } from "./elements.ts";
import type { PlacedCell } from "./place-cells.ts";
import { readFlow, type FlowItem } from "./read-flow.ts";
import { readTable } from "./read-table.ts";

/** Tables nested deeper than this are read as running text of the cell that holds them. */
const MAX_TABLE_DEPTH = 100;

const nowhere: Span = { from: 0, to: 0 };
const lineBreak: Piece = { kind: "break", text: "\n" };

/** A cell's own text, and what stands in it that goes elsewhere. */
interface ReadCell {
  readonly cell: Cell;
  readonly tables: readonly Element[];
  readonly hidden: readonly Element[];
}

/** Makes the neutral blocks of a page. Tables count in reading order; a nested one follows its parent. */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  /** Where text stands that the page does not show. */
  readonly hiddenAt: Place[] = [];
  private readonly source: SourceText;
  private tableCount = 0;

  constructor(source: SourceText) {
    this.source = source;
  }

  addNodes(nodes: readonly ChildNode[]): void {
    for (const item of readFlow(this.source, nodes, "apart")) this.addItem(item);
  }

  private addItem(item: FlowItem): void {
    if (item.kind === "table") this.addTable(item.element, undefined, 0);
    else if (item.kind === "hidden") this.addHidden(item.element);
    else this.addParagraph(placePieces(this.source, item.pieces, nowhere), item.heading ? "heading" : undefined);
  }

  private addParagraph({ text, at, runs }: PlacedText, role: Paragraph["role"]): void {
    if (text === "") return;
    this.blocks.push({ kind: "paragraph", text, at, runs, ...(role === undefined ? {} : { role }) });
  }

  /** Text that is not shown: one paragraph for each, kept apart. */
  private addHidden(element: Element): void {
    const text = placePieces(this.source, this.flatten(element), nowhere);
    if (text.text === "") return;
    this.addParagraph(text, "hidden");
    this.hiddenAt.push(...text.at.slice(0, 1));
  }

  /** All text inside an element, also of its tables and of what it hides, each on its line. */
  private flatten(element: Element): Piece[] {
    const items = readFlow(this.source, element.children, "plain");
    return items.flatMap((item) => (item.kind === "paragraph" ? [...item.pieces, lineBreak] : []));
  }

  /** A caption is printed above its table, and is its name. */
  private addCaption(caption: Element | undefined): string {
    if (caption === undefined) return "";
    this.addNodes(caption.children);
    return placePieces(this.source, this.flatten(caption), nowhere).text;
  }

  private addTable(element: Element, parent: Table["parent"], depth: number): void {
    const parts = readTable(element);
    const name = this.addCaption(parts.caption);
    const index = this.tableCount++;
    const read = parts.cells.map((cell) => this.readCell(cell, depth));
    const cells = read.map((each) => each.cell);
    const at = coverLines(cells);
    this.blocks.push({
      kind: "table",
      at: at.length > 0 ? at : [this.source.locate(spanOf(element) ?? nowhere)],
      rowCount: parts.rowCount,
      columnCount: parts.columnCount,
      grid: "ruled",
      cells,
      ...(parent === undefined ? {} : { parent }),
      ...(name === "" ? {} : { name }),
    });
    for (const { cell, tables, hidden } of read) {
      for (const nested of tables) this.addTable(nested, { table: index, row: cell.row, column: cell.column }, depth + 1);
      for (const each of hidden) this.addHidden(each);
    }
    for (const each of parts.hidden) this.addHidden(each);
  }

  private readCell({ content, ...grid }: PlacedCell<Element>, depth: number): ReadCell {
    const flow = isHidden(content) ? [{ kind: "hidden" as const, element: content }] : readFlow(this.source, content.children, "apart");
    const pieces: Piece[] = [];
    const tables: Element[] = [];
    const hidden: Element[] = [];
    for (const item of flow) {
      if (item.kind === "paragraph") pieces.push(...item.pieces, lineBreak);
      else if (item.kind === "hidden") hidden.push(item.element);
      else if (depth < MAX_TABLE_DEPTH) tables.push(item.element);
      else pieces.push(...this.flatten(item.element), lineBreak);
    }
    return { cell: { ...grid, ...placePieces(this.source, pieces, spanOf(content) ?? nowhere) }, tables, hidden };
  }
}

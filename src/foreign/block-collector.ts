import type { Block, Paragraph, Table } from "../document/document.ts";
import { makeParagraph, placeHtmlTables, showText, type CellLocator, type Origin } from "./place-text.ts";

/** Collects the blocks of a document in reading order, and counts its tables. */
export class BlockCollector {
  readonly blocks: Block[] = [];
  private tableCount = 0;

  /** Adds a text that may hold inline markup; nothing where it prints nothing. */
  addText(text: string, origin: Origin, role?: Paragraph["role"]): void {
    const paragraph = makeParagraph(showText(text), origin, role);
    if (paragraph !== undefined) this.blocks.push(paragraph);
  }

  /** Adds blocks made elsewhere, whose nested tables count the tables among themselves. */
  addBlocks(blocks: readonly Block[]): void {
    const before = this.tableCount;
    for (const block of blocks) {
      if (block.kind === "paragraph") this.blocks.push(block);
      else this.addTable(block.parent === undefined ? block : { ...block, parent: { ...block.parent, table: block.parent.table + before } });
    }
  }

  addTable(table: Table): void {
    this.blocks.push(table);
    this.tableCount += 1;
  }

  /** Adds the tables of a piece of HTML, and before them what stands in it outside their cells. */
  addHtml(html: string, origin: Origin, locateCells?: CellLocator): void {
    const { tables, strays } = placeHtmlTables(html, origin, this.tableCount, locateCells);
    for (const stray of strays) this.addText(stray, origin);
    for (const table of tables) if (table.cells.length > 0) this.addTable(table);
  }
}

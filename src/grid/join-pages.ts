import type { Block, Cell, Paragraph, Run, Table } from "../document/document.ts";
import { markFurniture } from "./furniture.ts";
import { endsLow, joinTables, startTable, type GrowingTable } from "./join-tables.ts";
import { isSentenceCut, joinParagraphs } from "./join-paragraphs.ts";
import type { PageBlocks } from "./recover-page.ts";

/**
 * The blocks of a whole document from those of its pages, which are in order. Tables that go on over page breaks are
 * joined; running heads and feet, page numbers and repeated header rows become paragraphs with a role of their own.
 */
export function joinPages(pages: readonly PageBlocks[]): Block[] {
  const joiner = new PageJoiner();
  for (const page of markFurniture(pages)) joiner.add(page);
  return joiner.finish();
}

/** Where a page's table went: its number among the document's tables, and how its rows moved. */
interface Moved {
  readonly table: number;
  readonly rowShift: number;
}

/** The table that ends the page before, if nothing but its own nested tables and the page's foot follows it. */
interface OpenTable {
  growing: GrowingTable;
  readonly block: number;
  readonly number: number;
}

class PageJoiner {
  readonly #blocks: Block[] = [];
  /** The paragraph that ends the page before in the middle of a sentence: its index, and the page. */
  #openParagraph: { readonly block: number; readonly page: PageBlocks } | undefined;
  #tableCount = 0;
  #open: OpenTable | undefined;

  add(page: PageBlocks): void {
    const moved: Moved[] = [];
    const last = page.blocks.findLastIndex((block) => !isAside(block));
    page.blocks.forEach((block, index) => {
      if (block.kind === "paragraph") this.#addParagraph(block, page, index === last);
      else if (block.parent !== undefined) moved.push(this.#addNested(block, moved));
      else moved.push(this.#addTable(block, page, index, index === last));
    });
  }

  finish(): Block[] {
    return this.#blocks;
  }

  #addParagraph(paragraph: Paragraph, page: PageBlocks, isLast: boolean): void {
    if (isAside(paragraph)) {
      this.#blocks.push(paragraph);
      return;
    }
    this.#open = undefined;
    const upper = this.#openParagraph;
    this.#openParagraph = undefined;
    const before = upper === undefined ? undefined : this.#blocks[upper.block];
    const goesOn = upper !== undefined && before?.kind === "paragraph" && isSentenceCut(before, upper.page, paragraph);
    const block = goesOn ? upper.block : this.#blocks.length;
    this.#blocks[block] = goesOn ? joinParagraphs(before, paragraph) : paragraph;
    if (isLast) this.#openParagraph = { block, page };
  }

  #addNested(table: Table, moved: readonly Moved[]): Moved {
    const parent = table.parent;
    const home = parent === undefined ? undefined : moved[parent.table];
    const placed =
      parent === undefined || home === undefined ? table : { ...table, parent: { ...parent, table: home.table, row: Math.max(0, parent.row + home.rowShift) } };
    this.#blocks.push(placed);
    return { table: this.#tableCount++, rowShift: 0 };
  }

  #addTable(table: Table, page: PageBlocks, index: number, isLast: boolean): Moved {
    const openBottom = page.openBottom.has(index);
    const mayGoOn = isLast && endsLow(table, page.heightPt);
    const open = this.#open;
    this.#open = undefined;
    this.#openParagraph = undefined;
    const joined = open === undefined ? undefined : joinTables(open.growing, table, page.openTop.has(index), openBottom);
    if (open === undefined || joined === undefined) return this.#startTable(table, openBottom, mayGoOn);
    this.#blocks[open.block] = joined.grown.table;
    if (joined.repeated.length > 0) this.#blocks.push(toHeader(joined.repeated));
    if (mayGoOn) this.#open = { ...open, growing: joined.grown };
    return { table: open.number, rowShift: joined.rowShift };
  }

  #startTable(table: Table, openBottom: boolean, mayGoOn: boolean): Moved {
    const number = this.#tableCount++;
    if (mayGoOn) this.#open = { growing: startTable(table, openBottom), block: this.#blocks.length, number };
    this.#blocks.push(table);
    return { table: number, rowShift: 0 };
  }
}

/** What stands beside the flow of the document: running heads, feet, page numbers, and tables inside of cells. */
function isAside(block: Block): boolean {
  return block.kind === "table" ? block.parent !== undefined : block.role === "header" || block.role === "footer" || block.role === "page-number";
}

/** The rows of a header that a page repeats, kept as a paragraph so that no printed character is lost. */
function toHeader(cells: readonly Cell[]): Paragraph {
  const runs: Run[] = [];
  let text = "";
  for (const cell of cells) {
    if (cell.text === "") continue;
    const from = text === "" ? 0 : text.length + 1;
    text = text === "" ? cell.text : `${text} ${cell.text}`;
    runs.push(...cell.runs.map((run) => ({ ...run, from: run.from + from, to: run.to + from })));
  }
  return { kind: "paragraph", text, at: cells.flatMap((cell) => cell.at), runs, role: "header" };
}


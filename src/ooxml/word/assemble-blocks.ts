import type { Block, Cell, Paragraph, Run, Table } from "../../document/document.ts";
import type { CellPlace, ParagraphPlace, Place } from "../../document/place.ts";
import type { Aside, WordCell, WordContent, WordParagraph, WordTable } from "./content.ts";

/** Parts of a Word file beside its body. */
export type StoryPart = NonNullable<ParagraphPlace["part"]>;

const partRoles: Record<StoryPart, NonNullable<Paragraph["role"]>> = {
  header: "header",
  footer: "footer",
  footnote: "note",
  endnote: "note",
  comment: "note",
  textbox: "textbox",
};

/** Where a cell's text goes while its paragraphs are gone through. */
interface CellText {
  readonly place: CellPlace;
  text: string;
  readonly runs: Run[];
  /** Paragraphs met so far, empty ones too. */
  paragraphCount: number;
  readonly nested: WordTable[];
  readonly asides: { readonly aside: Aside; readonly at: Place }[];
}

/** Gives the content of a file's stories their places and makes the neutral blocks of them, in reading order. */
export class BlockAssembler {
  readonly blocks: Block[] = [];
  readonly hiddenAt: Place[] = [];
  readonly deletedAt: Place[] = [];
  private tableCount = 0;
  private bodyCount = 0;
  private readonly partCounts = new Map<StoryPart, number>();

  /** Adds the body: its paragraphs count from 0, tables too; a nested table follows its parent. */
  addBody(content: readonly WordContent[]): void {
    for (const item of content) {
      if (item.kind === "table") this.addTable(item, undefined);
      else this.addParagraph(item, { paragraph: this.bodyCount++ }, item.role === "heading" ? "heading" : undefined);
    }
  }

  /** Adds a story apart from the body. Its tables are given as paragraphs, so that they cannot pass for the form's. */
  addPart(content: readonly WordContent[], part: StoryPart): void {
    for (const item of content) {
      if (item.kind === "table") {
        for (const cell of item.cells) this.addPart(cell.content, part);
        this.addAsides(item.asides, this.nextPlace(part));
        continue;
      }
      const isPageNumber = item.role === "page-number" && (part === "header" || part === "footer");
      this.addParagraph(item, this.nextPlace(part), isPageNumber ? "page-number" : partRoles[part]);
    }
  }

  private nextPlace(part: StoryPart): ParagraphPlace {
    const paragraph = this.partCounts.get(part) ?? 0;
    this.partCounts.set(part, paragraph + 1);
    return { paragraph, part };
  }

  private addParagraph(paragraph: WordParagraph, at: ParagraphPlace, role: Paragraph["role"]): void {
    this.pushParagraph(paragraph.text, at, role);
    this.addAsides(paragraph.asides, at);
    for (const item of paragraph.boxes) {
      if (item.kind === "table" && at.part === undefined) this.addTable(item, undefined);
      else this.addPart([item], at.part ?? "textbox");
    }
  }

  private pushParagraph(text: string, at: Place, role: Paragraph["role"]): void {
    if (text.trim() === "") return;
    const runs = [{ from: 0, to: text.length, at }];
    this.blocks.push({ kind: "paragraph", text, at: [at], runs, ...(role === undefined ? {} : { role }) });
  }

  private addAsides(asides: readonly Aside[], at: Place): void {
    for (const aside of asides) {
      if (aside.text.trim() === "") continue;
      if (aside.role === "deleted") this.deletedAt.push(at);
      else this.pushParagraph(aside.text, at, aside.role);
      if (aside.role === "hidden") this.hiddenAt.push(at);
    }
  }

  private addTable(table: WordTable, parent: Table["parent"]): void {
    const index = this.tableCount++;
    const start: CellPlace = { table: index, row: 0, column: 0 };
    const texts = table.cells.map((cell) => readCellText(cell, index));
    this.blocks.push({
      kind: "table",
      at: [start],
      rowCount: table.rowCount,
      columnCount: table.columnCount,
      grid: table.grid,
      cells: table.cells.map((cell, order) => makeCell(cell, texts[order])),
      ...(parent === undefined ? {} : { parent }),
      ...(table.name === undefined ? {} : { name: table.name }),
    });
    for (const text of texts) {
      for (const { aside, at } of text.asides) this.addAsides([aside], at);
      const { row, column } = text.place;
      for (const nested of text.nested) this.addTable(nested, { table: index, row, column });
    }
    this.addAsides(table.asides, start);
  }
}

function readCellText(cell: WordCell, table: number): CellText {
  const place = { table, row: cell.row, column: cell.column };
  const into: CellText = { place, text: "", runs: [], paragraphCount: 0, nested: [], asides: [] };
  for (const item of cell.content) addToCell(item, into);
  return into;
}

function addToCell(item: WordContent, into: CellText): void {
  if (item.kind === "table") {
    into.nested.push(item);
    return;
  }
  const at = { ...into.place, paragraph: into.paragraphCount };
  into.paragraphCount += 1;
  addLine(item.text, at, into);
  for (const aside of item.asides) into.asides.push({ aside, at });
  // A box that hangs in a cell is seen in the cell.
  for (const boxed of item.boxes) addToCell(boxed, into);
}

function addLine(text: string, at: Place, into: CellText): void {
  if (text.trim() === "") return;
  if (into.text !== "") into.text += "\n";
  const from = into.text.length;
  into.text += text;
  into.runs.push({ from, to: into.text.length, at });
}

function makeCell(cell: WordCell, text: CellText | undefined): Cell {
  const { row, column, rowSpan, columnSpan } = cell;
  const at = text === undefined ? [] : [text.place];
  return { row, column, rowSpan, columnSpan, text: text?.text ?? "", at, runs: text?.runs ?? [] };
}

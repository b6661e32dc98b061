import WordExtractor from "word-extractor";
import { checkOleChains } from "../../src/container/ole-directory.ts";
import type { Block, Cell, Paragraph, Table } from "../../src/document/document.ts";
import { ExtractionError, type Source } from "../../src/document/extractor.ts";
import type { ParagraphPlace, Place } from "../../src/document/place.ts";

/** Common punctuation stays as printed. */
const asPrinted = { filterUnicode: false };

/** A row of a table, or a line of text. */
type Line = { readonly kind: "row"; readonly cells: readonly string[] } | { readonly kind: "text"; readonly text: string };

/**
 * Takes text apart in which every cell ends in a tab and every row in a line feed behind the last tab. A cell's own
 * paragraphs are line feeds too: before a row's first tab only the last line is its cell's.
 */
function splitLines(body: string): Line[] {
  const lines: Line[] = [];
  const addText = (text: string): void => {
    for (const line of text.split("\n")) if (line.trim() !== "") lines.push({ kind: "text", text: line });
  };
  const segments = body.split("\t\n");
  const rest = segments.pop() ?? "";
  for (const segment of segments) {
    const [first = "", ...others] = segment.split("\t");
    const cut = first.lastIndexOf("\n") + 1;
    addText(first.slice(0, cut));
    lines.push({ kind: "row", cells: [first.slice(cut), ...others] });
  }
  addText(rest);
  return lines;
}

class PlainBlocks {
  readonly blocks: Block[] = [];
  private rows: (readonly string[])[] = [];
  private tableCount = 0;
  private paragraphCount = 0;

  addBody(body: string): void {
    for (const line of splitLines(body)) {
      if (line.kind === "row") this.rows.push(line.cells);
      else this.addParagraph(line.text, { paragraph: this.paragraphCount++ });
    }
    this.endTable();
  }

  addPart(text: string, part: NonNullable<ParagraphPlace["part"]>, role: NonNullable<Paragraph["role"]>): void {
    let paragraph = 0;
    for (const line of text.split("\n")) {
      if (line.trim() !== "") this.addParagraph(line.trim(), { paragraph, part }, role);
      paragraph += 1;
    }
  }

  private addParagraph(text: string, at: Place, role?: Paragraph["role"]): void {
    this.endTable();
    this.blocks.push({ kind: "paragraph", text, at: [at], runs: [{ from: 0, to: text.length, at }], ...(role === undefined ? {} : { role }) });
  }

  private endTable(): void {
    if (this.rows.length === 0) return;
    this.blocks.push(makeTable(this.rows, this.tableCount));
    this.rows = [];
    this.tableCount += 1;
  }
}

function makeTable(rows: readonly (readonly string[])[], table: number): Table {
  const cells = rows.flatMap((row, rowIndex) => row.map((text, column) => makeCell(text.trim(), { table, row: rowIndex, column })));
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { kind: "table", at: [{ table, row: 0, column: 0 }], rowCount: rows.length, columnCount, grid: "ragged", cells };
}

function makeCell(text: string, at: { table: number; row: number; column: number }): Cell {
  const runs = text === "" ? [] : [{ from: 0, to: text.length, at }];
  return { row: at.row, column: at.column, rowSpan: 1, columnSpan: 1, text, at: [at], runs };
}

/**
 * Reads a Word 97–2003 file's text without LibreOffice: rows and cells of its tables, no spans, no list numbers.
 * @throws {ExtractionError} `corrupt`.
 */
export async function readPlainWord({ bytes, fileName }: Source): Promise<Block[]> {
  const text = await extractText(bytes, fileName);
  const blocks = new PlainBlocks();
  blocks.addBody(text.getBody(asPrinted));
  blocks.addPart(text.getTextboxes({ ...asPrinted, includeHeadersAndFooters: false }), "textbox", "textbox");
  blocks.addPart(text.getHeaders({ ...asPrinted, includeFooters: false }), "header", "header");
  blocks.addPart(text.getFooters(asPrinted), "footer", "footer");
  blocks.addPart(text.getFootnotes(asPrinted), "footnote", "note");
  blocks.addPart(text.getEndnotes(asPrinted), "endnote", "note");
  blocks.addPart(text.getAnnotations(asPrinted), "comment", "note");
  return blocks.blocks;
}

async function extractText(bytes: Uint8Array, fileName: string): ReturnType<WordExtractor["extract"]> {
  try {
    // It follows chains of sectors without looking: one that runs in a circle would fill the memory.
    checkOleChains(bytes);
    return await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (cause) {
    throw new ExtractionError("corrupt", `${fileName} cannot be read. Open it in Word or WPS, save it anew and import that.`, { cause });
  }
}

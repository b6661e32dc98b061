import type { Block, Paragraph } from "../../src/document/document.ts";
import { readInlineMarkup } from "../../src/document/inline-markup.ts";
import { placePieces, type Piece } from "../../src/document/placed-text.ts";
import { makeRaggedTable } from "../../src/document/ragged-table.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { readHtmlTables, type HtmlTable } from "../../src/document/html-table.ts";
import { TabTables } from "../../src/document/tab-tables.ts";
import { readInline } from "./read-inline.ts";
import { readPipeTable, startsPipeTable } from "./read-pipe-table.ts";

const heading = /^#{1,6}(?:[ \t]+|$)/;
const headingEnd = /(?:^|[ \t])#+[ \t]*$/;
const underline = /^(?:=+|-+)[ \t]*$/;
const bullet = /^[-+*][ \t]+(?=\S)/;
const numbered = /^\d{1,9}[.)][ \t]+\S/;
/** Word converters put a tab behind the mark of a list item; that is no column. */
const tabbedItem = /^\s*(?:[-+*]|\d{1,9}[.)])\t[^\t]*$/;
const quote = /^>[ \t]?/;
const fence = /^(`{3,}|~{3,})[ \t]*([^`]*)$/;
/** - 3 - alone on its line is a page number, not an item of a list. */
const pageNumber = /^-[ \t]*\d{1,4}[ \t]*-$/;
/** Fences around a whole answer, as language models put them; what they hold is Markdown or HTML itself. */
const transparentFence = /^(?:markdown|md|html)\b/i;
const tableTag = /<table(?=[\s>/])/gi;

interface ContentLine extends Span {
  /** A list item starts here. */
  readonly startsItem: boolean;
}

/** Whether a line is three or more of one of `-`, `*`, `_`, and blanks: a rule across the page. */
function isRule(text: string): boolean {
  const mark = text.charAt(0);
  if (!"-*_".includes(mark) || mark === "") return false;
  let count = 0;
  for (const character of text) {
    if (character === mark) count += 1;
    else if (character !== " " && character !== "\t") return false;
  }
  return count >= 3;
}

/** A line without its indent and without the marks of quotes and bullet lists that it stands in. */
function stripContainers(source: SourceText, line: Span): ContentLine {
  let { from } = line;
  let startsItem = false;
  for (;;) {
    const text = source.text.slice(from, line.to);
    const indent = text.length - text.trimStart().length;
    const content = text.slice(indent);
    from += indent;
    if (isRule(content) || pageNumber.test(content.trimEnd())) break;
    const mark = quote.exec(content) ?? bullet.exec(content);
    if (mark === null) break;
    if (!mark[0].startsWith(">")) startsItem = true;
    from += mark[0].length;
  }
  return { from, to: line.to, startsItem: startsItem || numbered.test(source.text.slice(from, Math.min(line.to, from + 16))) };
}

/** Lines that follow each other in the source with nothing but white space between them, as one span each. */
function joinSpans(source: SourceText, spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && source.text.slice(last.to, span.from).trim() === "") last.to = span.to;
    else joined.push({ ...span });
  }
  return joined;
}

/** Reads a Markdown text from top to bottom. */
class BlockReader {
  readonly blocks: Block[] = [];
  private readonly source: SourceText;
  private readonly lines: ContentLine[];
  private readonly tabTables: TabTables;
  /** Offsets of the start tags of HTML tables, in order. */
  private readonly tableTags: readonly number[];
  private nextTag = 0;
  /** Up to here the tags of tables are known to hold no cell. */
  private emptyUntil = 0;
  private tableCount = 0;
  private paragraph: Span[] = [];
  private index = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.lines = source.lines.map((line) => stripContainers(source, line));
    this.tabTables = new TabTables(source);
    this.tableTags = Array.from(source.text.matchAll(tableTag), (found) => found.index);
  }

  read(): Block[] {
    while (this.index < this.lines.length) this.readLine();
    this.endParagraph();
    return this.blocks;
  }

  private readLine(): void {
    const line = this.lines[this.index];
    if (line === undefined) return;
    const text = this.source.slice(line);
    const opening = fence.exec(text);
    if (text.trim() === "") this.skipMarkup();
    else if (startsPipeTable(this.source, this.lines, this.index)) this.takePipeTable();
    else if (this.takeHtmlTable(line)) return;
    else if (opening !== null) this.takeFence(opening[1] ?? "", opening[2] ?? "");
    else if (this.paragraph.length > 0 && underline.test(text)) this.endParagraph("heading", 1);
    else if (isRule(text)) this.skipMarkup();
    else if (heading.test(text)) this.takeHeading(line, text);
    else if (this.startsTabTable(this.index)) this.takeTabTable(line);
    else this.takeText(line);
  }

  private takeText(line: ContentLine): void {
    if (line.startsItem) this.endParagraph();
    this.paragraph.push(line);
    this.index += 1;
  }

  /** Text with a heading or two is Markdown, and may still have its tables written with tabs. */
  private startsTabTable(index: number): boolean {
    const line = this.source.lines[index];
    // Behind the mark of a quote or list, or behind an HTML table, a line is no row.
    if (line === undefined || this.source.text.slice(line.from, this.lines[index]?.from ?? line.from).trim() !== "") return false;
    if (this.tabTables.startsCellLines(index)) return true;
    return this.tabTables.kindOf(index) === "row" && !tabbedItem.test(this.source.slice(line));
  }

  private takeTabTable(line: ContentLine): void {
    const { table, next } = this.tabTables.read(this.index);
    if (table === undefined) {
      this.takeText(line);
      return;
    }
    this.endParagraph();
    this.pushTables([{ table }]);
    this.index = next;
  }

  private skipMarkup(): void {
    this.endParagraph();
    this.index += 1;
  }

  private pushParagraph(spans: readonly Span[], read: (span: Span) => Piece[], separator: " " | "\n", role?: Paragraph["role"]): void {
    const pieces = spans.flatMap((span): Piece[] => [{ kind: "break", text: separator }, ...read(span)]);
    const placed = placePieces(this.source, pieces, spans[0] ?? { from: 0, to: 0 });
    if (placed.text !== "") this.blocks.push({ kind: "paragraph", ...placed, ...(role === undefined ? {} : { role }) });
  }

  private endParagraph(role?: Paragraph["role"], skip = 0): void {
    const spans = joinSpans(this.source, this.paragraph);
    this.paragraph = [];
    this.index += skip;
    if (spans.length > 0) this.pushParagraph(spans, (span) => readInline(this.source, span), " ", role);
  }

  private takeHeading(line: Span, text: string): void {
    this.endParagraph();
    const from = line.from + (heading.exec(text)?.[0].length ?? 0);
    const content = this.source.text.slice(from, line.to);
    const to = from + content.replace(headingEnd, "").length;
    this.pushParagraph([{ from, to }], (span) => readInline(this.source, span), " ", "heading");
    this.index += 1;
  }

  private takePipeTable(): void {
    this.endParagraph();
    const { rows, next } = readPipeTable(this.source, this.lines, this.index);
    const table = makeRaggedTable(this.source, rows);
    if (table !== undefined) this.pushTables([{ table }]);
    this.index = Math.max(next, this.index + 1);
  }

  private pushTables(tables: readonly HtmlTable[]): void {
    const first = this.tableCount;
    for (const { table, parent } of tables) {
      const place = parent === undefined ? {} : { parent: { table: first + parent.index, row: parent.row, column: parent.column } };
      this.blocks.push({ ...table, ...place });
    }
    this.tableCount += tables.length;
  }

  private takeFence(mark: string, info: string): void {
    this.endParagraph();
    this.index += 1;
    if (transparentFence.test(info)) return;
    const content: Span[] = [];
    while (this.index < this.lines.length) {
      const line = this.lines[this.index] ?? { from: 0, to: 0 };
      this.index += 1;
      const closing = fence.exec(this.source.slice(line))?.[1];
      if (closing?.startsWith(mark) === true) break;
      content.push(line);
    }
    this.pushParagraph(content, (span) => [{ kind: "verbatim", ...span }], "\n");
  }

  /** Takes the HTML table that starts on a line, with what stands before it; what stands behind it on its last line is read next. */
  private takeHtmlTable(line: Span): boolean {
    while ((this.tableTags[this.nextTag] ?? Infinity) < line.from) this.nextTag += 1;
    const at = this.tableTags[this.nextTag];
    if (at === undefined || at >= line.to || at < this.emptyUntil) return false;
    const { tables, strays, to } = readHtmlTables(this.source, at);
    if (tables.every(({ table }) => table.cells.length === 0)) {
      this.emptyUntil = to;
      return false;
    }
    if (at > line.from) this.paragraph.push({ from: line.from, to: at });
    this.endParagraph();
    this.pushParagraph(strays, (span) => readInlineMarkup(this.source, span), "\n");
    this.pushTables(tables);
    this.continueAt(to);
    return true;
  }

  /** Goes on in the middle of a line. */
  private continueAt(offset: number): void {
    while (this.index < this.lines.length && (this.source.lines[this.index]?.to ?? 0) < offset) this.index += 1;
    const rest = { from: offset, to: this.lines[this.index]?.to ?? offset };
    if (rest.from >= rest.to) this.index += 1;
    else this.lines[this.index] = { ...rest, startsItem: false };
  }
}

/** The blocks of a Markdown text, with pipe tables and HTML tables. */
export function readBlocks(source: SourceText): Block[] {
  return new BlockReader(source).read();
}

import type { Block } from "../../src/document/document.ts";
import { readInlineMarkup } from "../../src/document/inline-markup.ts";
import { placePieces } from "../../src/document/placed-text.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { TabTables } from "../../src/document/tab-tables.ts";

function readParagraphs(source: SourceText, lines: readonly Span[]): Block[] {
  const placed = lines.map((line) => placePieces(source, readInlineMarkup(source, line), line));
  return placed.filter(({ text }) => text !== "").map((paragraph) => ({ kind: "paragraph", ...paragraph }));
}

/** The blocks of a plain text: each printed line without tabs is a paragraph, stretches of lines with tabs are tables. */
export function readBlocks(source: SourceText): Block[] {
  const tables = new TabTables(source);
  const { lines } = source;
  const blocks: Block[][] = [];
  let index = 0;
  while (index < lines.length) {
    const start = index;
    while (tables.kindOf(index) === "blank" || tables.kindOf(index) === "plain") index += 1;
    blocks.push(readParagraphs(source, lines.slice(start, index)));
    if (index === lines.length) break;
    const { table, next } = tables.read(index);
    blocks.push(table === undefined ? readParagraphs(source, lines.slice(index, next)) : [table]);
    index = next;
  }
  return blocks.flat();
}

import type { Block } from "../../src/document/document.ts";
import { readInlineMarkup } from "../../src/document/inline-markup.ts";
import { placePieces } from "../../src/document/placed-text.ts";
import type { SourceText } from "../../src/document/source-text.ts";
import { makeRaggedTable } from "../../src/document/ragged-table.ts";
import { classifyLines, type TextLine } from "./classify-lines.ts";
import { findRowStarts, readCellLines } from "./read-cell-lines.ts";
import { readTabRows } from "./read-tab-rows.ts";

function readParagraphs(source: SourceText, lines: readonly TextLine[]): Block[] {
  const placed = lines.map((line) => placePieces(source, readInlineMarkup(source, line), line));
  return placed.filter(({ text }) => text !== "").map((paragraph) => ({ kind: "paragraph", ...paragraph }));
}

/** The blocks of a plain text: each printed line without tabs is a paragraph, stretches of lines with tabs are tables. */
export function readBlocks(source: SourceText): Block[] {
  const lines = classifyLines(source);
  const starts = findRowStarts(source, lines);
  const blocks: Block[][] = [];
  let index = 0;
  while (index < lines.length) {
    const start = index;
    while (lines[index]?.kind === "blank" || lines[index]?.kind === "plain") index += 1;
    if (index > start) blocks.push(readParagraphs(source, lines.slice(start, index)));
    if (index === lines.length) break;
    const isCellLines = starts.ofTable[index] === "closed";
    const draft = isCellLines ? readCellLines(source, lines, index, starts) : readTabRows(source, lines, index);
    const table = makeRaggedTable(source, draft.rows);
    blocks.push(table === undefined ? readParagraphs(source, lines.slice(index, draft.next)) : [table]);
    index = draft.next;
  }
  return blocks.flat();
}

import type { Block, Table } from "../../../src/document/document.ts";
import { documentSchema } from "../../../src/document/document.ts";
import type { Source } from "../../../src/document/extractor.ts";
import type { FindingCode } from "../../../src/document/finding.ts";
import { readWordDocument } from "../../../src/ooxml/word/read-word-document.ts";

/** Reads a Word file that must give just these findings; what comes out must fit the document's schema. */
export function readExpecting(source: Source, ...codes: FindingCode[]): Block[] {
  const { blocks, findings } = readWordDocument(source);
  const given = findings.map((finding) => finding.code);
  if (given.join() !== codes.join()) throw new Error(`findings ${given.join()}, expected ${codes.join()}`);
  documentSchema.parse({ format: "docx", pages: [], blocks, findings });
  return blocks;
}

/** The paragraphs' texts, with `role:` in front where they have one. */
export function paragraphTexts(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === "paragraph" ? [block.role === undefined ? block.text : `${block.role}:${block.text}`] : [],
  );
}

export function tablesOf(blocks: readonly Block[]): Table[] {
  return blocks.filter((block) => block.kind === "table");
}

/** Each cell as `row,column rowSpan×columnSpan text`. */
export function cellsOf(table: Table | undefined): string[] {
  if (table === undefined) throw new Error("there is no such table");
  return table.cells.map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${cell.text}`);
}

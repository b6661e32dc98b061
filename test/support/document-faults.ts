import { documentSchema, type Block, type Cell, type Document, type Paragraph, type Table } from "../../src/document/document.ts";

type Owner = Cell | Paragraph;

function listOwners(blocks: readonly Block[]): Owner[] {
  return blocks.flatMap((block): Owner[] => (block.kind === "table" ? block.cells : [block]));
}

function findRunFault({ text, runs }: Owner): string | undefined {
  let done = 0;
  for (const run of runs) {
    if (run.from < done || run.to <= run.from || run.to > text.length) return `run ${run.from}-${run.to} of a text of ${text.length}, behind ${done}`;
    done = run.to;
  }
  return undefined;
}

function findGridFault(table: Table): string | undefined {
  const taken = new Set<number>();
  for (const cell of table.cells) {
    if (cell.row + cell.rowSpan > table.rowCount || cell.column + cell.columnSpan > table.columnCount) return `cell ${cell.row},${cell.column} lies outside of its table`;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        const slot = row * table.columnCount + column;
        if (taken.has(slot)) return `cell ${cell.row},${cell.column} overlaps another`;
        taken.add(slot);
      }
    }
  }
  return undefined;
}

/** What no document may be, whatever it was read from: the first thing that is wrong with it; undefined where all is well. */
export function findDocumentFault(document: Document): string | undefined {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)[0] ?? "no document";
  const numbers = document.pages.map((page) => page.number);
  if (new Set(numbers).size < numbers.length) return `two pages have one number of ${numbers.join()}`;
  const tables = document.blocks.filter((block) => block.kind === "table");
  return listOwners(document.blocks).map(findRunFault).find((fault) => fault !== undefined) ?? tables.map(findGridFault).find((fault) => fault !== undefined);
}

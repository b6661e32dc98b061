import type { PrintedBlock, PrintedForm, PrintedParagraph, PrintedTable } from "../form.ts";
import type { Random } from "../random.ts";
import { printTextLines } from "./text-lines.ts";
import { printCompactRows, printTornRows } from "./text-torn.ts";
import { wrapText } from "./wrap.ts";

/** How a form's table comes out of a page reader. */
export type FormShape = "running" | "torn" | "clean";

/** Characters in a printed line of prose. */
const proseCharacters = 34;

/**
 * The document as a page reader of the poorer kind writes it: prose in paragraphs, lists as tab-separated rows, and each
 * form in one of three shapes: all on one line as the eye goes down the page, as rows whose borders cut through words, or
 * as clean rows. A form that runs over a page goes on in clean rows.
 */
export function printOcrText(form: PrintedForm, random: Random, shape?: FormShape): string {
  const parts: string[] = [];
  form.blocks.forEach((block, index) => {
    if (block.kind === "page-break") return;
    if (block.kind === "paragraph") {
      if (isFormTitle(form.blocks, index)) return;
      parts.push(printProse(block, random));
    } else if (block.purpose === "list") parts.push(printCompactRows(block, 0, block.rowCount));
    else parts.push(...printFormTable(block, listFormTitles(form.blocks, index), shape ?? random.pick(["running", "torn", "torn", "clean"]), random));
  });
  return `${parts.join("\n\n")}\n`;
}

/** The lines right above a form's table belong to it, and a reader sees them as its first rows. */
function isFormTitle(blocks: readonly PrintedBlock[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== "paragraph" || block.style !== "line") return false;
  const next = blocks.slice(index + 1).find((one) => one.kind !== "paragraph" || one.style !== "line");
  return next?.kind === "table" && next.purpose === "form";
}

function listFormTitles(blocks: readonly PrintedBlock[], tableIndex: number): string[] {
  const titles: string[] = [];
  for (let index = tableIndex - 1; index >= 0 && isFormTitle(blocks, index); index -= 1) {
    const block = blocks[index];
    if (block?.kind === "paragraph") titles.unshift(block.text);
  }
  return titles;
}

function printFormTable(table: PrintedTable, titles: readonly string[], shape: FormShape, random: Random): string[] {
  const end = table.breakBefore[0] ?? table.rowCount;
  const tail = end < table.rowCount ? [printCompactRows(table, end, table.rowCount)] : [];
  if (shape === "running") return [`${titles.join(" ")} ${printTextLines(table, 0, end)}`, ...tail];
  const head = titles.map((title) => `\t${title}${"\t".repeat(table.columnCount - 2)}`);
  const rows = shape === "torn" ? printTornRows(table, 0, end, random) : printCompactRows(table, 0, end);
  return [[...head, rows].join("\n"), ...tail];
}

function printProse(block: PrintedParagraph, random: Random): string {
  if (block.style !== "body" || random.chance(0.7)) return block.text;
  return wrapText(block.text, proseCharacters).join(" ");
}

import { listSlots, type PrintedCell, type PrintedForm, type PrintedTable } from "../form.ts";

export interface MarkdownOptions {
  /** Paragraphs of a cell as `<p>` elements or parted by `<br>`. */
  readonly paragraphs: "p" | "br";
  /** A blank header row above forms, as converters write for tables without one; else the first row is the header. */
  readonly blankHeader: boolean;
  /** Bars at both ends of a row, as is usual; a table with a blank cell at an end always has them, else it would lose that cell. */
  readonly outerBars?: boolean;
  /** Cells filled up with blanks to the width of their column. */
  readonly padded?: boolean;
  /** The last row beside a merged label loses the blank that stands for it, so that its cells stand one column too far left. */
  readonly shiftLastRow?: boolean;
}

/** Longer cells are not padded to: nobody's converter does. */
const widestPadding = 40;

/** The form as GitHub-flavoured Markdown. A slot that a merged cell covers is blank. */
export function printMarkdown(form: PrintedForm, options: MarkdownOptions): string {
  const parts = form.blocks.map((block) => {
    if (block.kind === "page-break") return "---";
    if (block.kind === "table") return printTable(block, options);
    const text = escapeText(block.text).replaceAll("\n", "  \n");
    if (block.style === "title") return `# ${text}`;
    return block.style === "heading" ? `## ${text}` : text;
  });
  return `${parts.join("\n\n")}\n`;
}

function printTable(table: PrintedTable, options: MarkdownOptions): string {
  const slots = listSlots(table);
  const rows = slots.map((cells, row) => {
    const texts = cells.map((cell, column) => (cell.row === row && cell.column === column ? printCell(cell, options) : ""));
    return options.shiftLastRow === true && isLastBesideLabel(slots, row) ? [...texts.slice(1), ""] : texts;
  });
  const blank = table.columnWidths.map(() => "");
  const [head, ...body] = options.blankHeader && table.purpose === "form" ? [blank, ...rows] : rows;
  return joinRows([head ?? blank, blank.map(() => "---"), ...body], options);
}

function joinRows(rows: readonly (readonly string[])[], { outerBars = true, padded = false }: MarkdownOptions): string {
  const columns = rows[0]?.map((_, column) => Math.min(widestPadding, Math.max(...rows.map((row) => row[column]?.length ?? 0)))) ?? [];
  const barred = outerBars || rows.some((row) => row[0] === "" || row.at(-1) === "");
  const lines = rows.map((row) => {
    const cells = padded ? row.map((text, column) => text.padEnd(columns[column] ?? 0, text === "---" ? "-" : " ")) : row;
    return barred ? `| ${cells.join(" | ")} |` : cells.join(" | ");
  });
  return lines.join("\n");
}

/** A merged label is covered in one slot, at the left; the row has labels of its own, and the next row begins anew. */
function isLastBesideLabel(slots: readonly (readonly PrintedCell[])[], row: number): boolean {
  const [first, second] = slots[row] ?? [];
  const next = slots[row + 1]?.[0];
  return first !== undefined && first.row < row && second?.row === row && second.role === "label" && next !== first && first.text !== "";
}

function printCell(cell: PrintedCell, options: MarkdownOptions): string {
  const lines = cell.text.split("\n").map((text) => escapeText(text).replaceAll("|", "\\|"));
  if (lines.length === 1 || cell.role !== "value") return lines.join("");
  return options.paragraphs === "p" ? lines.map((text) => `<p>${text}</p>`).join(" ") : lines.join("<br>");
}

/** Only what Markdown would swallow is escaped; clerks' dashes and brackets stay as they are. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/[*`\\]/gu, "\\$&");
}

import { listSlots, type PrintedCell, type PrintedForm, type PrintedTable } from "../form.ts";

export interface MarkdownOptions {
  /** Paragraphs of a cell as `<p>` elements or parted by `<br>`. */
  readonly paragraphs: "p" | "br";
  /** A blank header row above forms, as converters write for tables without one; else the first row is the header. */
  readonly blankHeader: boolean;
}

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
  const rows = listSlots(table).map((cells, row) =>
    cells.map((cell, column) => (cell.row === row && cell.column === column ? printCell(cell, options) : "")),
  );
  const blank = table.columnWidths.map(() => "");
  const [head, ...body] = options.blankHeader && table.purpose === "form" ? [blank, ...rows] : rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head ?? blank), line(blank.map(() => "---")), ...body.map(line)].join("\n");
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

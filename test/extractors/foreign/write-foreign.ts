import type { PrintedForm, PrintedTable } from "../../../samples/make/form.ts";
import { printHtml } from "../../../samples/make/print/html.ts";

/** Pixels: a page of 150 dpi, its margin, a character, and the pitch of lines. */
const WIDTH = 1400;
const HEIGHT = 1980;
const MARGIN = 100;
const EM = 20;
const PITCH = 26;

function tableHtml(table: PrintedTable): string {
  const html = printHtml({ blocks: [table] });
  return html.slice(html.indexOf("<table>"), html.indexOf("</table>") + "</table>".length);
}

function mapBlocks<Item>(form: PrintedForm, text: (text: string) => Item, table: (table: PrintedTable) => Item): Item[] {
  return form.blocks.flatMap((block) => {
    if (block.kind === "page-break") return [];
    return [block.kind === "table" ? table(block) : text(block.text)];
  });
}

/** The form as MinerU would list it. */
export function writeMineru(form: PrintedForm): string {
  const place = { page_idx: 0, bbox: [0, 0, 1000, 1000] };
  return JSON.stringify(
    mapBlocks<object>(
      form,
      (text) => ({ type: "text", text, ...place }),
      (table) => ({ type: "table", table_body: tableHtml(table), table_caption: [], ...place }),
    ),
  );
}

/** The form as PP-StructureV3 would save it, without the boxes of cells. */
export function writePaddle(form: PrintedForm): string {
  const block_bbox = [0, 0, 900, 900];
  const blocks = mapBlocks<object>(
    form,
    (text) => ({ block_label: "text", block_content: text, block_bbox }),
    (table) => ({ block_label: "table", block_content: tableHtml(table), block_bbox }),
  );
  return JSON.stringify({ width: 1000, height: 1400, parsing_res_list: blocks });
}

/** The form as Docling would export it. */
export function writeDocling(form: PrintedForm): string {
  const texts: object[] = [];
  const tables: object[] = [];
  const children = mapBlocks(
    form,
    (text) => {
      const reference = `#/texts/${texts.length}`;
      texts.push({ self_ref: reference, text, orig: text });
      return { $ref: reference };
    },
    (table) => {
      const reference = `#/tables/${tables.length}`;
      tables.push({ self_ref: reference, data: { num_rows: table.rowCount, num_cols: table.columnCount, table_cells: table.cells.map(writeDoclingCell) } });
      return { $ref: reference };
    },
  );
  return JSON.stringify({ schema_name: "DoclingDocument", body: { self_ref: "#/body", children }, texts, tables });
}

function writeDoclingCell({ row, column, rowSpan, columnSpan, text }: PrintedTable["cells"][number]): object {
  return { text, start_row_offset_idx: row, end_row_offset_idx: row + rowSpan, start_col_offset_idx: column, end_col_offset_idx: column + columnSpan };
}

function wrap(text: string, width: number): string[] {
  const perLine = Math.max(1, Math.floor(width / EM));
  return text.split("\n").flatMap((line) => {
    const characters = Array.from(line);
    const count = Math.max(1, Math.ceil(characters.length / perLine));
    return Array.from({ length: count }, (_, at) => characters.slice(at * perLine, (at + 1) * perLine).join(""));
  });
}

/** Writes pages of hOCR from top to bottom: lines with a box for each, and separators where tables are ruled. */
class HocrPage {
  private readonly pages: string[][] = [[]];
  private y = MARGIN;

  private put(kind: "ocr_separator" | "ocr_line", box: readonly number[], text = ""): void {
    const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    this.pages.at(-1)?.push(`<span class='${kind}' title='bbox ${box.map(Math.round).join(" ")}'>${escaped}</span>`);
  }

  private makeRoom(height: number): void {
    if (this.y + height <= HEIGHT - MARGIN) return;
    this.pages.push([]);
    this.y = MARGIN;
  }

  private putLines(lines: readonly string[], x: number, y: number): void {
    lines.forEach((line, at) => {
      if (line !== "") this.put("ocr_line", [x, y + at * PITCH, x + Array.from(line).length * EM, y + at * PITCH + EM], line);
    });
  }

  addParagraph(text: string): void {
    for (const line of wrap(text, WIDTH - 2 * MARGIN)) {
      this.makeRoom(PITCH);
      this.putLines([line], MARGIN, this.y);
      this.y += PITCH;
    }
    this.y += PITCH;
  }

  addTable(table: PrintedTable): void {
    const { xs, heights } = measureTable(table);
    // A table of a test fits on a page, so that only the reading of boxes is at stake here.
    this.makeRoom(heights.reduce((sum, height) => sum + height, 0));
    const ys = heights.reduce<number[]>((tops, height) => [...tops, (tops.at(-1) ?? 0) + height], [this.y]);
    for (const cell of table.cells) {
      const [x0 = 0, x1 = 0] = [xs[cell.column], xs[cell.column + cell.columnSpan]];
      const [y0 = 0, y1 = 0] = [ys[cell.row], ys[cell.row + cell.rowSpan]];
      for (const y of [y0, y1]) this.put("ocr_separator", [x0, y - 1, x1, y + 1]);
      for (const x of [x0, x1]) this.put("ocr_separator", [x - 1, y0, x + 1, y1]);
      this.putLines(wrap(cell.text, x1 - x0 - EM), x0 + EM / 2, y0 + EM / 4);
    }
    this.y = (ys.at(-1) ?? this.y) + PITCH;
  }

  close(): string {
    const height = Math.max(HEIGHT, this.y + MARGIN);
    const pages = this.pages.map((items) => `<div class='ocr_page' title='bbox 0 0 ${WIDTH} ${height}; scan_res 150 150'>${items.join("\n")}</div>`);
    return `<html><body>${pages.join("\n")}</body></html>`;
  }
}

function measureTable(table: PrintedTable): { xs: number[]; heights: number[] } {
  const total = table.columnWidths.reduce((sum, width) => sum + width, 0);
  const xs = table.columnWidths.reduce<number[]>((edges, width) => [...edges, (edges.at(-1) ?? 0) + (width / total) * (WIDTH - 2 * MARGIN)], [MARGIN]);
  const heights = new Array<number>(table.rowCount).fill(PITCH + EM / 2);
  for (const cell of table.cells) {
    const width = (xs[cell.column + cell.columnSpan] ?? 0) - (xs[cell.column] ?? 0) - EM;
    const needed = wrap(cell.text, width).length * PITCH + EM / 2;
    const last = cell.row + cell.rowSpan - 1;
    const others = heights.slice(cell.row, last).reduce((sum, height) => sum + height, 0);
    heights[last] = Math.max(heights[last] ?? 0, needed - others);
  }
  return { xs, heights };
}

/** The form as pages of hOCR, lines of text between ruling lines. */
export function writeHocr(form: PrintedForm): string {
  const page = new HocrPage();
  for (const block of form.blocks) {
    if (block.kind === "table") page.addTable(block);
    else if (block.kind === "paragraph") page.addParagraph(block.text);
  }
  return page.close();
}

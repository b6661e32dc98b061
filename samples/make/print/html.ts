import { listRows, type PrintedCell, type PrintedForm, type PrintedParagraph, type PrintedTable } from "../form.ts";

/** How a page looks in print. Sizes in points. */
export interface PageStyle {
  readonly font: string;
  readonly titleFont: string;
  readonly fontSizePt: number;
  readonly paddingPt: number;
  readonly borderPt: number;
  readonly borderColor: string;
  /** `outer` draws the frame thicker, as many forms do. */
  readonly frame: "plain" | "outer" | "double";
  readonly marginMm: number;
}

export const plainPage: PageStyle = {
  font: "Noto Serif CJK SC",
  titleFont: "Noto Sans CJK SC",
  fontSizePt: 10.5,
  paddingPt: 3,
  borderPt: 0.75,
  borderColor: "#000",
  frame: "plain",
  marginMm: 20,
};

/** The form as a page of HTML, with true spans, styled for print on A4. */
export function printHtml(form: PrintedForm, style: PageStyle = plainPage): string {
  const body = form.blocks.map((block) => {
    if (block.kind === "page-break") return '<div class="page-break"></div>';
    return block.kind === "paragraph" ? printParagraph(block) : printTable(block);
  });
  const title = form.blocks.find((block) => block.kind === "paragraph" && block.style === "title");
  const name = title?.kind === "paragraph" ? escapeHtml(title.text) : "";
  return `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>${name}</title>\n<style>${printCss(style)}</style>\n</head>\n<body>\n${body.join("\n")}\n</body>\n</html>\n`;
}

function printParagraph({ text, style, align }: PrintedParagraph): string {
  const tag = style === "title" ? "h1" : style === "heading" ? "h2" : "p";
  return `<${tag} class="${style}" style="text-align:${align}">${escapeHtml(text).replaceAll("\n", "<br>")}</${tag}>`;
}

function printTable(table: PrintedTable): string {
  const all = table.columnWidths.reduce((sum, width) => sum + width, 0);
  const columns = table.columnWidths.map((width) => `<col style="width:${((width / all) * 100).toFixed(2)}%">`).join("");
  const rows = listRows(table).map((cells) => `<tr>${cells.map(printCell).join("")}</tr>`);
  return `<table>\n<colgroup>${columns}</colgroup>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`;
}

function printCell(cell: PrintedCell): string {
  const spans = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ""}${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ""}`;
  const lines = cell.text.split("\n").map(escapeHtml);
  const text = cell.role === "value" && lines.length > 1 ? lines.map((line) => `<p>${line}</p>`).join("") : lines.join("<br>");
  return `<td class="${cell.role} ${cell.align}"${spans}>${text}</td>`;
}

function printCss(style: PageStyle): string {
  const border = `${style.borderPt}pt solid ${style.borderColor}`;
  const frames = { plain: border, outer: `${style.borderPt * 2.5}pt solid ${style.borderColor}`, double: `2.5pt double ${style.borderColor}` };
  return [
    `@page{size:A4;margin:${style.marginMm}mm}`,
    `body{font-family:"${style.font}";font-size:${style.fontSizePt}pt;line-height:1.4}`,
    `h1{font-family:"${style.titleFont}";font-size:${style.fontSizePt * 1.7}pt;margin:6pt 0}`,
    `h2{font-family:"${style.titleFont}";font-size:${style.fontSizePt * 1.2}pt;margin:8pt 0 4pt}`,
    "p{margin:3pt 0}p.body{text-indent:2em}td p{margin:0}",
    `table{border-collapse:collapse;width:100%;table-layout:fixed;border:${frames[style.frame]};margin:4pt 0}`,
    `td{border:${border};padding:${style.paddingPt}pt ${Math.max(2, style.paddingPt)}pt;vertical-align:middle;overflow-wrap:anywhere}`,
    ".center{text-align:center}.left{text-align:left}.right{text-align:right}",
    // Word keeps an empty line between two tables.
    "table+table{margin-top:14pt}",
    ".page-break{break-after:page}tr{break-inside:avoid}",
  ].join("");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

import { z } from "zod";
import type { Document, Page, Paragraph } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { makeFinding } from "../../src/document/finding.ts";
import { BlockCollector } from "../../src/foreign/block-collector.ts";
import { readJson } from "../../src/foreign/read-json.ts";
import { clampBox, scaleBox } from "../../src/foreign/page-scale.ts";
import type { Origin } from "../../src/foreign/place-text.ts";
import { itemSchema, type Item } from "./item.ts";

/** MinerU states boxes in thousandths of the page's width and height, and never the page's size. */
const BOX_UNITS = 1000;
/** ISO 216 A4 in points, on which Chinese filings are printed. */
const PAGE_WIDTH_PT = 595.28;
const PAGE_HEIGHT_PT = 841.89;

const roles: Readonly<Record<string, Paragraph["role"]>> = {
  header: "header",
  footer: "footer",
  page_number: "page-number",
  page_footnote: "note",
  aside_text: "note",
};

function locate(item: Item): Origin {
  const page = item.page_idx + 1;
  if (item.bbox === undefined) return { at: [{ page, box: [0, 0, PAGE_WIDTH_PT, PAGE_HEIGHT_PT] }] };
  const [x0, y0, x1, y1] = clampBox(scaleBox(item.bbox, 1 / BOX_UNITS), 1, 1);
  return { at: [{ page, box: [x0 * PAGE_WIDTH_PT, y0 * PAGE_HEIGHT_PT, x1 * PAGE_WIDTH_PT, y1 * PAGE_HEIGHT_PT] }] };
}

/** The texts of an item in the order in which they are printed around its table, picture or list. */
function addItem(collector: BlockCollector, item: Item): void {
  const origin = locate(item);
  const role = (item.text_level ?? 0) > 0 ? "heading" : roles[item.type];
  for (const text of [...item.table_caption, ...item.image_caption, ...item.img_caption, ...item.chart_caption, ...item.code_caption]) {
    collector.addText(text, origin);
  }
  if (item.text !== undefined) collector.addText(item.text, origin, role);
  for (const text of item.list_items) collector.addText(text, origin);
  if (item.table_body !== undefined) collector.addHtml(item.table_body, origin);
  if (item.code_body !== undefined) collector.addText(item.code_body, origin);
  if (item.content !== undefined) collector.addHtml(item.content, origin);
  for (const text of [...item.table_footnote, ...item.image_footnote, ...item.img_footnote, ...item.chart_footnote]) {
    collector.addText(text, origin, "note");
  }
}

function readItems(source: Source): Item[] {
  const parsed = z.array(itemSchema).safeParse(readJson(source));
  if (parsed.success) return parsed.data;
  const reason = z.prettifyError(parsed.error).split("\n").slice(0, 2).join(" ");
  throw new ExtractionError("corrupt", `${source.fileName} is not MinerU's content_list.json: ${reason}`, { cause: parsed.error });
}

function extractMineru(source: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  const items = readItems(source).filter((item) => options?.pages?.(item.page_idx + 1) ?? true);
  const collector = new BlockCollector();
  for (const item of items) addItem(collector, item);
  if (collector.blocks.length === 0) throw new ExtractionError("no-text", `${source.fileName} holds no recognised text.`);
  const numbers = [...new Set(items.map((item) => item.page_idx + 1))].sort((a, b) => a - b);
  const pages = numbers.map((number): Page => ({ number, width: PAGE_WIDTH_PT, height: PAGE_HEIGHT_PT }));
  const message = "MinerU's content list does not state the size of its pages; they were taken for A4.";
  options?.onProgress?.(pages.length, pages.length);
  return { format: "mineru", pages, blocks: collector.blocks, findings: [makeFinding("page-size-assumed", message)] };
}

/** MinerU's `content_list.json`: blocks in reading order with the box of each; its tables are HTML with spans. */
export const mineruExtractor: Extractor = {
  formats: ["mineru"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractMineru(source, options));
    }),
};

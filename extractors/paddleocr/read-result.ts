import { z } from "zod";
import type { Box } from "../../src/document/place.ts";
import { uniteBoxes } from "../../src/foreign/page-scale.ts";
import type { OcrLine, PaddlePage, Region } from "./page.ts";

const pointSchema = z.tuple([z.number(), z.number()]);

/** Four numbers are two corners, eight the corners of a quadrilateral one by one, points those of a polygon. */
const boxSchema = z.union([
  z.tuple([z.number(), z.number(), z.number(), z.number()]).transform((corners): Box => corners),
  z.array(z.number()).length(8).transform((values): Box => toBox(values.flatMap((x, at) => (at % 2 === 0 ? [[x, values[at + 1] ?? 0] as const] : [])))),
  z.array(pointSchema).min(2).transform(toBox),
]);

function toBox(points: readonly (readonly [number, number])[]): Box {
  return uniteBoxes(points.map(([x, y]): Box => [x, y, x, y])) ?? [0, 0, 0, 0];
}

const scoreSchema = z.number().nullish();

/** PP-OCR 3: parallel lists. */
const recognitionSchema = z.looseObject({
  rec_texts: z.array(z.string()),
  rec_scores: z.array(z.number()).default([]),
  rec_boxes: z.array(boxSchema).default([]),
  rec_polys: z.array(boxSchema).default([]),
  dt_polys: z.array(boxSchema).default([]),
});

const blockSchema = z.looseObject({ block_label: z.string(), block_content: z.string().nullish(), block_bbox: boxSchema });
const tableResultSchema = z.looseObject({ pred_html: z.string().nullish(), cell_box_list: z.array(boxSchema).default([]) });

/** PP-StructureV3: one page. */
const structureSchema = z.looseObject({
  width: z.number().positive().nullish(),
  height: z.number().positive().nullish(),
  parsing_res_list: z.array(blockSchema),
  table_res_list: z.array(tableResultSchema).default([]),
  overall_ocr_res: recognitionSchema.nullish(),
});

/** PP-OCR 2: a line is its polygon and the text with its score; RapidOCR leaves the inner brackets out. */
const oldLineSchema = z.union([
  z.tuple([boxSchema, z.tuple([z.string(), z.number()])]).transform(([box, [text, score]]): OcrLine => ({ box, text, score })),
  z.tuple([boxSchema, z.string(), z.union([z.number(), z.string().transform(Number)])]).transform(([box, text, score]): OcrLine => ({ box, text, score })),
]);

/** PP-Structure 2: a region with its lines, or with the HTML of its table. */
const oldTextSchema = z.looseObject({ text: z.string(), confidence: scoreSchema, text_region: boxSchema });
const oldTableSchema = z.looseObject({ html: z.string(), cell_bbox: z.array(boxSchema).nullish() });
const oldRegionSchema = z.looseObject({
  type: z.string(),
  bbox: boxSchema,
  res: z.union([z.array(oldTextSchema), oldTableSchema, z.string().transform((): [] => [])]),
  img_idx: z.int().nonnegative().default(0),
});

function joinLists({ rec_texts: texts, rec_scores: scores, rec_boxes: boxes, rec_polys: polygons, dt_polys: detected }: z.infer<typeof recognitionSchema>): OcrLine[] {
  const places = [boxes, polygons, detected].find((list) => list.length === texts.length) ?? [];
  return texts.map((text, at): OcrLine => {
    const score = scores[at];
    return { text, box: places[at] ?? [0, 0, 0, 0], ...(score === undefined ? {} : { score }) };
  });
}

/** A block's table result: the one with the same HTML, which carries the boxes of the cells. */
function findCellBoxes(html: string, results: readonly z.infer<typeof tableResultSchema>[]): readonly Box[] {
  const strip = (text: string): string => text.replace(/<\/?(?:html|body|div)[^>]*>|\s+/gi, "");
  return results.find((result) => strip(result.pred_html ?? "") === strip(html))?.cell_box_list ?? [];
}

function readStructure(page: z.infer<typeof structureSchema>): PaddlePage {
  const regions = page.parsing_res_list.map((block): Region => {
    const content = block.block_content ?? "";
    const isTable = /<table(?=[\s>])/i.test(content);
    const body = isTable ? { html: content, cellBoxes: findCellBoxes(content, page.table_res_list) } : { text: content, cellBoxes: [] };
    return { label: block.block_label, box: block.block_bbox, ...body };
  });
  const size = page.width && page.height ? { width: page.width, height: page.height } : {};
  return { ...size, regions, lines: page.overall_ocr_res ? joinLists(page.overall_ocr_res) : [] };
}

function readOldRegions(regions: readonly z.infer<typeof oldRegionSchema>[]): PaddlePage {
  const lines = regions.flatMap(({ res }) =>
    Array.isArray(res) ? res.map(({ text, confidence, text_region: box }): OcrLine => ({ text, box, ...(confidence ? { score: confidence } : {}) })) : [],
  );
  const parts = regions.map(({ type, bbox, res }): Region =>
    Array.isArray(res) ? { label: type, box: bbox, cellBoxes: [] } : { label: type, box: bbox, html: res.html, cellBoxes: res.cell_bbox ?? [] },
  );
  return { lines, regions: parts };
}

function groupByPage(regions: readonly z.infer<typeof oldRegionSchema>[]): PaddlePage[] {
  const pages = Map.groupBy(regions, (region) => region.img_idx);
  return [...pages].sort(([a], [b]) => a - b).map(([, members]) => readOldRegions(members));
}

/** What the server answers, and what `print()` shows, has the page inside. */
function unwrap(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => (isPlainObject(item) ? unwrap(item) : [item]));
  if (!isPlainObject(value)) return [value];
  const inner = value["res"] ?? value["result"] ?? value["prunedResult"] ?? value["layoutParsingResults"] ?? value["ocrResults"];
  return inner === undefined || "type" in value ? [value] : unwrap(inner);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readOnePage(value: unknown): PaddlePage | undefined {
  const structure = structureSchema.safeParse(value);
  if (structure.success) return readStructure(structure.data);
  const recognition = recognitionSchema.safeParse(value);
  if (recognition.success) return { lines: joinLists(recognition.data), regions: [] };
  // An empty page is null, or an empty list.
  const old = z.array(oldLineSchema).nullable().safeParse(value);
  return old.success ? { lines: old.data ?? [], regions: [] } : undefined;
}

/**
 * The pages of a result of PaddleOCR (PP-OCR and PP-Structure, versions 2 and 3) or RapidOCR, from its JSON; undefined where it is
 * neither.
 */
export function readResult(value: unknown): PaddlePage[] | undefined {
  const parts = unwrap(value);
  const regions = z.array(oldRegionSchema).min(1).safeParse(parts);
  if (regions.success) return groupByPage(regions.data);
  const single = readOnePage(parts);
  if (single !== undefined && single.lines.length > 0) return [single];
  const pages = parts.map(readOnePage);
  return pages.length > 0 && pages.every((page) => page !== undefined) ? pages : undefined;
}

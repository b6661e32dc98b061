import { z } from "zod";
import { findingSchema } from "./finding.ts";
import { placeSchema } from "./place.ts";

/** What a document's bytes are, decided by content. */
export const formatSchema = z.enum([
  "text",
  "markdown",
  "html",
  "docx",
  "doc",
  "wps",
  "rtf",
  "xlsx",
  "xls",
  "pdf",
  "image",
  "hocr",
  "alto",
  "tesseract-tsv",
  "paddleocr",
  "docling",
  "mineru",
]);
export type Format = z.infer<typeof formatSchema>;

/**
 * A stretch of a text with one place. `from` and `to` are 0-based UTF-16 offsets into the text that owns the run, `to`
 * exclusive. Runs are in order and do not overlap; characters in no run are separators that the extractor itself put in
 * (a space between two lines, a line feed between two paragraphs).
 *
 * `confidence` is the reader's own, 0 to 1; absent where the characters are exact (born-digital).
 * `readings` are other readings of the same ink, best first, where two readers disagreed.
 * A run for each character is allowed, and is what scans give.
 */
export const runSchema = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  at: placeSchema,
  confidence: z.number().min(0).max(1).optional(),
  readings: z.array(z.string()).optional(),
});
export type Run = z.infer<typeof runSchema>;

/** What a paragraph is for, where the format says so. Running headers and footers are kept, apart from the tables. */
export const paragraphRoleSchema = z.enum(["heading", "header", "footer", "page-number", "note", "hidden", "textbox"]);

/** A paragraph: text as printed, a line feed for a forced line break. */
export const paragraphSchema = z.strictObject({
  kind: z.literal("paragraph"),
  text: z.string(),
  at: z.array(placeSchema),
  runs: z.array(runSchema),
  role: paragraphRoleSchema.optional(),
});
export type Paragraph = z.infer<typeof paragraphSchema>;

/** One cell of a table; one entry for a merged cell, at its top left. `row`, `column` are 0-based. Paragraphs are joined by a line feed. */
export const cellSchema = z.strictObject({
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  rowSpan: z.int().positive(),
  columnSpan: z.int().positive(),
  text: z.string(),
  at: z.array(placeSchema),
  runs: z.array(runSchema),
});
export type Cell = z.infer<typeof cellSchema>;

/**
 * How far a table's grid can be trusted: `ruled` the file or its ruling lines state every cell and span; `ragged` rows
 * and cells are stated but spans are not (columns of different rows need not line up); `aligned` rows and columns were
 * found from the alignment of text; `torn` cell borders cut through words (a damaged conversion).
 */
export const gridSchema = z.enum(["ruled", "ragged", "aligned", "torn"]);

/** A table. Cells are in row-major order and do not overlap; a slot with no cell is blank. */
export const tableSchema = z.strictObject({
  kind: z.literal("table"),
  at: z.array(placeSchema),
  rowCount: z.int().nonnegative(),
  columnCount: z.int().nonnegative(),
  grid: gridSchema,
  cells: z.array(cellSchema),
  /** Where this table stands inside a cell of another: that table's index among the document's tables, and the cell. */
  parent: z.strictObject({ table: z.int().nonnegative(), row: z.int().nonnegative(), column: z.int().nonnegative() }).optional(),
  /** A name the file gives the table: a sheet's name, a caption. */
  name: z.string().optional(),
});
export type Table = z.infer<typeof tableSchema>;

export const blockSchema = z.discriminatedUnion("kind", [paragraphSchema, tableSchema]);
export type Block = z.infer<typeof blockSchema>;

/** A page's size in points after its rotation is applied; `number` is 1-based. Formats without pages have none. */
export const pageSchema = z.strictObject({
  number: z.int().positive(),
  width: z.number().positive(),
  height: z.number().positive(),
  /** How the page was read. */
  source: z.enum(["digital", "ocr", "mixed"]).optional(),
});
export type Page = z.infer<typeof pageSchema>;

/**
 * What an extractor saw, before any mapping: the neutral document. Blocks are in reading order. A nested table follows
 * the table that holds it. `findings` are faults of the document that the extractor met (a wrong extension, deleted
 * text, a page that could not be read).
 */
export const documentSchema = z.strictObject({
  format: formatSchema,
  /** Character encoding of a text format, as detected, e.g. `utf-8`, `gb18030`. */
  encoding: z.string().optional(),
  pages: z.array(pageSchema),
  blocks: z.array(blockSchema),
  findings: z.array(findingSchema),
});
export type Document = z.infer<typeof documentSchema>;

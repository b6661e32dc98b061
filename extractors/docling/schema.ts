import { z } from "zod";

const referenceSchema = z.looseObject({ $ref: z.string() });

const bboxSchema = z.looseObject({
  l: z.number(),
  t: z.number(),
  r: z.number(),
  b: z.number(),
  coord_origin: z.string().default("TOPLEFT"),
});
export type DoclingBox = z.infer<typeof bboxSchema>;

const provenanceSchema = z.looseObject({
  page_no: z.int().positive(),
  bbox: bboxSchema,
  /** Offsets into the item's text. */
  charspan: z.tuple([z.int(), z.int()]).optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

const nodeFields = {
  self_ref: z.string(),
  children: z.array(referenceSchema).default([]),
  content_layer: z.string().optional(),
  prov: z.array(provenanceSchema).default([]),
  label: z.string().default(""),
};

const textSchema = z.looseObject({
  ...nodeFields,
  text: z.string().default(""),
  /** As it stands in the original, where that differs. */
  orig: z.string().optional(),
  /** The number or bullet of a list item. */
  marker: z.string().nullish(),
  enumerated: z.boolean().nullish(),
});
export type TextItem = z.infer<typeof textSchema>;

/** No table of a document has more rows or columns: 65,536 rows is a workbook's of old. */
const gridNumber = z.int().nonnegative().max(65_536);

const tableCellSchema = z.looseObject({
  text: z.string().default(""),
  bbox: bboxSchema.nullish(),
  start_row_offset_idx: gridNumber,
  end_row_offset_idx: gridNumber,
  start_col_offset_idx: gridNumber,
  end_col_offset_idx: gridNumber,
});
export type TableCell = z.infer<typeof tableCellSchema>;

const tableSchema = z.looseObject({
  ...nodeFields,
  data: z.looseObject({
    table_cells: z.array(tableCellSchema).default([]),
    num_rows: gridNumber.default(0),
    num_cols: gridNumber.default(0),
  }),
});
export type TableItem = z.infer<typeof tableSchema>;

const groupSchema = z.looseObject(nodeFields);
export type GroupItem = z.infer<typeof groupSchema>;

const pageSchema = z.looseObject({
  page_no: z.int().positive(),
  size: z.looseObject({ width: z.number().positive(), height: z.number().positive() }),
});

/** What is read of a DoclingDocument. Source: docling-core, docling_core/types/doc/document.py (schema 1.x). */
export const doclingSchema = z.looseObject({
  schema_name: z.literal("DoclingDocument"),
  texts: z.array(textSchema).default([]),
  tables: z.array(tableSchema).default([]),
  groups: z.array(groupSchema).default([]),
  pictures: z.array(groupSchema).default([]),
  key_value_items: z.array(groupSchema).default([]),
  form_items: z.array(groupSchema).default([]),
  body: groupSchema,
  furniture: groupSchema.optional(),
  pages: z.record(z.string(), pageSchema).default({}),
});
export type DoclingDocument = z.infer<typeof doclingSchema>;

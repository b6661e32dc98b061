import { z } from "zod";

/** Captions and the like are lists of texts; older versions write one text. */
const texts = z
  .union([z.array(z.string()), z.string().transform((text) => [text]), z.null().transform((): string[] => [])])
  .default([]);

/** One entry of MinerU's content list. Source: MinerU, docs/en/reference/output_files.md (versions 1 to 2.5). */
export const itemSchema = z.looseObject({
  type: z.string(),
  /** 0-based. */
  page_idx: z.int().nonnegative(),
  /** Thousandths of the page, left, top, right, bottom. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  text: z.string().optional(),
  /** 1 and more for headings. */
  text_level: z.number().nullish(),
  list_items: texts,
  table_body: z.string().optional(),
  table_caption: texts,
  table_footnote: texts,
  image_caption: texts,
  image_footnote: texts,
  img_caption: texts,
  img_footnote: texts,
  chart_caption: texts,
  chart_footnote: texts,
  code_body: z.string().optional(),
  code_caption: texts,
  /** What a picture or chart was read as. */
  content: z.string().optional(),
});
export type Item = z.infer<typeof itemSchema>;

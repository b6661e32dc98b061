import { z } from "zod";

/**
 * A rectangle on a page: `[x0, y0, x1, y1]` in points (1/72 inch), origin at the page's top left,
 * y growing downwards, `x0 <= x1` and `y0 <= y1`.
 */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof boxSchema>;

/**
 * A place on a page. `page` is 1-based. A value that stands in a cell has the cell's box: that is where a person looks for
 * it. `ink` is set where it is only a part of what the cell prints, and then has a box for each line of its characters.
 */
export const pagePlaceSchema = z.strictObject({ page: z.int().positive(), box: boxSchema, ink: z.array(boxSchema).optional() });
export type PagePlace = z.infer<typeof pagePlaceSchema>;

/** A place in a text file: 1-based line, 0-based UTF-16 columns, `to` is exclusive. */
export const linePlaceSchema = z.strictObject({
  line: z.int().positive(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
});
export type LinePlace = z.infer<typeof linePlaceSchema>;

/**
 * A place in an office file or page of markup. `table`, `row`, `column` and `paragraph` are 0-based; `table` counts the
 * document's table blocks in order; `paragraph` counts inside the cell, or, where there is no table, in the document's body.
 * `sheet` names the sheet of a workbook.
 */
export const cellPlaceSchema = z.strictObject({
  table: z.int().nonnegative(),
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  paragraph: z.int().nonnegative().optional(),
  sheet: z.string().optional(),
});
export type CellPlace = z.infer<typeof cellPlaceSchema>;

/** A paragraph of an office file that stands in no table; 0-based over the body. `part` is set outside the body. */
export const paragraphPlaceSchema = z.strictObject({
  paragraph: z.int().nonnegative(),
  part: z.enum(["header", "footer", "footnote", "endnote", "comment", "textbox"]).optional(),
});
export type ParagraphPlace = z.infer<typeof paragraphPlaceSchema>;

/** Where something stands in the original. */
export const placeSchema = z.union([pagePlaceSchema, linePlaceSchema, cellPlaceSchema, paragraphPlaceSchema]);
export type Place = z.infer<typeof placeSchema>;

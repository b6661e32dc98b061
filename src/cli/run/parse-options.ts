import { z } from "zod";
import { rowFormats } from "../print/print-rows.ts";

/** What commands take; commander checks the values, and this gives them types. */
export const databaseOption = { db: z.string() };
export const rowFormatOption = { format: z.enum(rowFormats) };
/** The level under which values ask for review; `fitted` takes a database's own away. */
export const reviewLevelOptions = { reviewBelow: z.union([z.number(), z.literal("fitted")]).optional() };
export const readingOptions = {
  ocr: z.enum(["never", "auto", "always"]),
  mappings: z.array(z.string()).default([]),
  /** Whether what was read before is used again. */
  cache: z.boolean().default(true),
};

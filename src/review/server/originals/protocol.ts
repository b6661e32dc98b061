import { z } from "zod";
import { formatSchema, type Document } from "../../../document/document.ts";

/** A file that holds an original. `fileName` is the document's own, which `path` need not end in; `format` is null where it was never told. */
export const originalFileSchema = z.strictObject({ path: z.string(), fileName: z.string(), format: formatSchema.nullable() });
export type OriginalFile = z.infer<typeof originalFileSchema>;

/** Degrees clockwise by which a page is turned to stand upright. */
export const pageTurnSchema = z.literal([0, 90, 180, 270]);
export type PageTurn = z.infer<typeof pageTurnSchema>;

/** What the server asks of the process that opens originals. `widthPx` is the width of the picture that is wanted, after its turn. */
export const originalRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("member"), archive: z.string(), sha256: z.string() }),
  z.strictObject({ kind: z.literal("outline"), file: originalFileSchema }),
  z.strictObject({ kind: z.literal("page"), file: originalFileSchema, page: z.int().positive(), widthPx: z.int().positive(), turn: pageTurnSchema }),
]);
export type OriginalRequest = z.infer<typeof originalRequestSchema>;

/**
 * What an original is to look at: pages as pictures (sizes in points, as boxes count them), the lines of a text, or the
 * paragraphs and tables of a formatted document.
 */
export type OriginalOutline =
  | { readonly kind: "pages"; readonly pages: readonly { readonly width: number; readonly height: number }[] }
  | { readonly kind: "lines"; readonly lines: readonly string[]; readonly isCut: boolean }
  | { readonly kind: "blocks"; readonly blocks: Document["blocks"] };

/** What the process answers; `failed` where the original cannot be shown, in words for a person. */
export type OriginalAnswer =
  | { readonly kind: "outline"; readonly outline: OriginalOutline }
  | { readonly kind: "member"; readonly bytes: Uint8Array | null }
  | { readonly kind: "picture"; readonly jpeg: Uint8Array }
  | { readonly kind: "failed"; readonly message: string };

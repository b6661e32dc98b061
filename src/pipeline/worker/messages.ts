import { z } from "zod";
import { findingSchema } from "../../document/finding.ts";
import { documentFailureSchema } from "../../store/document-status.ts";

/** Which pages to read, 1-based and inclusive; a function cannot be sent to another process. */
export const pageRangeSchema = z.strictObject({ first: z.int().positive(), last: z.int().positive() });
export type PageRange = z.infer<typeof pageRangeSchema>;

/** How a reader process is set up, once. */
export const readerSetupSchema = z.strictObject({
  mappingFolders: z.array(z.string()),
  ocr: z.enum(["never", "auto", "always"]),
  pages: z.array(pageRangeSchema).optional(),
  /** Where what was read before is found again; everything is read anew where absent. */
  cache: z.strictObject({ folder: z.string(), limitBytes: z.number().nonnegative() }).optional(),
});
export type ReaderSetup = z.infer<typeof readerSetupSchema>;

/** What was made of a file before it is read, and the SHA-256 of the bytes that it was made of. */
export const preparedFileSchema = z.strictObject({ path: z.string(), sha256: z.string() });
export type PreparedFile = z.infer<typeof preparedFileSchema>;

/**
 * What the parent asks of a reader process. `fileName` is the document's own name, which `path` need not end in. A `read`
 * that `mayPrepare` is answered `unprepared` for a file that is better prepared together with others first.
 */
export const requestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("set-up"), setup: readerSetupSchema }),
  z.strictObject({
    kind: z.literal("read"),
    path: z.string(),
    fileName: z.string(),
    mayPrepare: z.boolean().optional(),
    prepared: preparedFileSchema.optional(),
  }),
  z.strictObject({ kind: z.literal("prepare"), files: z.array(z.strictObject({ path: z.string(), fileName: z.string() })), folder: z.string() }),
  z.strictObject({ kind: z.literal("unpack"), path: z.string(), fileName: z.string(), folder: z.string() }),
]);
export type ReaderRequest = z.infer<typeof requestSchema>;

/** A member of an archive, unpacked to a file of its own. `name` is its path inside the archive. */
const unpackedMemberSchema = z.strictObject({ name: z.string(), path: z.string() });
export type UnpackedMember = z.infer<typeof unpackedMemberSchema>;

/** A member that was not unpacked, and why. */
const refusedMemberSchema = z.strictObject({ name: z.string(), failure: documentFailureSchema, message: z.string() });
export type RefusedMember = z.infer<typeof refusedMemberSchema>;

/** What a reader process answers: any number of `progress`, then one of the others. */
export const answerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({ kind: z.literal("progress"), done: z.number(), total: z.number() }),
  z.strictObject({
    kind: z.literal("record"),
    /** JSON of the traced record. */
    json: z.string(),
    /** The same, packed as the database keeps it. */
    packed: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    byteCount: z.int(),
    /** The process's resident memory after this document, in bytes. */
    residentBytes: z.number(),
  }),
  z.strictObject({ kind: z.literal("archive") }),
  z.strictObject({ kind: z.literal("unprepared") }),
  /** One for each file, in order; null for one that must be read by itself. */
  z.strictObject({ kind: z.literal("prepared"), files: z.array(preparedFileSchema.nullable()) }),
  z.strictObject({ kind: z.literal("members"), members: z.array(unpackedMemberSchema), refused: z.array(refusedMemberSchema) }),
  z.strictObject({ kind: z.literal("failed"), failure: documentFailureSchema, message: z.string(), findings: z.array(findingSchema) }),
]);
export type ReaderAnswer = z.infer<typeof answerSchema>;

import type { Database } from "better-sqlite3";
import { z } from "zod";
import { DecisionRows } from "../identity/decision-rows.ts";
import { anchorSchema } from "./anchor.ts";
import { leafValueSchema } from "./correction.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const correctionLineSchema = z.strictObject({
  type: z.literal("correction"),
  sha256,
  /** For people; the hash names the document. */
  document: z.string().nullable().default(null),
  path: z.string(),
  anchor: anchorSchema,
  kind: z.enum(["value", "confirm", "reject"]),
  value: leafValueSchema.optional(),
  stood: leafValueSchema,
  author: z.string().min(1),
  why: z.string().nullable(),
  madeAt: z.string(),
  undoneAt: z.string().nullable().default(null),
});

const endSchema = z.strictObject({ sha256, path: z.string(), anchor: anchorSchema });

const decisionLineSchema = z.strictObject({
  type: z.literal("decision"),
  kind: z.enum(["join", "split"]),
  about: z.enum(["project", "series"]),
  one: endSchema,
  other: endSchema,
  author: z.string().min(1),
  why: z.string().nullable(),
  madeAt: z.string(),
});

/** One line of `corrections.jsonl`: what a person said of a value, or of two readings. It names documents by content. */
export const correctionFileLineSchema = z.discriminatedUnion("type", [correctionLineSchema, decisionLineSchema]);
export type CorrectionLine = z.infer<typeof correctionFileLineSchema>;
/** A line about two readings. */
export type DecisionLine = z.infer<typeof decisionLineSchema>;
/** A line about a value. */
export type ValueLine = z.infer<typeof correctionLineSchema>;

const rowSchema = z.object({
  sha256: z.string(),
  document: z.string().nullable(),
  path: z.string(),
  anchor: z.string(),
  kind: z.enum(["value", "confirm", "reject"]),
  value: z.string().nullable(),
  stood: z.string(),
  author: z.string(),
  why: z.string().nullable(),
  madeAt: z.string(),
  undoneAt: z.string().nullable(),
});

/** Everything that people ever said in a database, in the order they said it, those words among it that were taken back. */
export function* listCorrectionLines(database: Database): Generator<CorrectionLine> {
  const rows = database
    .prepare(
      `SELECT c.document_sha256 AS sha256, d.file_name AS document, c.path, c.anchor, c.kind, c.value, c.stood, c.author, c.why,
         c.made_at AS madeAt, c.undone_at AS undoneAt
       FROM corrections c LEFT JOIN documents d ON d.sha256 = c.document_sha256 ORDER BY c.id`,
    )
    .all();
  for (const row of z.array(rowSchema).parse(rows)) yield toLine(row);
  for (const decision of new DecisionRows(database).list()) yield { type: "decision", ...decision };
}

function toLine({ value, anchor, stood, ...row }: z.infer<typeof rowSchema>): ValueLine {
  const given = value === null ? {} : { value: leafValueSchema.parse(JSON.parse(value)) };
  return { type: "correction", ...row, anchor: anchorSchema.parse(JSON.parse(anchor)), ...given, stood: leafValueSchema.parse(JSON.parse(stood)) };
}

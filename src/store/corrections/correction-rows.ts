import type { Database } from "better-sqlite3";
import { z } from "zod";
import { anchorSchema } from "./anchor.ts";
import type { CorrectionOutcome } from "./apply-corrections.ts";
import { correctionSchema, correctionStateSchema, leafValueSchema, type Correction } from "./correction.ts";

/** A correction before it has a row: its anchor is found, its state is still to be known. */
export type NewCorrection = Omit<Correction, "id" | "state">;

/** JSON text that holds a value of the schema. */
function jsonOf<T>(schema: z.ZodType<T>) {
  return z.string().transform((text): T => schema.parse(JSON.parse(text)));
}

const rowSchema = z.object({
  id: z.int(),
  document_sha256: z.string(),
  path: z.string(),
  anchor: jsonOf(anchorSchema),
  kind: z.enum(["value", "confirm", "reject"]),
  value: jsonOf(leafValueSchema).nullable(),
  value_given: z.int(),
  stood: jsonOf(leafValueSchema),
  author: z.string(),
  why: z.string().nullable(),
  made_at: z.string(),
  state: correctionStateSchema,
});

/** A document's corrections in force (not undone), in the order they were made. */
export function readCorrections(database: Database, documentSha256: string): Correction[] {
  return prepareCorrectionReader(database)(documentSha256);
}

/** Prepares {@link readCorrections} for many documents. */
export function prepareCorrectionReader(database: Database): (documentSha256: string) => Correction[] {
  const select = database.prepare(
    `SELECT id, document_sha256, path, anchor, kind, value, value IS NOT NULL AS value_given, stood, author, why, made_at, state
     FROM corrections WHERE document_sha256 = ? AND undone_at IS NULL ORDER BY id`,
  );
  return (documentSha256) => z.array(rowSchema).parse(select.all(documentSha256)).map(toCorrection);
}

function toCorrection(row: z.infer<typeof rowSchema>): Correction {
  return correctionSchema.parse({
    id: row.id,
    documentSha256: row.document_sha256,
    path: row.path,
    anchor: row.anchor,
    kind: row.kind,
    ...(row.value_given === 1 ? { value: row.value } : {}),
    stood: row.stood,
    author: row.author,
    why: row.why,
    madeAt: row.made_at,
    state: row.state,
  });
}

/** Puts a correction into the database and gives its id. */
export function insertCorrection(database: Database, correction: NewCorrection): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO corrections (document_sha256, path, anchor, kind, value, stood, author, why, made_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      correction.documentSha256,
      correction.path,
      JSON.stringify(correction.anchor),
      correction.kind,
      correction.kind === "value" ? JSON.stringify(correction.value ?? null) : null,
      JSON.stringify(correction.stood),
      correction.author,
      correction.why,
      correction.madeAt,
    );
  return Number(lastInsertRowid);
}

/** Keeps what became of each correction. */
export function writeOutcomes(database: Database, outcomes: readonly CorrectionOutcome[]): void {
  if (outcomes.length === 0) return;
  const update = database.prepare("UPDATE corrections SET state = ? WHERE id = ? AND state <> ?");
  for (const { correction, state } of outcomes) update.run(state, correction.id, state);
}

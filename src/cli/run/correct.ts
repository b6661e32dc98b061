import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { parsePath } from "../../canonical/record-path.ts";
import { parseEdit, type EditFault } from "../../review/parse-edit.ts";
import { correctionFileLineSchema, type CorrectionLine } from "../../store/corrections/correction-lines.ts";
import { takeCorrectionLines } from "../../store/corrections/take-correction-lines.ts";
import { openDatabase } from "../../store/open-database.ts";
import { findDocumentReview } from "../../store/review/document-review.ts";
import { makeCorrections, undoCorrections, type ChangeOutcome, type FieldChange } from "../../store/review/make-corrections.ts";
import { explainFileError } from "../../pipeline/batch/explain-file-error.ts";
import { say } from "../print/output.ts";
import { UsageError } from "../usage-error.ts";
import { defaultAuthor, getDocument } from "./name-document.ts";
import { withDatabase } from "./open-for-writing.ts";
import { databaseOption } from "./parse-options.ts";

const speakerSchema = z.object({ ...databaseOption, why: z.string().optional(), by: z.string().min(1).optional() });
const correctSchema = speakerSchema.extend({ empty: z.boolean(), from: z.string().optional() });
type Speaker = z.infer<typeof speakerSchema>;

/** What stands on the command line of `jixiao correct`. */
export interface CorrectArguments {
  readonly document: string | undefined;
  readonly path: string | undefined;
  readonly value: string | undefined;
}

/** `jixiao correct`: one value, or a file of corrections. */
export async function runCorrect({ document, path, value }: CorrectArguments, given: unknown): Promise<void> {
  const { from, empty, ...speaker } = correctSchema.parse(given);
  if (from !== undefined) {
    if (document !== undefined) throw new UsageError("--from takes its corrections from the file alone; leave the document out.");
    return takeFile(from, speaker.db);
  }
  if (document === undefined || path === undefined || (value === undefined) === !empty) {
    throw new UsageError("jixiao correct takes a document, a path and a value (or --empty), or --from FILE.");
  }
  const read = readPath(path, value ?? "");
  change(document, speaker, read.map((one) => ({ ...one, kind: "value" })));
}

/** `jixiao confirm` and `jixiao reject`. */
export function runJudgement(kind: "confirm" | "reject", document: string, paths: readonly string[], given: unknown): void {
  const speaker = speakerSchema.parse(given);
  change(document, speaker, paths.map((path) => ({ path: checkPath(path), kind })));
}

/** `jixiao undo`: takes corrections back by their numbers. */
export function runUndo(document: string, ids: readonly string[], given: unknown): void {
  const { db } = z.object(databaseOption).parse(given);
  const numbers = ids.map((id) => (/^\d+$/u.test(id) ? Number(id) : Number.NaN));
  if (numbers.some(Number.isNaN)) throw new UsageError("jixiao undo takes numbers of corrections, as jixiao history prints them.");
  withDatabase(db, (database) => {
    tell(undoCorrections(database, getDocument(database, document).id, numbers), "taken back");
  });
}

const faults: Readonly<Record<EditFault, string>> = {
  "no-amount": "is no amount of money",
  "no-unit": "is an amount without its unit; write 870.35万元 or 8703500元",
  "no-date": "is no date; write 2024-01-31, or 2024-01",
  "no-number": "is no number",
  "no-count": "is no count",
  "no-phone": "is no telephone number",
  "no-year": "is no year",
  "no-choice": "is none of the words that may stand there",
  "no-region-code": "is no region code of six digits",
  "not-empty": "cannot stand there: this field tells what its row is about",
};

function checkPath(path: string): string {
  try {
    parsePath(path);
    return path;
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${error.message}.`, { cause: error }) : error;
  }
}

function readPath(path: string, text: string): readonly { path: string; value: string | number | null }[] {
  const edit = parseEdit(checkPath(path), text);
  if (edit.kind === "fault") throw new UsageError(`"${text}" ${faults[edit.fault]}.`);
  return edit.values;
}

function change(name: string, { db, by, why }: Speaker, changes: readonly Omit<FieldChange, "seen">[]): void {
  withDatabase(db, (database) => {
    const { id } = getDocument(database, name);
    const review = findDocumentReview(database, id);
    if (review === undefined) throw new UsageError(`Nothing of ${name} was read, so there is nothing to correct.`);
    const inForce = new Map(review.fields.map((field) => [field.path, field.correction?.id ?? null]));
    const seen = changes.map((one) => ({ ...one, seen: inForce.get(one.path) ?? null }));
    tell(makeCorrections(database, { documentId: id, revision: review.revision, author: by ?? defaultAuthor(), why: why ?? null, changes: seen }), "kept");
  });
}

function tell(outcome: ChangeOutcome, done: string): void {
  switch (outcome.kind) {
    case "made":
      say(`${outcome.ids.length} ${outcome.ids.length === 1 ? "correction" : "corrections"} ${done} (${outcome.ids.join(", ")})`);
      return;
    case "no-such-field":
      throw new UsageError(`The record has no field ${outcome.path}; jixiao diff lists them.`);
    case "overtaken":
      throw new UsageError(`There is no such correction in force, or somebody else has spoken of ${outcome.path} since; look with jixiao history.`);
    case "missing":
    case "re-extracted":
      throw new UsageError("The document was read anew just now; look again, and say it once more.");
  }
}

async function takeFile(file: string, db: string): Promise<void> {
  const lines = await readLines(file);
  // Corrections may come before their documents, into a database that is new.
  const database = openDatabase(db);
  try {
    const { taken, known, waiting } = takeCorrectionLines(database, lines);
    say(`${taken} taken, ${known} known already${waiting === 0 ? "" : `, ${waiting} waiting for documents that are not in yet`}`);
  } finally {
    database.close();
  }
}

async function readLines(file: string): Promise<CorrectionLine[]> {
  const lines: CorrectionLine[] = [];
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (text.trim() !== "") lines.push(parseLine(text, `${file} line ${number}`));
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${explainFileError(error)}.`, { cause: error });
  }
  return lines;
}

function parseLine(text: string, place: string): CorrectionLine {
  try {
    return correctionFileLineSchema.parse(JSON.parse(text));
  } catch (error) {
    const fault = error instanceof z.ZodError ? z.prettifyError(error) : "it is no JSON";
    throw new UsageError(`${place} is no correction: ${fault}.`, { cause: error });
  }
}

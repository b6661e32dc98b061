import { z } from "zod";
import { diffDocument, type DiffRow } from "../../report/diff/diff-document.ts";
import { diffProjects } from "../../report/diff/diff-projects.ts";
import { pairDocuments, pairYears, type ReadingPair } from "../../report/diff/pair-readings.ts";
import { openReport } from "../../report/open-report.ts";
import { RecordSource } from "../../store/identity/record-source.ts";
import type { Database } from "../../store/open-database.ts";
import { findDocumentReview } from "../../store/review/document-review.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows, type Row } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { getDocument } from "./name-document.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({ ...databaseOption, ...rowFormatOption, between: z.array(z.string()).optional(), changed: z.boolean(), asks: z.boolean(), reviewBelow: z.number().optional() });
type DiffOptions = z.infer<typeof optionsSchema>;

/** `jixiao diff`: extracted against original, or two documents or years against each other. */
export async function runDiff(document: string | undefined, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const database = openReport(options.db);
  try {
    if (options.between !== undefined) await printBetween(database, document, options.between, options);
    else if (document !== undefined) await printDocument(database, document, options);
    else throw new UsageError("jixiao diff takes a document, or --between with two documents or two years.");
  } finally {
    database.close();
  }
}

const documentColumns = ["mark", "asks", "path", "value", "raw", "extracted", "confidence", "place", "why"];

async function printDocument(database: Database, name: string, options: DiffOptions): Promise<void> {
  const review = findDocumentReview(database, getDocument(database, name).id, options.reviewBelow);
  if (review === undefined) throw new UsageError(`Nothing of ${name} was read; jixiao import says why.`);
  const rows = [...diffDocument(review)];
  const shown = rows.filter((row) => isWanted(row, options));
  await printRows(shown.map((row): Row => ({ ...row })), documentColumns, options.format, writeOutput);
  const counts = Map.groupBy(rows, (row) => row.mark);
  say(`${rows.filter((row) => row.value !== null).length} values; ${Array.from(counts, ([mark, of]) => `${of.length} ${mark}`).join(", ")}`);
}

function isWanted({ mark, asks }: DiffRow, options: DiffOptions): boolean {
  if (options.asks && asks === "" && mark !== "unmapped" && mark !== "lost") return false;
  return !options.changed || mark !== "same";
}

async function printBetween(database: Database, document: string | undefined, between: readonly string[], options: DiffOptions): Promise<void> {
  const [one, other, ...more] = between;
  if (one === undefined || other === undefined || more.length > 0) throw new UsageError("--between takes two documents, or two years.");
  const pairs = isYear(one) && isYear(other) ? listYears(database, document, one, other) : listDocuments(database, document, one, other);
  const source = new RecordSource(database);
  await printRows(pairs.flatMap((pair) => diffPair(source, pair)), ["project", "mark", "field", "one", "other"], options.format, writeOutput);
  say(`${pairs.length} projects; ${pairs.filter((pair) => pair.one !== null && pair.other !== null).length} of them in both`);
}

function isYear(text: string): boolean {
  return /^\d{4}$/u.test(text);
}

function listYears(database: Database, document: string | undefined, one: string, other: string): ReadingPair[] {
  return pairYears(database, Number(one), Number(other), document === undefined ? undefined : getDocument(database, document).id);
}

function listDocuments(database: Database, document: string | undefined, one: string, other: string): ReadingPair[] {
  if (document !== undefined) throw new UsageError("Between two documents there is no third; leave it out.");
  return pairDocuments(database, getDocument(database, one).id, getDocument(database, other).id);
}

function diffPair(source: RecordSource, { name, one, other }: ReadingPair): Row[] {
  const load = (reading: ReadingPair["one"]) => (reading === null ? null : source.load(reading).single.plain);
  if (one === null || other === null) return [{ project: name, mark: one === null ? "+" : "-", field: "", one: one?.document, other: other?.document }];
  return diffProjects(load(one), load(other)).map((difference) => ({ project: name, ...difference }));
}

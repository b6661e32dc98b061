import { z } from "zod";
import type { SearchHit } from "../../report/search/describe-hit.ts";
import { showMarks } from "../../report/search/mark-words.ts";
import { search, type SearchAnswer } from "../../report/search/search.ts";
import { textKinds } from "../../report/search/text-kinds.ts";
import { countPending, updateSearchIndex } from "../../report/search/update-index.ts";
import { isNewestSchema } from "../../store/migrate.ts";
import { openDatabase, openReadOnly } from "../../store/open-database.ts";
import { explainSqliteError, StoreError } from "../../store/store-error.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows, type Row, type RowFormat } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...rowFormatOption,
  kind: z.array(z.string()).optional(),
  region: z.string().optional(),
  year: z.int().optional(),
  limit: z.int().positive(),
});

const kindSchema = z.enum(textKinds);

/** `jixiao search`: the best hits, on standard output. */
export async function runSearch(words: readonly string[], given: unknown): Promise<void> {
  const { db, format, kind, region, year, limit } = optionsSchema.parse(given);
  const kinds = kind?.map(parseKind);
  followChanges(db);
  const answer = ask(db, { text: words.join(" "), kinds, region, year, limit });
  await printRows(answer.hits.map((hit) => toRow(hit, format)), columnsOf(format), format, writeOutput);
  say(describeCount(answer));
}

function parseKind(text: string): z.infer<typeof kindSchema> {
  const kind = kindSchema.safeParse(text);
  if (!kind.success) throw new UsageError(`--kind takes one of ${textKinds.join(", ")}; "${text}" is none of them.`);
  return kind.data;
}

/** Brings the index up to date where something has changed. A database that cannot be written is searched as it is. */
function followChanges(db: string): void {
  const reader = openReadOnly(db);
  const isCurrent = isNewestSchema(reader) && countPending(reader) === 0;
  reader.close();
  if (isCurrent) return;
  try {
    const writer = openDatabase(db);
    updateSearchIndex(writer);
    writer.close();
  } catch (error) {
    const explained = explainSqliteError(error, db);
    const isHeldOff = explained instanceof StoreError && (explained.failure === "locked" || explained.failure === "read-only");
    if (!isHeldOff) throw explained;
    say(`jixiao: what has changed since the last search could not be taken in: ${explained.message}`);
  }
}

function ask(db: string, question: Parameters<typeof search>[1]): SearchAnswer {
  const database = openReadOnly(db);
  try {
    return search(database, question);
  } finally {
    database.close();
  }
}

function columnsOf(format: RowFormat): string[] {
  const columns = ["kind", "field", "text", "owner", "region", "year", "document"];
  return format === "table" ? columns : [...columns, "path", "marks"];
}

function toRow(hit: SearchHit, format: RowFormat): Row {
  const { kind, field, ownerName, regionName, fiscalYear, document, path, marks } = hit;
  // A table shows the hit between brackets; data has its offsets.
  const text = format === "table" ? showMarks(hit, "【", "】") : hit.text;
  return { kind, field, text, owner: ownerName, region: regionName, year: fiscalYear, document, path, marks };
}

function describeCount({ hits, found, isMore }: SearchAnswer): string {
  if (found === 0) return "nothing found";
  return `${hits.length} of ${isMore ? `more than ${found}` : found} texts found`;
}

import { z } from "zod";
import { openReadOnly } from "../../store/open-database.ts";
import { describeFindingCode, tellFinding } from "../../messages/describe-finding.ts";
import { formatMessage, type Language } from "../../messages/language.ts";
import { readFindings, type FindingRow } from "../../store/read-findings.ts";
import { exitStatus } from "../exit-status.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows, rowFormats, type Row } from "../print/print-rows.ts";
import { toSarif } from "../print/sarif.ts";
import { findLanguage, languageOption } from "./language.ts";
import { databaseOption } from "./parse-options.ts";

const optionsSchema = z.object({
  ...databaseOption,
  ...languageOption,
  format: z.enum([...rowFormats, "sarif"]),
  code: z.string().optional(),
  severity: z.enum(["error", "warning", "info"]).optional(),
  document: z.string().optional(),
});

/** `jixiao check`: findings over the whole database; exit status 2 where an error is among them. */
export async function runCheck(given: unknown): Promise<void> {
  const { db, format, code, severity, document, lang } = optionsSchema.parse(given);
  const language = findLanguage(lang);
  const database = openReadOnly(db);
  const counter = new FindingCounter();
  const rows = counter.count(readFindings(database, { code, severity, document })).map((row) => tell(language, row));
  if (format === "sarif") for (const row of rows) await writeOutput(`${JSON.stringify(toSarif(row))}\n`);
  else if (format === "table") await printRows(rows.map((row) => nameColumns(language, row)), columns.map((column) => formatMessage(language, `check.column.${column}`)), format, writeOutput);
  else await printRows(rows, columns, format, writeOutput);
  say(formatMessage(language, "check.closing", { count: counter.all, errors: counter.errors, codes: counter.describe() }).trim());
  if (counter.errors > 0) process.exitCode = exitStatus.someFailed;
  database.close();
}

const columns = ["severity", "code", "document", "path", "message", "remedy"] as const;

function tell(language: Language, row: FindingRow): FindingRow {
  return { ...row, message: tellFinding(language, row), remedy: describeFindingCode(language, row.code)?.remedy ?? row.remedy };
}

/** A table is for people: its headings and words are in their language. Other formats keep the names that programs know. */
function nameColumns(language: Language, row: FindingRow): Row {
  const words = { ...row, severity: formatMessage(language, `check.severity.${row.severity}`) };
  return Object.fromEntries(columns.map((column) => [formatMessage(language, `check.column.${column}`), words[column]]));
}

/** Counts findings as they pass. */
class FindingCounter {
  all = 0;
  errors = 0;
  private readonly codes = new Map<string, number>();

  *count(rows: Iterable<FindingRow>): Generator<FindingRow> {
    for (const row of rows) {
      this.all += 1;
      if (row.severity === "error") this.errors += 1;
      this.codes.set(row.code, (this.codes.get(row.code) ?? 0) + 1);
      yield row;
    }
  }

  /** How many there were of each code, the most first. */
  describe(): string {
    return [...this.codes].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1)).map(([code, count]) => `${code} ${count}`).join(", ");
  }
}

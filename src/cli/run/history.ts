import { z } from "zod";
import { openReport } from "../../report/open-report.ts";
import { listCorrectionLines, type CorrectionLine } from "../../store/corrections/correction-lines.ts";
import { listCorrectionHistory, type HistoryRow } from "../../store/corrections/correction-history.ts";
import type { Database } from "../../store/open-database.ts";
import { writeOutput } from "../print/output.ts";
import { printRows, type Row } from "../print/print-rows.ts";
import { getDocument } from "./name-document.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({ ...databaseOption, ...rowFormatOption });
const columns = ["id", "madeAt", "author", "document", "kind", "path", "stood", "value", "state", "why"];

/** `jixiao history`: rows for people; as NDJSON the lines that `jixiao correct --from` takes. */
export async function runHistory(name: string | undefined, given: unknown): Promise<void> {
  const { db, format } = optionsSchema.parse(given);
  const database = openReport(db);
  try {
    const sha256 = name === undefined ? undefined : getDocument(database, name).sha256;
    if (format === "ndjson") await writeLines(database, sha256);
    else await printRows(listCorrectionHistory(database, sha256).map(toRow), columns, format, writeOutput);
  } finally {
    database.close();
  }
}

async function writeLines(database: Database, sha256: string | null | undefined): Promise<void> {
  for (const line of listCorrectionLines(database)) {
    if (sha256 === undefined || isAbout(line, sha256)) await writeOutput(`${JSON.stringify(line)}\n`);
  }
}

function isAbout(line: CorrectionLine, sha256: string | null): boolean {
  return line.type === "correction" ? line.sha256 === sha256 : line.one.sha256 === sha256 || line.other.sha256 === sha256;
}

function toRow(row: HistoryRow): Row {
  return { ...row, state: row.undoneAt === null ? row.state : `taken back ${row.undoneAt}` };
}

import { z } from "zod";
import { openReport } from "../../report/open-report.ts";
import { decideReadings, findReading, listReadings, type NamedReading } from "../../store/identity/decide-readings.ts";
import type { Database } from "../../store/open-database.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows } from "../print/print-rows.ts";
import { UsageError } from "../usage-error.ts";
import { defaultAuthor, getDocument } from "./name-document.ts";
import { withDatabase } from "./open-for-writing.ts";
import { databaseOption, rowFormatOption } from "./parse-options.ts";

const decisionSchema = z.object({ ...databaseOption, series: z.boolean(), why: z.string().optional(), by: z.string().min(1).optional() });
const listSchema = z.object({ ...databaseOption, ...rowFormatOption, doubtful: z.boolean() });

/** `jixiao join` and `jixiao split`. */
export function runDecision(kind: "join" | "split", one: string, other: string, given: unknown): void {
  const { db, series, why, by } = decisionSchema.parse(given);
  withDatabase(db, (database) => {
    const ends = { one: getReading(database, one), other: getReading(database, other) };
    if (ends.one.id === ends.other.id) throw new UsageError(`${one} and ${other} are one reading.`);
    decideReadings(database, { kind, about: series ? "series" : "project", ...ends, author: by ?? defaultAuthor(), why: why ?? null });
    say(`${describe(ends.one)} and ${describe(ends.other)}: ${kind === "join" ? "joined" : "split"}`);
  });
}

function describe({ name, document }: NamedReading): string {
  return `${name ?? "a project without a name"} (${document})`;
}

function getReading(database: Database, text: string): NamedReading {
  if (/^\d{10,}$/u.test(text)) {
    const found = findReading(database, Number(text));
    if (found !== undefined) return found;
  }
  const at = text.lastIndexOf("#");
  const document = getDocument(database, at < 0 ? text : text.slice(0, at));
  const readings = listReadings(database, document.id);
  const wanted = at < 0 ? readings : readings.filter(({ path }) => path === text.slice(at + 1));
  const [only, ...more] = wanted;
  if (only !== undefined && more.length === 0) return only;
  if (only === undefined) throw new UsageError(`${text} names no project; jixiao joins lists them.`);
  throw new UsageError(`${document.fileName} has ${wanted.length} projects; say which one, such as ${document.fileName}#${only.path}.`);
}

const joinedSql = `SELECT project_id, name, fiscal_year, document, path, round(score, 4) AS score, reason, reading_id FROM joined_readings
  WHERE project_id IN (SELECT project_id FROM project_readings GROUP BY project_id HAVING count(*) > 1) ORDER BY name, project_id, document, path`;

const doubtfulSql = `SELECT round(x.score, 4) AS score, a.name AS one_name, a.document AS one_document, a.path AS one_path, b.name AS other_name,
    b.document AS other_document, b.path AS other_path, x.reason
  FROM project_doubts x JOIN joined_readings a ON a.reading_id = x.one JOIN joined_readings b ON b.reading_id = x.other ORDER BY x.score DESC, x.one, x.other`;

/** `jixiao joins`: readings that were joined, or that may have to be. */
export async function runJoins(given: unknown): Promise<void> {
  const { db, format, doubtful } = listSchema.parse(given);
  const database = openReport(db);
  try {
    const statement = database.prepare<[], Record<string, unknown>>(doubtful ? doubtfulSql : joinedSql);
    const columns = statement.columns().map(({ name }) => name);
    await printRows(statement.iterate(), columns, format, writeOutput);
  } finally {
    database.close();
  }
}

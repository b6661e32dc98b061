import path from "node:path";
import { z } from "zod";
import { toPlainRecord } from "../../canonical/plain-record.ts";
import type { Filing, PlainRecord } from "../../canonical/record.ts";
import { applyCorrections } from "../../store/corrections/apply-corrections.ts";
import { prepareCorrectionReader } from "../../store/corrections/correction-rows.ts";
import type { Database } from "../../store/open-database.ts";
import { findStoredRecord } from "../../store/review/stored-record.ts";
import { chosenProjects, isUnfiltered, type RowFilter } from "../filter/row-filter.ts";
import { findRegionPrefix } from "../filter/region-prefix.ts";
import { FileOutput } from "./file-output.ts";

const documentSchema = z.array(z.object({ id: z.int(), sha256: z.string() }));

/**
 * Every document's record with people's corrections, one after the other, as the contract has it (`jixiao extract --plain`).
 * A filter leaves the filings of the region and year, and of their projects those chosen; `chooseProjects` has run then.
 */
export function* readRecords(database: Database, filter: RowFilter): Generator<PlainRecord> {
  const documents = documentSchema.parse(
    database.prepare("SELECT d.id, d.sha256 FROM documents d JOIN document_records r ON r.document_id = d.id ORDER BY d.sha256").all(),
  );
  const readCorrections = prepareCorrectionReader(database);
  const narrow = isUnfiltered(filter) ? (record: PlainRecord) => record : prepareNarrowing(database, filter);
  for (const { id, sha256 } of documents) {
    const stored = findStoredRecord(database, id);
    if (stored === undefined) continue;
    const record = narrow(toPlainRecord(applyCorrections(stored.record, readCorrections(sha256)).record), id);
    if (record !== undefined) yield record;
  }
}

function prepareNarrowing(database: Database, filter: RowFilter): (record: PlainRecord, documentId: number) => PlainRecord | undefined {
  const { region, year, where } = filter;
  const prefix = region === undefined ? "" : findRegionPrefix(database, region);
  const chosen = database
    .prepare(`SELECT path FROM project_readings WHERE document_id = ? AND project_id IN (SELECT project_id FROM ${chosenProjects})`)
    .pluck();
  const isAskedFor = (filing: Filing) =>
    (year === undefined || filing.fiscalYear === year) && (prefix === "" || filing.region?.code?.startsWith(prefix) === true);
  return (record, documentId) => {
    const paths = where === undefined ? undefined : new Set(chosen.all(documentId));
    const filings = record.filings.flatMap((filing, at) => {
      if (!isAskedFor(filing)) return [];
      const projects = filing.projects.filter((_, index) => paths?.has(`filings[${at}].projects[${index}]`) !== false);
      return where !== undefined && projects.length === 0 ? [] : [{ ...filing, projects }];
    });
    return filings.length === 0 ? undefined : { ...record, filings };
  };
}

/** Writes all records into `records.json`, one list, or `records.ndjson`, one record on each line. Gives the file's path. */
export async function exportRecords(database: Database, folder: string, format: "json" | "ndjson", filter: RowFilter): Promise<string> {
  const file = new FileOutput(path.join(folder, `records.${format}`));
  const isList = format === "json";
  let count = 0;
  for (const record of readRecords(database, filter)) {
    const separator = isList ? (count === 0 ? "[\n" : ",\n") : "";
    await file.write(`${separator}${JSON.stringify(record)}${isList ? "" : "\n"}`);
    count += 1;
  }
  if (isList) await file.write(count === 0 ? "[]\n" : "\n]\n");
  return file.close();
}

import type { Database } from "better-sqlite3";
import { z } from "zod";
import { findingCatalogue } from "../document/finding-catalogue.ts";

const codeRowSchema = z.object({ code: z.string(), severity: z.string(), meaning: z.string(), remedy: z.string() });

/** Brings the table of finding codes in line with the program's catalogue; codes of a newer program stay. */
export function writeFindingCodes(database: Database): void {
  const present = readFindingCodes(database);
  const changed = Object.entries(findingCatalogue).filter(([code, entry]) => present.get(code) !== fingerprint(entry));
  if (changed.length === 0) return;
  const upsert = database.prepare(
    `INSERT INTO finding_codes (code, severity, meaning, remedy) VALUES (?, ?, ?, ?)
     ON CONFLICT (code) DO UPDATE SET severity = excluded.severity, meaning = excluded.meaning, remedy = excluded.remedy`,
  );
  database
    .transaction(() => {
      for (const [code, entry] of changed) upsert.run(code, entry.severity, entry.meaning, entry.remedy);
    })
    .immediate();
}

function readFindingCodes(database: Database): Map<string, string> {
  const rows = z.array(codeRowSchema).parse(database.prepare("SELECT code, severity, meaning, remedy FROM finding_codes").all());
  return new Map(rows.map((row) => [row.code, fingerprint(row)]));
}

function fingerprint(entry: { severity: string; meaning: string; remedy: string }): string {
  return JSON.stringify([entry.severity, entry.meaning, entry.remedy]);
}

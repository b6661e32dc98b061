import { z } from "zod";
import { openReadOnly } from "../../store/open-database.ts";
import { describeFindingCode, tellFinding } from "../../messages/describe-finding.ts";
import { readFindings } from "../../store/read-findings.ts";
import { exitStatus } from "../exit-status.ts";
import { say, writeOutput } from "../print/output.ts";
import { printRows, rowFormats } from "../print/print-rows.ts";
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
  let errors = 0;
  let count = 0;
  const rows = readFindings(database, { code, severity, document });
  const counted = rows.map((row) => {
    count += 1;
    if (row.severity === "error") errors += 1;
    return { ...row, message: tellFinding(language, row), remedy: describeFindingCode(language, row.code)?.remedy ?? row.remedy };
  });
  if (format === "sarif") for (const row of counted) await writeOutput(`${JSON.stringify(toSarif(row))}\n`);
  else await printRows(counted, ["severity", "code", "document", "path", "message", "remedy"], format, writeOutput);
  say(`${count} findings, ${errors} of them errors`);
  if (errors > 0) process.exitCode = exitStatus.someFailed;
  database.close();
}

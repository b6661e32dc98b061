import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Language } from "../../messages/language.ts";
import type { Database } from "../../store/open-database.ts";
import { collectClosingFacts } from "./closing-facts.ts";
import type { ClosingRun } from "./closing-head.ts";
import { renderClosing } from "./render-closing.ts";

/**
 * Writes the closing report of the run whose ledger the connection has. The file is whole at any moment: an earlier report
 * stands until the new one is there.
 * @throws the file system's error where it cannot be written.
 */
export function writeClosing(database: Database, file: string, language: Language, run: ClosingRun): void {
  const page = renderClosing(language, run, collectClosingFacts(database));
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, page);
  renameSync(beside, file);
}

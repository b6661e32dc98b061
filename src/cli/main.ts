import { Command, CommanderError, Option } from "commander";
import { languages } from "../messages/language.ts";
import { addCacheCommand } from "./commands/cache.ts";
import { addChartCommand } from "./commands/chart.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addExportCommand } from "./commands/export.ts";
import { addExtractCommand } from "./commands/extract.ts";
import { addImportCommand } from "./commands/import.ts";
import { addLayoutsCommand } from "./commands/layouts.ts";
import { addQueryCommand } from "./commands/query.ts";
import { addReviewCommand } from "./commands/review.ts";
import { addSchemaCommand } from "./commands/schema.ts";
import { addSearchCommand } from "./commands/search.ts";
import { addCorrectCommands } from "./commands/correct.ts";
import { addDiffCommand } from "./commands/diff.ts";
import { addHistoryCommand } from "./commands/history.ts";
import { addJoinCommands } from "./commands/join.ts";
import { programVersion } from "../pipeline/package-file.ts";
import { exitStatus } from "./exit-status.ts";
import { endQuietlyOnBrokenPipe, say } from "./print/output.ts";
import { printable } from "./print/printable.ts";

const intro = `Turns Chinese government performance-target filings (绩效目标申报表) into a database one can trust.`;

const outro = `
Examples:
  jixiao import filings/                     read a folder into out/jixiao.db
  jixiao extract form.docx --plain           one document's record, to standard output
  jixiao query "SELECT name, annual_total_yuan FROM project_overview"

Exit status: 0 all went in, 1 the command was wrong, 2 some documents failed (the rest are in).
Data goes to standard output, messages to standard error.`;

/** In the order in which the help lists them. */
const commands = [
  ...[addImportCommand, addExtractCommand, addReviewCommand, addCheckCommand, addLayoutsCommand],
  ...[addDiffCommand, addCorrectCommands, addHistoryCommand, addJoinCommands],
  ...[addQueryCommand, addSearchCommand, addChartCommand, addExportCommand, addSchemaCommand],
  ...[addDoctorCommand, addCacheCommand],
];

/** Every command of the program. What a command does is loaded when it is called. */
export function buildProgram(): Command {
  const program = new Command("jixiao");
  program.description(intro).addHelpText("after", outro).version(programVersion(), "-V, --version").showSuggestionAfterError();
  program.addOption(new Option("--lang <language>", "the language of findings; that of your locale where absent").choices(languages));
  program.option("--db <file>", "the database", "out/jixiao.db").configureHelp({ showGlobalOptions: true }).exitOverride();
  for (const add of commands) add(program);
  return program;
}

/** Runs a command line (`process.argv`) and sets the exit status. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyOnBrokenPipe();
  try {
    await buildProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** Errors that speak to the person who typed the command; by name, so that their modules need not be loaded here. */
const spokenErrors = new Set(["UsageError", "PathError", "StoreError", "MappingError", "FilterError", "UnknownRegionError"]);

function explain(error: unknown): number {
  // Commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Error && spokenErrors.has(error.name)) say(`jixiao: ${printable(error.message)}`);
  else say(`jixiao: a fault of the program; please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitStatus.wrong;
}

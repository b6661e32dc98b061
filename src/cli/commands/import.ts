import { availableParallelism } from "node:os";
import { Option, type Command } from "commander";
import { cacheOption, formatOption, mappingsOption, ocrOption, positiveInteger, reviewLevelOption } from "./options.ts";

const examples = `
Examples:
  jixiao import filings/                   every file below a folder
  jixiao import a.docx b.pdf "scans/*.png"
  jixiao import filings.zip                each file in an archive
  jixiao import filings/ --refresh         read anew, with the mappings of today; corrections stay
  jixiao import filings/ --watch           and whatever is put there later, until Ctrl-C
  jixiao import filings/ --report out/report.html --log out/import.log

A file whose bytes are in already is skipped. A run that was cut off goes on where it stopped: run it again.

--json prints one event a line to standard output, in place of the closing table; messages stay on standard error. Each has "event"
and "at" (ISO time, UTC); the events: start, counted, page, document, findings (a document's, counted by code), failure, unpacked,
passed-over, gone, progress (at most every second: documents and pages done and known, rate, time left), waiting (--watch: all
that was there is done with), and end (how: whole, stopped or broken; the sums). New ones may come.
--log appends the same events, with "level" and "run", but no word of a document; FILE is put aside as FILE.1 beyond 32 MB.`;

/** Adds `jixiao import`. */
export function addImportCommand(program: Command): void {
  program
    .command("import")
    .description("read files, folders and archives into the database")
    .argument("<paths...>", "files, folders, archives or patterns")
    .option("--refresh", "read anew what is in already; what people corrected stays", false)
    .option("--watch", "stay, and import what is new, changed or moved there, until Ctrl-C", false)
    .option("--report <file>", "a closing report as an HTML page: what went in, what did not and why, what to review first")
    .option("--log <file>", "a log, one JSON object a line, appended")
    .addOption(new Option("--log-level <level>", "the least grave that is logged").choices(["error", "warning", "info", "debug"]).default("info"))
    .addOption(new Option("--json", "progress for other programs, on standard output").default(false).conflicts("format"))
    .option("--jobs <n>", "documents read at the same time", positiveInteger, availableParallelism())
    .option("--timeout <seconds>", "give a document up that makes no progress for so long", positiveInteger, 120)
    .option("--memory <mb>", "memory that reading one document may take", positiveInteger, 2048)
    .addOption(ocrOption())
    .addOption(mappingsOption())
    .addOption(reviewLevelOption())
    .addOption(cacheOption())
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (paths: string[], _options: unknown, command: Command) => {
      const { runImport } = await import("../run/import.ts");
      await runImport(paths, command.optsWithGlobals());
    });
}

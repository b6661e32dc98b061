import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { cacheOption, formatOption, mappingsOption, ocrOption, positiveInteger, reviewLevelOption } from "./options.ts";

const examples = `
Examples:
  jixiao import filings/                   every file below a folder
  jixiao import a.docx b.pdf "scans/*.png"
  jixiao import filings.zip                each file in an archive
  jixiao import filings/ --refresh         read anew, with the mappings of today; corrections stay

A file whose bytes are in already is skipped. A run that was cut off goes on where it stopped: run it again.`;

/** Adds `jixiao import`. */
export function addImportCommand(program: Command): void {
  program
    .command("import")
    .description("read files, folders and archives into the database")
    .argument("<paths...>", "files, folders, archives or patterns")
    .option("--refresh", "read anew what is in already; what people corrected stays", false)
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

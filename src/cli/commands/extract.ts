import type { Command } from "commander";
import { cacheOption, mappingsOption, ocrOption } from "./options.ts";

const examples = `
Examples:
  jixiao extract form.txt                  the record: each value with its place, confidence and rule
  jixiao extract form.txt --plain          the record with bare values
  jixiao extract form.pdf --document       what is on the pages, before any mapping
  jixiao extract scan.pdf --pages 3-7 --ocr always

The shares of printed characters that went into values, labels, and nowhere, are said on standard error.`;

/** Adds `jixiao extract`. */
export function addExtractCommand(program: Command): void {
  program
    .command("extract")
    .description("print one document's record; touches no database")
    .argument("<file>")
    .option("--json", "the record with a trace on every value (the default)")
    .option("--plain", "the record with bare values", false)
    .option("--document", "the document before mapping: blocks, tables, cells", false)
    .option("--pages <list>", "only these pages, such as 3, 3-7 or 1,4-6")
    .addOption(ocrOption())
    .addOption(mappingsOption())
    .addOption(cacheOption())
    .addHelpText("after", examples)
    .action(async (file: string, _options: unknown, command: Command) => {
      const { runExtract } = await import("../run/extract.ts");
      await runExtract(file, command.optsWithGlobals());
    });
}

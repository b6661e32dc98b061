import type { Command } from "commander";
import { formatOption } from "./options.ts";

const examples = `
Examples:
  jixiao history                           everything that people entered, confirmed, rejected, joined or split
  jixiao history form.docx
  jixiao history --format ndjson > corrections.jsonl

The last is a file that \`jixiao correct --from\` takes, into this or another database.`;

/** Adds `jixiao history`. */
export function addHistoryCommand(program: Command): void {
  program
    .command("history")
    .description("who said what of which value, when, and what stood there")
    .argument("[document]", "only this document: a file name, or the first digits of a sha256")
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (document: string | undefined, _options: unknown, command: Command) => {
      const { runHistory } = await import("../run/history.ts");
      await runHistory(document, command.optsWithGlobals());
    });
}

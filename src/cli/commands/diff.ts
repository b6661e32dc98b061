import type { Command } from "commander";
import { chance, formatOption } from "./options.ts";

const examples = `
Examples:
  jixiao diff form.docx                    each value beside what is printed, then what no mapping placed
  jixiao diff form.docx --changed          only where a value is not what is printed, to the letter
  jixiao diff form.docx --asks             only what asks for a person's eye
  jixiao diff --between draft.docx stamped.pdf
  jixiao diff --between 2023 2024          every project of two years
  jixiao diff form.docx --between 2023 2024

Marks: same as printed, normalised, stated by the mapping, corrected, confirmed or rejected by a person, unmapped text,
lost corrections. Between two: - only the first has it, + only the second, ~ they differ.`;

/** Adds `jixiao diff`. */
export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description("extracted against original, value by value; or one document or year against another")
    .argument("[document]", "a file name, or the first digits of a sha256")
    .option("--between <two...>", "two documents, or two years")
    .option("--changed", "leave out what stands as printed", false)
    .option("--asks", "only values that ask for a person's eye, and unmapped texts", false)
    .option("--review-below <chance>", "values less sure than this ask for a person's eye (default: as fitted)", chance)
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (document: string | undefined, _options: unknown, command: Command) => {
      const { runDiff } = await import("../run/diff.ts");
      await runDiff(document, command.optsWithGlobals());
    });
}

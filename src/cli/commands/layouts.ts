import type { Command } from "commander";
import { formatOption, mappingsOption } from "./options.ts";

const examples = `
Examples:
  jixiao layouts                           the mappings that are loaded
  jixiao layouts --mappings my-forms/      with your own; a faulty file is named with its line`;

/** Adds `jixiao layouts`. */
export function addLayoutsCommand(program: Command): void {
  program
    .command("layouts")
    .description("list the mappings, and what each one reads")
    .addOption(mappingsOption())
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (_options: unknown, command: Command) => {
      const { runLayouts } = await import("../run/layouts.ts");
      await runLayouts(command.optsWithGlobals());
    });
}

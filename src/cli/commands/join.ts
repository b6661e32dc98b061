import type { Command } from "commander";
import { formatOption } from "./options.ts";

const readings = `
A reading is a document's project: FILE#PATH (the path may be left out where the document has one project), or its number
as \`jixiao joins\` prints it.`;

/** Adds `jixiao join`, `split` and `joins`. */
export function addJoinCommands(program: Command): void {
  addDecision(program, "join", "say that two readings are of one project");
  addDecision(program, "split", "say that two readings are of two projects");
  program
    .command("joins")
    .description("which readings are one project, how surely, and why")
    .option("--doubtful", "pairs that were left apart and may be one project, the likeliest first", false)
    .addOption(formatOption())
    .addHelpText("after", "\nExamples:\n  jixiao joins\n  jixiao joins --doubtful")
    .action(async (_options: unknown, command: Command) => {
      const { runJoins } = await import("../run/join.ts");
      await runJoins(command.optsWithGlobals());
    });
}

function addDecision(program: Command, kind: "join" | "split", description: string): void {
  program
    .command(kind)
    .description(`${description}; it holds, whatever is imported`)
    .argument("<reading>")
    .argument("<other>")
    .option("--series", "as years of one project, rather than as one", false)
    .option("--why <text>", "the reason, for those who come after")
    .option("--by <name>", "who says so (default: your user name)")
    .addHelpText("after", `\nExamples:\n  jixiao ${kind} draft.docx stamped.pdf --why "one form, twice"\n  jixiao ${kind} "2023.docx#filings[0].projects[1]" 2024.docx --series\n${readings}`)
    .action(async (one: string, other: string, _options: unknown, command: Command) => {
      const { runDecision } = await import("../run/join.ts");
      runDecision(kind, one, other, command.optsWithGlobals());
    });
}

import type { Command } from "commander";

const correctExamples = `
Examples:
  jixiao correct form.docx "filings[0].projects[0].phone" 5550100 --why "checked by telephone"
  jixiao correct form.docx "filings[0].projects[0].funding[0].amountFen" 870.35万元 --why "the stamped copy"
  jixiao correct form.docx "filings[0].projects[0].code" --empty --why "the form prints none"
  jixiao correct --from corrections.jsonl

A value is typed as the form would print it; an amount with its unit. A file holds lines as \`jixiao export\` and
\`jixiao history --format ndjson\` write them; those of documents that are not in yet wait for them.`;

/** Adds `jixiao correct`, `confirm`, `reject` and `undo`. */
export function addCorrectCommands(program: Command): void {
  program
    .command("correct")
    .description("enter what a value should be; it outlives every re-reading")
    .argument("[document]", "a file name, or the first digits of a sha256")
    .argument("[path]", "the value's record path, as jixiao diff prints it")
    .argument("[value]")
    .option("--why <text>", "the reason, for those who come after")
    .option("--by <name>", "who says so (default: your user name)")
    .option("--empty", "the form does not say", false)
    .option("--from <file>", "take corrections and decisions from a file, one JSON object a line")
    .addHelpText("after", correctExamples)
    .action(async (document: string | undefined, path: string | undefined, value: string | undefined, _options: unknown, command: Command) => {
      const { runCorrect } = await import("../run/correct.ts");
      await runCorrect({ document, path, value }, command.optsWithGlobals());
    });
  addJudgement(program, "confirm", "say that values are right as they were read");
  addJudgement(program, "reject", "say that values are wrong, and not known");
  program
    .command("undo")
    .description("take corrections back")
    .argument("<document>", "a file name, or the first digits of a sha256")
    .argument("<ids...>", "numbers of corrections, as jixiao history prints them")
    .addHelpText("after", "\nExamples:\n  jixiao undo form.docx 12")
    .action(async (document: string, ids: string[], _options: unknown, command: Command) => {
      const { runUndo } = await import("../run/correct.ts");
      runUndo(document, ids, command.optsWithGlobals());
    });
}

function addJudgement(program: Command, kind: "confirm" | "reject", description: string): void {
  program
    .command(kind)
    .description(description)
    .argument("<document>", "a file name, or the first digits of a sha256")
    .argument("<paths...>", "record paths, as jixiao diff prints them")
    .option("--why <text>", "the reason, for those who come after")
    .option("--by <name>", "who says so (default: your user name)")
    .addHelpText("after", `\nExamples:\n  jixiao ${kind} form.docx "filings[0].projects[0].phone"`)
    .action(async (document: string, paths: string[], _options: unknown, command: Command) => {
      const { runJudgement } = await import("../run/correct.ts");
      runJudgement(kind, document, paths, command.optsWithGlobals());
    });
}

import { Option, type Command } from "commander";

const examples = `
Examples:
  jixiao check                             every finding of every document
  jixiao check --severity error
  jixiao check --code sum-mismatch --format csv
  jixiao check --document form.docx
  jixiao check --format sarif              for tools that read findings

Exit status: 2 where an error is among the findings.`;

/** Adds `jixiao check`. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("list the findings over the whole database")
    .option("--code <code>", "only this finding")
    .addOption(new Option("--severity <severity>", "only findings so severe").choices(["error", "warning", "info"]))
    .option("--document <name>", "only this document: its file name, or the first digits of its sha256")
    .addOption(new Option("--format <format>", "how findings are printed; sarif: one SARIF result a line").choices(["table", "csv", "json", "ndjson", "sarif"]).default("table"))
    .addHelpText("after", examples)
    .action(async (_options: unknown, command: Command) => {
      const { runCheck } = await import("../run/check.ts");
      await runCheck(command.optsWithGlobals());
    });
}

import type { Command } from "commander";
import { mappingsOption } from "./options.ts";

const examples = `
Examples:
  jixiao doctor                            what is missing or damaged on this machine, and what to do
  jixiao doctor --db filings.db            with this database
  jixiao doctor --json                     for other programs

Each line says ok, warn (some documents are read less well) or FAIL. Exit status: 2 where a check failed. Nothing is changed.`;

/** Adds `jixiao doctor`. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("look at everything the program needs, and say what to do where it is missing")
    .option("--json", "the checks as a JSON array", false)
    .addOption(mappingsOption())
    .addHelpText("after", examples)
    .action(async (_options: unknown, command: Command) => {
      const { runDoctor } = await import("../run/doctor.ts");
      await runDoctor(command.optsWithGlobals());
    });
}

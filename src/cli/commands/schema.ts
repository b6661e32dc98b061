import { Option, type Command } from "commander";

const examples = `
Examples:
  jixiao schema                            the views for analysts and the tables, column by column
  jixiao schema indicator_overview
  jixiao schema --format markdown > dictionary.md`;

/** Adds `jixiao schema`. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("the data dictionary: what each table and column holds")
    .argument("[tables...]", "only these tables and views")
    .addOption(new Option("--format <format>", "how it is printed").choices(["table", "csv", "json", "ndjson", "markdown"]).default("table"))
    .addHelpText("after", examples)
    .action(async (tables: string[], _options: unknown, command: Command) => {
      const { runSchema } = await import("../run/schema.ts");
      await runSchema(tables, command.optsWithGlobals());
    });
}

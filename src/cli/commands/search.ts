import { Option, type Command } from "commander";
import { textKinds } from "../../report/search/text-kinds.ts";
import { formatOption, positiveInteger } from "./options.ts";

const examples = `
Examples:
  jixiao search 满意度                     names, goals, indicators, items and prose that hold the word
  jixiao search 培训 费                    both words, in any order; a word may be a single character
  jixiao search 路灯 --kind project --region 长沙市 --year 2024
  jixiao search 绩效 --format json         with the places of the words in each text

The best hits come first: a name before prose, a text that is the word before one that only holds it.`;

/** Adds `jixiao search`. */
export function addSearchCommand(program: Command): void {
  const collect = (kind: string, before: string[] | undefined) => [...(before ?? []), kind];
  program
    .command("search")
    .description("find words in names, goals, indicators and prose")
    .argument("<words...>")
    .addOption(new Option("--kind <kind>", `only texts of this kind (${textKinds.join(", ")}); may be given more than once`).argParser(collect))
    .option("--region <region>", "only in this region: its code or its name")
    .option("--year <year>", "only of this fiscal year", positiveInteger)
    .option("--limit <n>", "so many hits at most", positiveInteger, 20)
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (words: string[], _options: unknown, command: Command) => {
      const { runSearch } = await import("../run/search.ts");
      await runSearch(words, command.optsWithGlobals());
    });
}

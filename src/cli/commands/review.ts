import type { Command } from "commander";
import { cacheOption, mappingsOption, ocrOption, portNumber, reviewLevelOption } from "./options.ts";

const examples = `
Examples:
  jixiao review                          on this machine only, in the browser that opens
  jixiao review --port 8080 --no-open
  jixiao review --host 0.0.0.0           for the whole network; the address printed holds a token

Files dropped on the page are read and put into the database like those of \`jixiao import\`.`;

/** Adds `jixiao review`. */
export function addReviewCommand(program: Command): void {
  program
    .command("review")
    .description("serve the page on which people check values against the originals")
    .option("--port <n>", "the port to listen on; 0 takes any free one", portNumber, 7801)
    .option("--host <address>", "the address to listen on; away from this machine a token is asked for", "127.0.0.1")
    .option("--no-open", "do not open a browser")
    .addOption(ocrOption())
    .addOption(mappingsOption())
    .addOption(cacheOption())
    .addOption(reviewLevelOption())
    .addHelpText("after", examples)
    .action(async (_options: unknown, command: Command) => {
      const { runReview } = await import("../run/review.ts");
      await runReview(command.optsWithGlobals());
    });
}

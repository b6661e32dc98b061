import type { Command } from "commander";

const examples = `
Examples:
  jixiao cache                             where it is, how much is in it, how often it helped
  jixiao cache --limit 500MB               from now on; what was not used for longest goes (0: no cache)
  jixiao cache --clear                     empty it

What files say before any mapping, and what OCR read of each page's picture, is kept by content: a changed mapping, or the
same page in another file, is read again without OCR. Another version of the readers finds nothing of an older one. It lies in
the folder for caches ($XDG_CACHE_HOME/jixiao, else ~/.cache/jixiao), for every database of yours; JIXIAO_CACHE_DIR names
another, JIXIAO_CACHE_LIMIT sets the limit for one run. import and extract take --no-cache.`;

/** Adds `jixiao cache`. */
export function addCacheCommand(program: Command): void {
  program
    .command("cache")
    .description("show or empty what is kept of files that were read, or say how much may be kept")
    .option("--clear", "take everything out", false)
    .option("--limit <size>", "how large it may grow, such as 500MB or 2GB; 0 for no cache")
    .option("--json", "as JSON", false)
    .addHelpText("after", examples)
    .action(async (_options: unknown, command: Command) => {
      const { runCache } = await import("../run/cache.ts");
      await runCache(command.optsWithGlobals());
    });
}

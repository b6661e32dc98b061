import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { programVersion } from "./package-file.ts";

/** Enough hexadecimal digits to tell two sets of mappings apart. */
const digestDigits = 12;

/**
 * Names what reads documents: the program's version, the content of its mappings, and how it is asked to read. Two runs
 * with the same name read the same bytes alike.
 */
export async function nameReader(folders: readonly string[], manner: string): Promise<string> {
  const digest = createHash("sha256");
  for (const folder of folders) {
    const names = await readdir(folder);
    for (const name of names.filter((each) => each.endsWith(".md")).sort()) {
      digest.update(name).update("\u0000").update(await readFile(path.join(folder, name)));
    }
  }
  return `jixiao ${programVersion()}, mappings ${digest.digest("hex").slice(0, digestDigits)}, ${manner}`;
}

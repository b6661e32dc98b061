import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json: two levels above this file as written, three above it as built. */
function findPackageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${fileURLToPath(import.meta.url)}`);
    folder = parent;
  }
  return folder;
}

/** The absolute path of a file that comes with the program. */
export function packageFile(...segments: readonly string[]): string {
  return path.join(findPackageRoot(), ...segments);
}

/** The program's version, as package.json states it. */
export function programVersion(): string {
  // No schema library here: every start of the program comes through, and it takes a third of the time of `--help` to load.
  const stated: unknown = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  if (typeof stated === "object" && stated !== null && "version" in stated && typeof stated.version === "string") return stated.version;
  throw new Error("package.json states no version");
}

/** The sibling module `name` (without its ending) of the module at `moduleUrl`: TypeScript as written, JavaScript as built. */
export function siblingModule(moduleUrl: string, name: string): URL {
  return new URL(`${name}${path.extname(fileURLToPath(moduleUrl))}`, moduleUrl);
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Names the program to use; `off` uses none. */
const VARIABLE = "JIXIAO_LIBREOFFICE";

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
  win32: ["C:\\Program Files\\LibreOffice\\program\\soffice.exe", "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe"],
};

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: the next place is tried.
    return false;
  }
}

/** The path of LibreOffice's program; undefined where it is not installed. `environment` is the process's own unless given. */
export function findLibreOffice(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment[VARIABLE];
  if (named !== undefined && named !== "") return named === "off" || !canRun(named) ? undefined : named;
  const names = process.platform === "win32" ? ["soffice.exe"] : ["soffice", "libreoffice"];
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...(usualPlaces[process.platform] ?? [])];
  return candidates.find(canRun);
}

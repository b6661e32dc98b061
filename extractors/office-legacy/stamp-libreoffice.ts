import { realpath, stat } from "node:fs/promises";
import { findLibreOffice } from "./find-libreoffice.ts";

/**
 * Names the LibreOffice that would be used now, without starting it: an update gives its program another time. `none` where
 * it is not installed.
 */
export async function stampLibreOffice(): Promise<string> {
  const program = findLibreOffice();
  if (program === undefined) return "none";
  const file = await realpath(program);
  const { size, mtimeMs } = await stat(file);
  return `${file} ${size} ${mtimeMs}`;
}

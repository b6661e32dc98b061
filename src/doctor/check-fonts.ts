import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { CheckResult } from "./check-result.ts";

const run = promisify(execFile);
const listTimeoutMs = 30_000;

/** Where fonts lie on a system without fontconfig's own list, and how files of Chinese ones are called. */
const fontFolders = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(homedir(), ".local", "share", "fonts"), path.join(homedir(), ".fonts")];
const chineseFile = /cjk|han|wqy|simsun|simhei|yahei|droidsansfallback|fangsong|kaiti|uming|ukai/iu;

/** Whether a browser on this machine has a font for Chinese. */
export async function checkFonts(): Promise<CheckResult[]> {
  const font = await findFont();
  if (font === undefined) return [{ check: "fonts", status: "warn", message: "doctor.fonts.missing", values: {} }];
  return [{ check: "fonts", status: "ok", message: "doctor.fonts.ok", values: { font } }];
}

async function findFont(): Promise<string | undefined> {
  // They come with the system.
  if (process.platform === "win32") return "Windows";
  if (process.platform === "darwin") return "PingFang";
  return (await listByFontconfig()) ?? (await findFontFile());
}

async function listByFontconfig(): Promise<string | undefined> {
  const listed = await run("fc-list", [":lang=zh", "family"], { timeout: listTimeoutMs }).catch((error: unknown) => {
    // Not installed.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  return listed?.stdout.split("\n").map((line) => line.trim()).filter((line) => line !== "").sort()[0];
}

async function findFontFile(): Promise<string | undefined> {
  for (const folder of fontFolders) {
    const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      if (error instanceof Error && "code" in error) return [];
      throw error;
    });
    const font = names.find((name) => chineseFile.test(path.basename(name)));
    if (font !== undefined) return path.basename(font);
  }
  return undefined;
}

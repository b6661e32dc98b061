import { createHash, type Hash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { packageFile } from "./package-file.ts";

/** The folder that holds `src` and `extractors`, as written or as built. */
const codeRoot = fileURLToPath(new URL("../..", import.meta.url));

/** All code that reads pictures of pages: its folder, and those it imports from. */
export const pageReaderFolders: readonly string[] = ["src/container", "src/document", "src/grid", "src/ocr"];
/** All code that makes the neutral document of a file. */
export const extractorFolders: readonly string[] = [...pageReaderFolders, "src/foreign", "src/ooxml", "extractors"];

let pageReader: Promise<string> | undefined;
let extractors: Promise<string> | undefined;

/**
 * Names what reads pictures of pages: a digest of its code, its models and the packages it stands on. Nobody has to think of
 * a version's number: a changed line gives another name.
 */
export function digestPageReader(): Promise<string> {
  return (pageReader ??= digest(async (hash) => {
    await addFolders(hash, pageReaderFolders);
    await addModels(hash);
    await addDependencies(hash);
  }));
}

/** Names what makes documents of files, as {@link digestPageReader} does for pictures; OCR is part of it. */
export function digestExtractors(): Promise<string> {
  return (extractors ??= digest(async (hash) => {
    await addFolders(hash, extractorFolders);
    await addModels(hash);
    await addDependencies(hash);
  }));
}

async function digest(add: (hash: Hash) => Promise<void>): Promise<string> {
  const hash = createHash("sha256");
  await add(hash);
  return hash.digest("hex");
}

async function addFolders(hash: Hash, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const names = await readdir(path.join(codeRoot, folder), { recursive: true });
    const code = names.filter((name) => /\.(?:ts|js|json)$/u.test(name) && !name.endsWith(".d.ts"));
    await addFiles(hash, path.join(codeRoot, folder), code);
  }
}

async function addFiles(hash: Hash, folder: string, names: readonly string[]): Promise<void> {
  for (const name of [...names].sort()) {
    const bytes = await readFile(path.join(folder, name));
    hash.update(`${name}\u0000${bytes.length}\u0000`).update(bytes);
  }
}

/** Where there are no models the reader says so with each page, and none of its readings is kept. */
async function addModels(hash: Hash): Promise<void> {
  const { findModelFolder } = await import("../ocr/model-folder.ts");
  try {
    const folder = findModelFolder();
    await addFiles(hash, folder, await readdir(folder));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    hash.update(`no models: ${String(error.code)}`);
  }
}

/** The versions of the packages, which package.json states exactly. */
async function addDependencies(hash: Hash): Promise<void> {
  const stated: unknown = JSON.parse(await readFile(packageFile("package.json"), "utf8"));
  if (typeof stated !== "object" || stated === null || !("dependencies" in stated)) throw new Error("package.json states no dependencies");
  hash.update(JSON.stringify(stated.dependencies));
}

import type { Dirent } from "node:fs";
import { glob, lstat, readdir, stat } from "node:fs/promises";
import path from "node:path";

/** A name on the command line that leads to no file. The fault is the caller's. */
export class PathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PathError";
  }
}

/** Something met on the way that is not read, and why. */
export interface PassedOver {
  readonly path: string;
  readonly reason: string;
}

/** What {@link findFiles} is told beside the paths. */
export interface FindOptions {
  /** Absolute paths that are never documents: the database itself. */
  readonly exclude?: ReadonlySet<string>;
  readonly onPassedOver?: (passed: PassedOver) => void;
  /** Told of each folder that is walked, also an empty one. */
  readonly onFolder?: (folder: string) => void;
}

/** Names that systems and office programs leave beside a person's files. */
const systemNames = new Set(["thumbs.db", "desktop.ini"]);
/** What this program itself writes beside a document. */
const ownEnding = ".record.json";

/**
 * Turns the paths of a command line into files and folders that exist: each path itself, or what a pattern (`*`, `?`,
 * `[…]`, `{…}`) matches where no file has that very name. Absolute, in the order given, each once.
 * @throws {PathError} for the first path that leads nowhere.
 */
export async function resolvePaths(named: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const name of named) {
    const matches = (await exists(name)) ? [name] : await matchPattern(name);
    if (matches.length === 0) throw new PathError(`There is no file or folder ${name}; check the name and the folder you are in.`);
    for (const match of matches) found.add(path.resolve(match));
  }
  return [...found];
}

/**
 * Every file to import below the given files and folders, absolute. Folders are walked in the order of names; hidden
 * files, system files and this program's own records are left out; symbolic links inside a folder are not followed
 * (what they point to inside it is found by itself, what lies outside was not asked for).
 */
export async function* findFiles(paths: readonly string[], options: FindOptions = {}): AsyncGenerator<string> {
  for (const named of paths) {
    // A name that cannot be looked at is passed on: whoever opens it notes why it cannot be read.
    const isFolder = await stat(named).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (isFolder) yield* walkFolder(named, options);
    else if (options.exclude?.has(named) !== true) yield named;
  }
}

/** How many files {@link findFiles} gives; undefined when the signal came first. */
export async function countFiles(paths: readonly string[], options: FindOptions, signal: AbortSignal): Promise<number | undefined> {
  const files = findFiles(paths, options);
  let count = 0;
  while (!signal.aborted) {
    if ((await files.next()).done === true) return count;
    count += 1;
  }
  return undefined;
}

async function* walkFolder(folder: string, options: FindOptions): AsyncGenerator<string> {
  options.onFolder?.(folder);
  for (const entry of await listFolder(folder, options)) {
    const file = path.join(folder, entry.name);
    if (options.exclude?.has(file) === true || isLeftOut(entry.name)) continue;
    if (entry.isDirectory()) yield* walkFolder(file, options);
    else if (entry.isFile()) yield file;
    else options.onPassedOver?.({ path: file, reason: entry.isSymbolicLink() ? "is a symbolic link, and links are not followed" : "is no ordinary file" });
  }
}

async function listFolder(folder: string, options: FindOptions): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    options.onPassedOver?.({ path: folder, reason: `cannot be opened (${error instanceof Error ? error.message : String(error)})` });
    return [];
  }
}

function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$") || systemNames.has(name.toLowerCase()) || name.endsWith(ownEnding);
}

async function exists(name: string): Promise<boolean> {
  return lstat(name).then(
    () => true,
    () => false,
  );
}

async function matchPattern(name: string): Promise<string[]> {
  if (!/[*?[{]/u.test(name)) return [];
  const matches: string[] = [];
  for await (const match of glob(name)) matches.push(match);
  return matches.sort();
}

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** One of the page's files, ready to be sent. */
export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Whether its name changes with its content, so that a browser may keep it for ever. */
  readonly isImmutable: boolean;
}

/** The page's files by the path that a browser asks for. */
export type Assets = ReadonlyMap<string, Asset>;

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** The page was not built. The fault is that of whoever set the program up; `message` says what to do. */
export class PageNotBuiltError extends Error {
  constructor(folder: string) {
    super(`The review page is not built (there is nothing in ${folder}); run \`npm run build\` in the program's folder.`);
    this.name = "PageNotBuiltError";
  }
}

/**
 * Reads the built page into memory, once: afterwards no request leads to the disk.
 * @throws {PageNotBuiltError} when there is no page.
 */
export function loadAssets(folder: string): Assets {
  const assets = new Map<string, Asset>();
  for (const name of listFiles(folder)) {
    const contentType = contentTypes[path.extname(name)];
    if (contentType === undefined) continue;
    const bytes = new Uint8Array(readFileSync(path.join(folder, name)));
    assets.set(`/${name.split(path.sep).join("/")}`, { bytes, contentType, isImmutable: name.startsWith("assets") });
  }
  const index = assets.get("/index.html");
  if (index === undefined) throw new PageNotBuiltError(folder);
  assets.set("/", index);
  return assets;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { mappingFolders } from "../../src/pipeline/mapper.ts";
import { serveReview, type ReviewServer } from "../../src/review/server/serve-review.ts";
import { openDatabase, type Database } from "../../src/store/open-database.ts";

/** The program's root, where the samples lie. */
export const root = path.join(import.meta.dirname, "../..");

/** The real server on a database of its own, and the system's browser in front of it. */
export interface Stage {
  readonly server: ReviewServer;
  readonly browser: Browser;
  readonly databaseFile: string;
  readonly folder: string;
  /** A second connection to the server's database. */
  readonly database: Database;
  readonly close: () => Promise<void>;
}

const browserPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Builds the page as it is now, serves it on a free port of loopback, and starts the browser. */
export async function openStage(prepare: (database: Database) => void = () => undefined): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), "jixiao-page-"));
  const pageFolder = path.join(folder, "page");
  await build({ configFile: path.join(root, "src/review/page/vite.config.ts"), logLevel: "error", build: { outDir: pageFolder } });
  const databaseFile = path.join(folder, "review.db");
  const database = openDatabase(databaseFile);
  prepare(database);
  const server = await serveReview({
    ...{ databaseFile, pageFolder, host: "127.0.0.1", port: 0, ocr: "auto", mappingFolders: mappingFolders() },
    limits: { timeoutMs: 120_000, memoryBytes: 2048 * 2 ** 20 },
  });
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const close = async () => {
    await browser.close();
    await server.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, browser, databaseFile, folder, database, close };
}

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
}

/** A page of the stage; what goes wrong in it is in `faults`. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of scripts, of the policy and of requests that failed. */
  readonly faults: string[];
  /** Requests that went elsewhere than to the server. */
  readonly strayRequests: string[];
}

/** Opens the page at an address after `#`, in a browser profile of its own. */
export async function openPage({ browser, server }: Stage, hash = "#/documents", look: Look = {}): Promise<OpenPage> {
  const { width = 1440, height = 900, locale = "zh-CN", colorScheme = "light" } = look;
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  const strayRequests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url)) strayRequests.push(request.url());
  });
  await page.goto(server.url + hash);
  return { page, faults, strayRequests };
}

/** Drops files on the page as a person does from a folder. */
export async function dropFiles(page: Page, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
  const encoded = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  // The files exist only in the browser, so the transfer is made there; as text, because its types are the browser's.
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of ${JSON.stringify(encoded)}) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    return transfer;
  })()`);
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

/** A file of the samples. */
export function readSample(...segments: readonly string[]): { name: string; bytes: Uint8Array } {
  const file = path.join(root, "samples/filings", ...segments);
  return { name: path.basename(file), bytes: readFileSync(file) };
}

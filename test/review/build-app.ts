import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Hono } from "hono";
import { createReviewApp } from "../../src/review/server/create-app.ts";
import type { Access } from "../../src/review/server/guard.ts";
import { OriginalReader } from "../../src/review/server/originals/original-reader.ts";
import { UploadQueue, type UploadImporter, type UploadLimits } from "../../src/review/server/uploads/upload-queue.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { openDatabase, type Database } from "../../src/store/open-database.ts";
import { OriginalStore } from "../../src/store/originals.ts";

/** A review server without a socket, on an empty database of its own. */
export interface TestApp {
  readonly app: Hono;
  readonly database: Database;
  readonly writer: DocumentWriter;
  readonly originals: OriginalStore;
  readonly folder: string;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** What a test may set. */
export interface TestAppOptions {
  readonly access?: Partial<Access>;
  readonly uploadLimits?: UploadLimits;
  readonly importer?: UploadImporter;
}

const page = { bytes: new TextEncoder().encode("<!doctype html>"), contentType: "text/html; charset=utf-8", isImmutable: false };
const idleImporter: UploadImporter = { importFile: () => Promise.resolve("done"), unpackArchive: () => Promise.resolve([]) };

/** Builds one; its requests come from the page itself unless the test's headers say otherwise. */
export function buildApp({ access = {}, uploadLimits, importer = idleImporter }: TestAppOptions = {}): TestApp {
  const folder = mkdtempSync(path.join(tmpdir(), "jixiao-review-"));
  const databaseFile = path.join(folder, "review.db");
  const database = openDatabase(databaseFile);
  const originals = new OriginalStore(databaseFile);
  const reader = new OriginalReader();
  const uploads = new UploadQueue(originals, () => importer, uploadLimits);
  const app = createReviewApp({
    ...{ database, originals, reader, uploads, author: "tester" },
    assets: new Map([["/", page]]),
    access: { hostNames: new Set(["127.0.0.1"]), anyAddress: false, token: null, ...access },
  });
  const own = { Host: "127.0.0.1:7801" };
  return {
    ...{ app, database, originals, folder },
    writer: new DocumentWriter(database),
    get: async (target, headers = {}) => app.request(target, { headers: { ...own, ...headers } }),
    post: async (target, body, headers = {}) =>
      app.request(target, {
        method: "POST",
        headers: { ...own, Origin: "http://127.0.0.1:7801", "Content-Type": "application/json", ...headers },
        body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
      }),
    close: async () => {
      reader.close();
      await uploads.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

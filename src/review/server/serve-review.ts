import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { isIP } from "node:net";
import { hostname, userInfo } from "node:os";
import { getRequestListener } from "@hono/node-server";
import { packageFile } from "../../pipeline/package-file.ts";
import { OriginalStore } from "../../store/originals.ts";
import { openDatabase } from "../../store/open-database.ts";
import { fillReviews } from "../../store/review/fill-reviews.ts";
import { loadAssets } from "./assets.ts";
import { createReviewApp } from "./create-app.ts";
import type { Access } from "./guard.ts";
import { OriginalReader } from "./originals/original-reader.ts";
import { startUploads, type UploadOptions } from "./uploads/start-uploads.ts";

/** How the review page is served. */
export interface ServeOptions extends UploadOptions {
  /** The address to listen on; `127.0.0.1` unless the caller asked for another. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where the built page lies; the program's own where absent. */
  readonly pageFolder?: string;
}

/** A server that runs. `url` holds the token where there is one. */
export interface ReviewServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Random bytes of a token: nobody guesses 192 bits. */
const tokenBytes = 24;

/**
 * Serves the review page. Away from loopback whoever opens it must show a token, which is made here.
 * @throws {StoreError} when the database cannot be opened; the system's error when the port is taken.
 */
export async function serveReview(options: ServeOptions): Promise<ReviewServer> {
  const assets = loadAssets(options.pageFolder ?? packageFile("dist", "review-page"));
  const database = openDatabase(options.databaseFile);
  fillReviews(database);
  const originals = new OriginalStore(options.databaseFile);
  const reader = new OriginalReader();
  reader.warmUp();
  const { uploads, close: closeUploads } = await startUploads(database, originals, options);
  const access = makeAccess(options.host);
  const app = createReviewApp({ database, originals, reader, uploads, assets, access, author: userInfo().username });
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  const close = async () => {
    await stopServer(server);
    await closeUploads();
    reader.close();
    database.close();
  };
  try {
    const port = await listen(server, options.host, options.port);
    return { url: makeUrl(options.host, port, access.token), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];
const allAddresses: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

function makeAccess(host: string): Access {
  const isLoopback = host === "localhost" || host === "::1" || /^127\./u.test(host);
  const own = isIP(host) === 6 ? `[${host}]` : host.toLowerCase();
  const names = isLoopback ? [own, ...loopbackNames] : [own, hostname().toLowerCase(), ...loopbackNames];
  const token = isLoopback ? null : randomBytes(tokenBytes).toString("base64url");
  return { hostNames: new Set(names), anyAddress: allAddresses.has(host), token };
}

function makeUrl(host: string, port: number, token: string | null): string {
  const shown = allAddresses.has(host) ? hostname() : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${shown}:${port}/${token === null ? "" : `?token=${token}`}`;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    // Open event streams would hold it up for ever.
    server.closeAllConnections();
  });
}

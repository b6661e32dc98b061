import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { root } from "./browser.ts";

/** Starting the program takes long on a busy machine. */
const slowMs = 60_000;

let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  if (!existsSync(path.join(root, "dist/review-page/index.html"))) await build({ configFile: path.join(root, "src/review/page/vite.config.ts"), logLevel: "error" });
}, slowMs);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jixiao-review-command-"));
});

afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly url: string;
  readonly ended: Promise<number | null>;
}

/** Runs `jixiao review` and waits for its address on standard output. */
function start(...args: readonly string[]): Promise<Started> {
  const running = spawn(process.execPath, [path.join(root, "src/cli/jixiao.js"), "--db", path.join(folder, "r.db"), "review", "--no-open", "--port", "0", ...args]);
  child = running;
  const ended = new Promise<number | null>((resolve) => running.on("exit", resolve));
  return new Promise((resolve, reject) => {
    running.stdout.setEncoding("utf8").once("data", (line: string) => {
      resolve({ url: line.trim(), ended });
    });
    void ended.then((status) => {
      reject(new Error(`it ended with status ${status ?? "none"} before it said where it is`));
    });
  });
}

describe("jixiao review", { timeout: slowMs }, () => {
  it("serves the page on loopback, says where, and ends on a signal with everything closed", async () => {
    const { url, ended } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    expect(await (await fetch(url)).text()).toContain("<script type=\"module\"");
    expect((await fetch(`${url}api/documents`)).status).toBe(200);
    child?.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(existsSync(path.join(folder, "r.db-wal"))).toBe(false);
  });

  it("asks for a token away from loopback, and its address holds it", async () => {
    const { url } = await start("--host", "0.0.0.0");
    const address = new URL(url);
    const token = address.searchParams.get("token") ?? "";
    expect(token.length).toBeGreaterThan(20);
    const local = `http://127.0.0.1:${address.port}/`;
    expect((await fetch(local)).status).toBe(401);
    const opened = await fetch(`${local}?token=${token}`, { redirect: "manual" });
    expect(opened.status).toBe(303);
    expect((await fetch(local, { headers: { Cookie: opened.headers.get("set-cookie")?.split(";")[0] ?? "" } })).status).toBe(200);
  });
});

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { writeDocx } from "../../samples/make/office/docx.ts";
import { layouts } from "../../samples/make/layouts/index.ts";
import { Random } from "../../samples/make/random.ts";
import { noDepartures } from "../../samples/make/sections.ts";
import { collect, launcher, type Ended } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";

/** A generated form as a Word file. */
function makeForm(): Uint8Array {
  const random = new Random("cache");
  return writeDocx(layouts.changdu(random, { departures: noDepartures, checks: "boxes", brief: true }).form, random);
}

/** Runs the command line with a cache in the folder. */
function run(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env = { ...process.env, JIXIAO_CACHE_DIR: path.join(folder, "cache"), JIXIAO_CACHE_LIMIT: "", LC_ALL: "en_US.UTF-8", ...environment };
  return collect(spawn(process.execPath, [launcher, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] }));
}

const reportSchema = z.object({ limitBytes: z.number(), bytes: z.number(), kinds: z.array(z.object({ kind: z.string(), entries: z.number(), hits: z.number(), lookups: z.number() })) });

async function readReport(folder: string) {
  return reportSchema.parse(JSON.parse((await run(folder, ["cache", "--json"])).stdout));
}

describe("jixiao cache", () => {
  it("shows what was kept and how often it helped: a file that was extracted is found when it is imported", { timeout: 60_000 }, async () => {
    const folder = makeFolder({ "form.docx": makeForm() });
    const first = await run(folder, ["extract", "form.docx"]);
    const second = await run(folder, ["extract", "form.docx"]);
    expect(second.stdout).toBe(first.stdout);
    expect((await run(folder, ["import", "form.docx", "--db", "x.db"])).status).toBe(0);
    expect((await readReport(folder)).kinds[0]).toMatchObject({ kind: "document", entries: 1, hits: 2, lookups: 3 });
    expect((await run(folder, ["cache"])).stdout).toMatch(/^in .*cache\n[\d.]+ KB of at most 2\.0 GB\ndocuments: 1 entries, .*found 2 times of 3 \(67 %\)/u);
    expect((await run(folder, ["cache", "--lang", "zh"])).stdout).toContain("查找 3 次命中 2 次");
  });

  it("neither finds nor keeps anything for a command with --no-cache, or where the limit is 0", { timeout: 60_000 }, async () => {
    const folder = makeFolder({ "form.docx": makeForm() });
    await run(folder, ["extract", "form.docx", "--no-cache"]);
    await run(folder, ["import", "form.docx", "--db", "x.db", "--no-cache"]);
    await run(folder, ["extract", "form.docx"], { JIXIAO_CACHE_LIMIT: "0" });
    expect(existsSync(path.join(folder, "cache"))).toBe(false);
  });

  it("is emptied with --clear, and keeps the limit that was set with --limit", { timeout: 60_000 }, async () => {
    const folder = makeFolder({ "form.docx": makeForm() });
    await run(folder, ["extract", "form.docx"]);
    expect((await run(folder, ["cache", "--limit", "500MB"])).stderr).toContain("500.0 MB");
    expect(await readReport(folder)).toMatchObject({ limitBytes: 5e8, kinds: [{ entries: 1 }, { entries: 0 }] });
    expect((await run(folder, ["cache", "--clear"])).stderr).toMatch(/emptied; [\d.]+ KB freed/u);
    expect(await readReport(folder)).toMatchObject({ limitBytes: 5e8, bytes: 0 });
    await run(folder, ["extract", "form.docx"]);
    await run(folder, ["cache", "--limit", "0"]);
    expect(await readReport(folder)).toMatchObject({ limitBytes: 0, bytes: 0 });
    expect(readdirSync(folder).sort()).toEqual(["cache", "form.docx"]);
  });

  it("says what a size looks like to one who writes another, also in the environment", { timeout: 60_000 }, async () => {
    const folder = makeFolder({ "form.docx": makeForm() });
    const asked = await run(folder, ["cache", "--limit", "much"]);
    expect([asked.status, asked.stderr]).toEqual([1, expect.stringMatching(/"much" is no size; write it as 500MB/u)]);
    const stated = await run(folder, ["extract", "form.docx"], { JIXIAO_CACHE_LIMIT: "much" });
    expect([stated.status, stated.stderr]).toEqual([1, expect.stringMatching(/JIXIAO_CACHE_LIMIT: "much" is no size/u)]);
  });
});

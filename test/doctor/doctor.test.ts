import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, writeSync, closeSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { checkCache } from "../../src/doctor/check-cache.ts";
import { checkDatabase } from "../../src/doctor/check-database.ts";
import { checkDisk } from "../../src/doctor/check-disk.ts";
import { checkMappings } from "../../src/doctor/check-mappings.ts";
import { checkOcr } from "../../src/doctor/check-ocr.ts";
import { checkOriginals } from "../../src/doctor/check-originals.ts";
import { checkNames, type CheckResult } from "../../src/doctor/check-result.ts";
import { catalogues, languages } from "../../src/messages/language.ts";
import { newestSchema } from "../../src/store/migrate.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { collect, launcher, type Ended } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { makeReadOnly, mountDisk } from "./mount-disk.ts";

/** A folder that this user may not write to, where no read-only disk can be had; root may write to any but the kernel's own. */
function lockFolder(): string {
  if (process.getuid?.() === 0) return "/proc";
  const folder = makeFolder();
  chmodSync(folder, 0o555);
  return folder;
}

/** A database with the program's own tables, closed. */
function makeDatabase(folder = makeFolder()): string {
  const file = path.join(folder, "x.db");
  openDatabase(file).close();
  return file;
}

function judgeDatabase(file: string): Pick<CheckResult, "status" | "message"> & { values: CheckResult["values"] } {
  const [result, ...others] = checkDatabase({ databaseFile: file });
  expect(others).toEqual([]);
  if (result === undefined) throw new Error("the check told nothing");
  return result;
}

/** Overwrites a stretch of a file with bytes that mean nothing. */
function overwrite(file: string, from: number, length: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, from);
  closeSync(handle);
}

/** The check of a cache that the environment names. */
async function checkCacheIn(folder: string, limit = "1MB"): Promise<CheckResult | undefined> {
  vi.stubEnv("JIXIAO_CACHE_DIR", folder);
  vi.stubEnv("JIXIAO_CACHE_LIMIT", limit);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return (await checkCache())[0];
}

/** Runs `jixiao doctor` with another environment. */
function runDoctor(args: readonly string[], environment: NodeJS.ProcessEnv, folder = makeFolder()): Promise<Ended> {
  return collect(spawn(process.execPath, [launcher, "doctor", ...args], { cwd: folder, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] }));
}

const toldSchema = z.array(z.strictObject({ check: z.string(), status: z.enum(["ok", "warn", "fail"]), message: z.string(), advice: z.string().nullable() }));

describe("jixiao doctor", () => {
  it("finds nothing wrong on a whole machine, in every part, and says so in both languages", { timeout: 180_000 }, async () => {
    const folder = makeFolder();
    makeDatabase(folder);
    const cache = { JIXIAO_CACHE_DIR: path.join(folder, "cache"), JIXIAO_CACHE_LIMIT: "1MB" };
    const told = await runDoctor(["--db", "x.db", "--json"], cache, folder);
    const checks = toldSchema.parse(JSON.parse(told.stdout));
    expect(checks.filter((check) => check.status === "fail")).toEqual([]);
    expect(new Set(checks.map((check) => check.check))).toEqual(new Set(checkNames));
    expect(told.status).toBe(0);
    const chinese = await runDoctor(["--db", "x.db", "--lang", "zh"], { ...cache, JIXIAO_LIBREOFFICE: "off" }, folder);
    expect(chinese.stdout).toMatch(/^正常 {2}jixiao/mu);
    expect(chinese.stdout).toMatch(/^注意 {2}没有找到 LibreOffice.*\n {6}→ 安装它/mu);
    expect(chinese.status).toBe(0);
  });

  it("says what to do on a machine without LibreOffice and OCR models, and ends with status 2", { timeout: 180_000 }, async () => {
    const folder = makeFolder({ "empty/readme": "no models here" });
    const told = await runDoctor(["--json", "--lang", "en"], { PATH: "", JIXIAO_OCR_MODELS: path.join(folder, "empty") }, folder);
    const checks = new Map(toldSchema.parse(JSON.parse(told.stdout)).map((check) => [check.check, check]));
    expect(checks.get("libreoffice")).toMatchObject({ status: "warn", advice: expect.stringMatching(/apt-get install libreoffice-writer/u) as string });
    expect(checks.get("ocr")).toMatchObject({ status: "fail", message: expect.stringContaining(path.join(folder, "empty")) as string, advice: expect.stringMatching(/npm ci.*JIXIAO_OCR_MODELS/u) as string });
    expect(told.stderr).toMatch(/1 failed, 1 warned/u);
    expect(told.status).toBe(2);
  });

  it("has words on what to do for every message that tells of a fault", () => {
    const told = Object.keys(catalogues.zh).filter((key) => /^doctor\.[a-z]+\./u.test(key) && !/\.(?:ok|none|older|off|advice)$/u.test(key) && !key.startsWith("doctor.status"));
    expect(told.length).toBeGreaterThan(25);
    for (const language of languages) expect(told.filter((key) => !(`${key}.advice` in catalogues[language]))).toEqual([]);
  });
});

describe("the check of the database", () => {
  it("finds a new one whole, and one that is not there no fault", () => {
    const file = makeDatabase();
    expect(judgeDatabase(file)).toMatchObject({ status: "ok", message: "doctor.database.ok", values: { documents: 0, schema: newestSchema() } });
    expect(judgeDatabase(path.join(path.dirname(file), "none.db"))).toMatchObject({ status: "ok", message: "doctor.database.none" });
  });

  it("finds bytes overwritten in its pages, and in its first page", () => {
    const file = makeDatabase();
    const { length } = readFileSync(file);
    const first = path.join(path.dirname(file), "first.db");
    copyFileSync(file, first);
    overwrite(file, Math.floor(length / 2), 20_000);
    expect(judgeDatabase(file)).toMatchObject({ status: "fail", message: "doctor.database.damaged" });
    overwrite(first, 0, 4_000);
    expect(judgeDatabase(first)).toMatchObject({ status: "fail", message: "doctor.database.not-a-database" });
  });

  it("finds one that a newer program wrote, and one of an older schema", () => {
    const file = makeDatabase();
    const database = new Database(file);
    database.pragma(`user_version = ${newestSchema() + 1}`);
    expect(judgeDatabase(file)).toMatchObject({ status: "fail", message: "doctor.database.newer", values: { newest: newestSchema() } });
    database.pragma(`user_version = ${newestSchema() - 1}`);
    expect(judgeDatabase(file)).toMatchObject({ status: "ok", message: "doctor.database.older" });
    database.close();
  });

  it("finds one that another program is writing to", () => {
    const file = makeDatabase();
    const other = new Database(file);
    other.exec("BEGIN IMMEDIATE");
    expect(judgeDatabase(file)).toMatchObject({ status: "warn", message: "doctor.database.locked" });
    other.close();
  });

  it("finds rows that refer to rows that are not there", () => {
    const file = makeDatabase();
    const database = new Database(file);
    database.pragma("foreign_keys = OFF");
    database.exec("INSERT INTO document_records (document_id, record) VALUES (99, x'00')");
    database.close();
    expect(judgeDatabase(file)).toMatchObject({ status: "fail", message: "doctor.database.foreign-keys", values: { count: 1, table: "document_records" } });
  });

  it("changes nothing in it", () => {
    const file = makeDatabase();
    const before = readFileSync(file);
    judgeDatabase(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe("the check of the disk", () => {
  it("finds a folder that can be written, and leaves nothing in it", async () => {
    const folder = makeFolder();
    const results = await checkDisk({ databaseFile: path.join(folder, "deeper", "x.db") });
    expect(results[0]).toMatchObject({ values: { folder } });
    expect(results.filter((result) => result.status === "fail")).toEqual([]);
    expect(existsSync(path.join(folder, "deeper"))).toBe(false);
  });

  it("finds a disk that is read-only, and the database on it that cannot be written", async () => {
    const disk = mountDisk(16_000_000);
    if (disk === undefined) {
      expect((await checkDisk({ databaseFile: path.join(lockFolder(), "x.db") }))[0]).toMatchObject({ status: "fail" });
      return;
    }
    const file = makeDatabase(disk);
    makeReadOnly(disk);
    expect((await checkDisk({ databaseFile: file }))[0]).toMatchObject({ status: "fail", message: "doctor.disk.read-only" });
    expect(judgeDatabase(file)).toMatchObject({ status: "fail", message: expect.stringMatching(/read-only|unopenable/u) as string });
    expect(await checkCacheIn(path.join(disk, "cache"))).toMatchObject({ status: "warn", message: "doctor.cache.fault" });
  });

  it("finds a disk that is full", { timeout: 180_000 }, async () => {
    const disk = mountDisk(256 * 1024);
    if (disk !== undefined) {
      expect((await checkDisk({ databaseFile: path.join(disk, "x.db") }))[0]).toMatchObject({ status: "fail", message: "doctor.disk.full" });
      return;
    }
    // No file may grow beyond 256 KiB.
    const limited = ["-c", 'ulimit -f 256; exec "$0" "$@"', process.execPath, launcher, "doctor", "--json"];
    const told = await collect(spawn("bash", limited, { cwd: makeFolder(), stdio: ["ignore", "pipe", "pipe"] }));
    expect(toldSchema.parse(JSON.parse(told.stdout)).find((check) => check.check === "disk")).toMatchObject({ status: "fail" });
  });
});

describe("the check of the OCR models", () => {
  it("finds a model's file that is damaged", { timeout: 60_000 }, async () => {
    const folder = makeFolder({ "ch_PP-OCRv4_rec_infer.onnx": "no model", "ppocr_keys_v1.txt": "一" });
    vi.stubEnv("JIXIAO_OCR_MODELS", folder);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect((await checkOcr())[0]).toMatchObject({ status: "fail", message: "doctor.ocr.load" });
  });
});

describe("the other checks", () => {
  it("find a mapping that is faulty, with its line", async () => {
    const folder = makeFolder({ "bad.md": "---\nid: bad\n---\n| 项目名称 | {nmae} |\n" });
    expect((await checkMappings({ mappingFolders: [folder] }))[0]).toMatchObject({ status: "fail", values: { reason: expect.stringContaining("bad.md") as string } });
  });

  it("find kept originals that are not what their hashes say", async () => {
    const databaseFile = makeDatabase();
    expect((await checkOriginals({ databaseFile }))[0]).toMatchObject({ status: "ok", message: "doctor.originals.none" });
    const folder = `${databaseFile}.originals`;
    mkdirSync(folder);
    writeFileSync(path.join(folder, createHash("sha256").update("whole").digest("hex")), "whole");
    expect((await checkOriginals({ databaseFile }))[0]).toMatchObject({ status: "ok", values: { count: 1 } });
    writeFileSync(path.join(folder, createHash("sha256").update("other").digest("hex")), "changed");
    expect((await checkOriginals({ databaseFile }))[0]).toMatchObject({ status: "fail", message: "doctor.originals.changed", values: { count: 2, changed: 1 } });
  });

  it("find a cache that cannot be used no fault of the rest, and a setting that is none one", async () => {
    expect(await checkCacheIn(path.join(makeFolder({ file: "" }), "file"))).toMatchObject({ status: "warn", message: "doctor.cache.fault" });
    expect(await checkCacheIn(makeFolder(), "0")).toMatchObject({ status: "ok", message: "doctor.cache.off" });
    expect(await checkCacheIn(makeFolder(), "much")).toMatchObject({ status: "fail", message: "doctor.cache.limit" });
  });
});

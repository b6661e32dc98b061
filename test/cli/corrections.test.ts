import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runJixiao, type Ended } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "../support/test-form.ts";

const phone = "filings[0].projects[0].phone";
const name = "filings[0].projects[0].name";

function makeInput(): string {
  return makeFolder({ "m/testform.md": testFormMapping, "form.txt": fillTestForm({ name: "道路养护" }), "other.txt": fillTestForm({ name: "道路养护", phone: "5550199" }) });
}

async function run(folder: string, ...args: string[]): Promise<Ended> {
  const ended = await runJixiao(args, folder);
  if (ended.status === 1) throw new Error(ended.stderr);
  return ended;
}

async function readPhones(folder: string, db: string): Promise<unknown> {
  return JSON.parse((await run(folder, "query", "SELECT phone FROM projects ORDER BY phone", "--db", db, "--format", "json")).stdout);
}

describe("a correction", () => {
  it("outlives re-import, --refresh, a changed mapping, and goes into a fresh database before or after its document", { timeout: 60_000 }, async () => {
    const folder = makeInput();
    const importForm = (db: string, ...more: string[]) => run(folder, "import", "form.txt", "--mappings", "m", "--db", db, ...more);
    const corrected = [{ phone: "5550111" }];
    await importForm("x.db");
    const said = await run(folder, "correct", "form.txt", phone, "5550111", "--why", "a call", "--by", "clerk", "--db", "x.db");
    expect(said.stderr).toMatch(/^1 correction kept \(\d+\)\n$/u);
    expect(await readPhones(folder, "x.db")).toEqual(corrected);
    await importForm("x.db");
    await importForm("x.db", "--refresh");
    expect(await readPhones(folder, "x.db")).toEqual(corrected);
    writeFileSync(path.join(folder, "m/testform.md"), testFormMapping.replace("| 年度目标", "| 备注 | {goals.overall} |\n| 年度目标"));
    await importForm("x.db", "--refresh");
    expect(await readPhones(folder, "x.db")).toEqual(corrected);
    writeFileSync(path.join(folder, "corrections.jsonl"), (await run(folder, "history", "--db", "x.db", "--format", "ndjson")).stdout);
    await importForm("after.db");
    expect((await run(folder, "correct", "--from", "corrections.jsonl", "--db", "after.db")).stderr).toBe("1 taken, 0 known already\n");
    expect((await run(folder, "correct", "--from", "corrections.jsonl", "--db", "after.db")).stderr).toBe("0 taken, 1 known already\n");
    expect((await run(folder, "correct", "--from", "corrections.jsonl", "--db", "before.db")).stderr).toBe("1 taken, 0 known already, 1 waiting for documents that are not in yet\n");
    await importForm("before.db");
    expect([await readPhones(folder, "after.db"), await readPhones(folder, "before.db")]).toEqual([corrected, corrected]);
  });

  it("is refused with a reason where the path, the value or the document is wrong", async () => {
    const folder = makeInput();
    await run(folder, "import", "form.txt", "--mappings", "m", "--db", "x.db");
    const refuse = async (...args: string[]) => (await runJixiao([...args, "--db", "x.db"], folder)).stderr;
    expect(await refuse("correct", "form.txt", "filings[0].projects[0].phones", "1")).toContain("The record has no field filings[0].projects[0].phones");
    expect(await refuse("correct", "form.txt", "filings[0].fiscalYear", "soon")).toContain('"soon" is no year.');
    expect(await refuse("correct", "nothing.txt", phone, "5550111")).toContain("No document is called nothing.txt");
    expect(await refuse("correct", "form.txt", phone)).toContain("takes a document, a path and a value");
  });

  it("stands in the history with what stood there, and in the diff; undone, it is gone from both but for the record of it", { timeout: 30_000 }, async () => {
    const folder = makeInput();
    await run(folder, "import", "form.txt", "--mappings", "m", "--db", "x.db");
    await run(folder, "correct", "form.txt", phone, "5550111", "--why", "a call", "--by", "clerk", "--db", "x.db");
    await run(folder, "confirm", "form.txt", name, "--by", "clerk", "--db", "x.db");
    const history: unknown = JSON.parse((await run(folder, "history", "form.txt", "--db", "x.db", "--format", "json")).stdout);
    expect(history).toMatchObject([
      { author: "clerk", kind: "value", path: phone, stood: '"5550100"', value: '"5550111"', state: "applied", why: "a call" },
      { kind: "confirm", path: name, stood: '"道路养护"', value: null },
    ]);
    const diff: unknown = JSON.parse((await run(folder, "diff", "form.txt", "--db", "x.db", "--format", "json")).stdout);
    expect(diff).toContainEqual(expect.objectContaining({ mark: "corrected", path: phone, value: "5550111", raw: "5550100", extracted: "5550100", why: "a call" }));
    expect(diff).toContainEqual(expect.objectContaining({ mark: "confirmed", path: name, value: "道路养护" }));
    expect(diff).toContainEqual(expect.objectContaining({ mark: "normalised", path: "filings[0].fiscalYear", value: 2024 }));
    await run(folder, "undo", "form.txt", "1", "--db", "x.db");
    expect(await readPhones(folder, "x.db")).toEqual([{ phone: "5550100" }]);
    expect((await run(folder, "history", "form.txt", "--db", "x.db", "--format", "csv")).stdout).toContain("taken back ");
  });
});

describe("two readings", () => {
  it("are split and joined by a person, and stay so", { timeout: 60_000 }, async () => {
    const folder = makeInput();
    const count = async () => Number((await run(folder, "query", "SELECT count(*) AS n FROM projects", "--db", "x.db", "--format", "csv")).stdout.split("\n")[1]);
    const importBoth = (...more: string[]) => run(folder, "import", "form.txt", "other.txt", "--mappings", "m", "--db", "x.db", ...more);
    await importBoth();
    expect(await count()).toBe(1);
    expect((await run(folder, "joins", "--db", "x.db", "--format", "csv")).stdout).toMatch(/same code/u);
    await run(folder, "split", "form.txt", "other.txt", "--why", "two roads", "--db", "x.db");
    expect(await count()).toBe(2);
    await importBoth("--refresh");
    expect(await count()).toBe(2);
    await run(folder, "join", "form.txt", "other.txt", "--db", "x.db");
    expect(await count()).toBe(1);
    const between: unknown = JSON.parse((await run(folder, "diff", "--between", "form.txt", "other.txt", "--db", "x.db", "--format", "json")).stdout);
    expect(between).toEqual([{ project: "道路养护", mark: "~", field: "phone", one: "5550100", other: "5550199" }]);
  });
});

describe("jixiao check", () => {
  it("gives one SARIF result a line, and status 2 where an error is among them", { timeout: 30_000 }, async () => {
    const folder = makeInput();
    await run(folder, "import", "form.txt", "other.txt", "--mappings", "m", "--db", "x.db");
    const { stdout, status } = await run(folder, "check", "--code", "readings-differ", "--format", "sarif", "--db", "x.db");
    const results = stdout.trim().split("\n").map((line): unknown => JSON.parse(line));
    expect(results).toEqual([expect.objectContaining({ ruleId: "readings-differ", level: "warning" })]);
    expect(results).toMatchObject([{ locations: [{ physicalLocation: { region: { startLine: 4 } }, logicalLocations: [{ fullyQualifiedName: phone }] }] }]);
    expect(status).toBe(0);
  });
});

import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkParameters, parseParameters } from "../../src/cli/run/query-parameters.ts";
import { builtInQueries } from "../../src/report/queries/built-in-queries.ts";
import { findSavedQuery, forgetQuery, listSavedQueries, saveQuery } from "../../src/report/queries/saved-queries.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { runJixiao } from "../support/run-jixiao.ts";
import { makeFolder } from "../support/temp-folder.ts";

describe("a question's parameters", () => {
  it("are numbers where they look like one, and texts between quotes or with a leading 0", () => {
    expect(parseParameters(["a=12", "b=-1.5", "c=0012", 'd="12"', "e=文化局=x", "f="])).toEqual({ a: 12, b: -1.5, c: "0012", d: "12", e: "文化局=x", f: "" });
    expect(() => parseParameters(["=1"])).toThrow(/name=value/u);
  });

  it("are those that the question names", () => {
    expect(() => { checkParameters("SELECT @years", { year: 1 }); }).toThrow(/has no @year/u);
    expect(() => { checkParameters("SELECT @year", { year: 1 }); }).not.toThrow();
  });
});

describe("questions with names", () => {
  it("that come with the program can all be asked", () => {
    const database = openDatabase(":memory:");
    for (const { sql } of builtInQueries) expect(database.prepare(sql).all({ department: "%" })).toEqual([]);
  });

  it("are saved, stand before a built-in one of their name, and are forgotten", () => {
    const database = openDatabase(":memory:");
    saveQuery(database, { name: "largest-projects", sql: "SELECT 1", description: null });
    expect(findSavedQuery(database, "largest-projects")).toMatchObject({ origin: "saved", sql: "SELECT 1" });
    expect(listSavedQueries(database)).toHaveLength(builtInQueries.length);
    expect([forgetQuery(database, "largest-projects"), forgetQuery(database, "largest-projects")]).toEqual([true, false]);
    expect(findSavedQuery(database, "largest-projects")?.origin).toBe("built-in");
  });

  it("are asked on the command line with their parameters; only a question that reads is saved", async () => {
    const folder = makeFolder();
    openDatabase(path.join(folder, "x.db")).close();
    const query = (...args: string[]) => runJixiao(["query", "--db", "x.db", ...args], folder);
    expect((await query("SELECT @n + 1 AS m", "--save", "more")).status).toBe(0);
    expect(await query("--run", "more", "--param", "n=2", "--format", "csv")).toMatchObject({ status: 0, stdout: "m\n3\n" });
    expect((await query("--run", "more")).stderr).toContain('Missing named parameter "n"');
    expect((await query("--run", "none")).stderr).toContain('No question is called "none"');
    expect(await query("DELETE FROM projects", "--save", "bad")).toMatchObject({ status: 1 });
  });
});

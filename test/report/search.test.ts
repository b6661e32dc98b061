import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText, splitQuestion, wordPhrase } from "../../src/report/search/cut-words.ts";
import { cutExcerpt, findMarks, showMarks } from "../../src/report/search/mark-words.ts";
import { search } from "../../src/report/search/search.ts";
import { countPending, updateSearchIndex } from "../../src/report/search/update-index.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { buildFiling, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";

function openFilled() {
  const database = openDatabase(":memory:");
  const road = buildProject({
    name: traced("道路养护"),
    code: traced("DL-1"),
    goals: { overall: null, annual: traced("完成网络租赁和道路养护，保障出行。") },
    indicators: [buildIndicator("群众满意度", 90), buildIndicator("养护里程", 5)],
  });
  const network = buildProject({ name: traced("网络租赁") });
  new DocumentWriter(database).writeRead(buildImport({ filings: [buildFiling([road, network])] }), { refresh: false });
  updateSearchIndex(database);
  return database;
}

function found(database: ReturnType<typeof openDatabase>, text: string): string[] {
  return search(database, { text, limit: 10 }).hits.map((hit) => `${hit.kind} ${showMarks(hit, "【", "】")}`);
}

describe("the cutting of texts", () => {
  it("keeps pairs of ideographs and the last one alone, Latin words and numbers whole", () => {
    expect(cutText("绩效目标2024年，Wi-Fi")).toBe("绩效 效目 目标 标 2024 年 wi fi");
  });

  it("finds a single character as the start of an entry, two as an entry, more as neighbours", () => {
    expect(["路", "绩效", "网络租赁", "ＡＢ1"].flatMap(splitQuestion).map(wordPhrase)).toEqual(['"路" *', '"绩效"', '"网络 络租 租赁"', '"ab1" *']);
  });
});

describe("a search", () => {
  it("finds words of one, two and more characters, the text that is the word first", () => {
    const database = openFilled();
    expect(found(database, "租")[0]).toBe("project 网络【租】赁");
    expect(found(database, "网络租赁")).toEqual(["project 【网络租赁】", "goal 完成【网络租赁】和道路养护，保障出行。"]);
    expect(found(database, "满意")).toEqual(["indicator 群众【满意】度"]);
    expect(found(database, "dl-1")).toEqual(["project 【DL-1】"]);
  });

  it("asks for every word, in any order", () => {
    expect(found(openFilled(), "养护 网络")).toEqual(["goal 完成【网络】租赁和道路【养护】，保障出行。"]);
  });

  it("keeps to a kind, a region and a year", () => {
    const database = openFilled();
    const count = (more: object) => search(database, { text: "养护", limit: 10, ...more }).found;
    expect([count({}), count({ kinds: ["indicator"] }), count({ year: 2024 }), count({ year: 2023 }), count({ region: "试验区" }), count({ region: "110000" })]).toEqual([3, 1, 3, 0, 3, 0]);
  });

  it("follows what is changed or taken away, by whomever", () => {
    const database = openFilled();
    database.exec("UPDATE projects SET name = '桥梁检修' WHERE name = '网络租赁'; DELETE FROM indicators WHERE name = '养护里程'");
    expect(countPending(database)).toBe(2);
    updateSearchIndex(database);
    expect(found(database, "桥")).toEqual(["project 【桥】梁检修"]);
    expect(found(database, "里程")).toEqual([]);
    expect(countPending(database)).toBe(0);
  });

  it("finds every part of every name, and nothing with words that it has not", () => {
    const character = fc.constantFrom(...Array.from("绩效目标网络租赁养护一二A1 ，"));
    const name = fc.array(character, { minLength: 1, maxLength: 12 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(name.filter((text) => cutText(text) !== ""), fc.nat(), fc.nat(), (text, from, length) => {
        const database = openDatabase(":memory:");
        new DocumentWriter(database).writeRead(buildImport({ filings: [buildFiling([buildProject({ name: traced(text) })])] }), { refresh: false });
        updateSearchIndex(database);
        const han = [...text.matchAll(/\p{Script=Han}+/gu)].map(([run]) => run);
        const run = han[from % Math.max(1, han.length)];
        if (run !== undefined) {
          const start = from % run.length;
          expect(search(database, { text: run.slice(start, start + 1 + (length % run.length)), limit: 1 }).found).toBe(1);
        }
        expect(search(database, { text: "护养", limit: 1 }).found).toBe(/护\s*养/u.test(text) ? 1 : 0);
        database.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe("marks", () => {
  it("stand in the text as printed, whatever its width and case", () => {
    expect(findMarks("ＷｉＦｉ 覆 盖率", ["wifi", "覆盖"])).toEqual([{ from: 0, to: 4 }, { from: 5, to: 8 }]);
  });

  it("are kept in the part of a long text that is shown", () => {
    const text = `${"一".repeat(100)}绩效${"二".repeat(100)}`;
    const excerpt = cutExcerpt(text, findMarks(text, ["绩效"]), 40);
    expect(showMarks(excerpt, "[", "]")).toMatch(/^…一+\[绩效\]二+…$/u);
  });
});

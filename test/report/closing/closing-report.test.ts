import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { load } from "cheerio";
import { describe, expect, it, onTestFinished } from "vitest";
import { collectClosingFacts, usualLimits } from "../../../src/report/closing/closing-facts.ts";
import type { ClosingRun } from "../../../src/report/closing/closing-head.ts";
import { foldFolders } from "../../../src/report/closing/fold-folders.ts";
import { renderClosing } from "../../../src/report/closing/render-closing.ts";
import { RunLedger } from "../../../src/report/closing/run-ledger.ts";
import { writeClosing } from "../../../src/report/closing/write-closing.ts";
import type { ImportState } from "../../../src/pipeline/batch/import-event.ts";
import type { DocumentFailure, DocumentStatus } from "../../../src/store/document-status.ts";
import { prepareLookup } from "../../../src/store/document-summary.ts";
import { DocumentWriter } from "../../../src/store/document-writer.ts";
import { openDatabase } from "../../../src/store/open-database.ts";
import { buildFiling, buildImport, buildProject, traced } from "../../store/build-record.ts";
import { makeFolder } from "../../support/temp-folder.ts";

const run: ClosingRun = {
  ...{ endedAt: "2024-03-01T08:00:00Z", length: "2 min", how: "whole", fault: null },
  ...{ paths: ["/in"], database: "x.db", program: "jixiao 0" },
};

/** A run whose documents the test tells. */
function startRun() {
  const folder = makeFolder();
  const database = openDatabase(path.join(folder, "x.db"));
  onTestFinished(() => {
    database.close();
  });
  const [writer, lookup, ledger] = [new DocumentWriter(database), prepareLookup(database), new RunLedger(database)];
  const add = (file: string, state: ImportState, status: DocumentStatus, documentId: number) => {
    ledger.add({ path: file, state, status, summary: lookup.byId(documentId) });
  };
  return {
    folder,
    database,
    ledger,
    /** A document that goes in; `confidence` below the level asks for review. */
    read: (file: string, { content = file, layout = "testform", confidence = 0.9999, state = "new", status }: { content?: string; layout?: string; confidence?: number; state?: ImportState; status?: DocumentStatus } = {}) => {
      const filings = [buildFiling([buildProject({ name: traced(`${content}工程`, confidence) })])];
      const outcome = writer.writeRead(buildImport({ content, filings, document: { layout, fileName: path.basename(file) } }, file), { refresh: false });
      add(file, state, status ?? outcome.status, outcome.documentId);
    },
    fail: (file: string, code: DocumentFailure, reason: string, state: ImportState = "failed") => {
      const facts = { fileName: path.basename(file), sha256: null, byteCount: null, reader: "test", findings: [] };
      const outcome = writer.writeFailed({ path: file, code, reason, ...facts });
      add(file, state, outcome.status, outcome.documentId);
    },
    page: (language: "zh" | "en" = "en") => load(renderClosing(language, run, collectClosingFacts(database))),
  };
}

describe("the closing report", () => {
  it("says in one sentence whether all is in, and how many are not", () => {
    const { read, fail, page } = startRun();
    read("/in/a.txt");
    expect(page()(".verdict").text()).toBe("Every document is in.");
    fail("/in/b.txt", "encrypted", "has a password");
    expect(page()(".verdict").text()).toContain("1 of 2 documents did not go in.");
    expect(page("zh")(".verdict").text()).toBe("2 份文件中有 1 份未入库，处理办法见下。");
  });

  it("lists what did not go in by reason, each with what to do, in each language", () => {
    const { fail, page } = startRun();
    fail("/in/a.pdf", "encrypted", "a.pdf has a password");
    fail("/in/b.pdf", "encrypted", "b.pdf has a password");
    fail("/in/c.txt", "unreadable", "cannot be read: permission is missing");
    const english = page();
    expect(english("h3").map((_, title) => english(title).text()).get()).toEqual([
      "The file has a password. Save a copy without one and import that. 2 documents",
      "The file cannot be opened. Check its permissions and path. 1 documents",
    ]);
    expect(english("section").first().text()).toContain("a.pdf has a password");
    const chinese = page("zh");
    expect(chinese("html").attr("lang")).toBe("zh-CN");
    expect(chinese("section").first().text()).not.toContain("has a password");
    expect(chinese("section").first().text()).toContain("permission is missing");
  });

  it("names each file that went in but not whole, with what its finding means and asks for", () => {
    const { read, page } = startRun();
    read("/in/a.txt", { status: { kind: "doubtful", code: "form-incomplete", reason: "only the first half is there" } });
    expect(page()(".verdict").text()).toContain("1 of them not whole");
    expect(page()("section").first().text()).toMatch(/A part of the form.*Check whether pages are missing.*\/in\/a\.txt.*only the first half/su);
  });

  it("puts first what has most to review, each document once", () => {
    const { read, page } = startRun();
    read("/in/sure.txt");
    read("/in/asks.txt", { content: "asks", confidence: 0.2 });
    read("/in/copy-of-asks.txt", { content: "asks", confidence: 0.2, state: "present" });
    const text = page()("section").first().text();
    expect(text).toContain("/in/asks.txt");
    expect(text).not.toContain("copy-of-asks");
    expect(text).not.toContain("sure.txt");
  });

  it("adds up by folder and by layout, an archive being a folder", () => {
    const { database, read, fail } = startRun();
    read("/in/a/1.txt");
    read("/in/a/2.txt", { layout: "other" });
    read("/in/b.zip!/deep/3.txt");
    fail("/in/b.zip!/4.txt", "corrupt", "is broken");
    const { folders, layouts, all } = collectClosingFacts(database);
    expect(folders.map(({ name, documents, notIn }) => [name, documents, notIn])).toEqual([["/in/a", 2, 0], ["/in/b.zip", 2, 1]]);
    expect(layouts.map(({ name, documents }) => [name, documents])).toEqual([["testform", 2], [null, 1], ["other", 1]]);
    expect(all).toMatchObject({ documents: 4, wentIn: 3, notIn: 1, projects: 3 });
  });

  it("stays short however much failed, and says how to list all", () => {
    const { database, fail } = startRun();
    for (let count = 0; count < 12; count += 1) fail(`/in/${count}.txt`, "corrupt", "is broken");
    const page = load(renderClosing("en", run, collectClosingFacts(database, { ...usualLimits, files: 5 })));
    expect(page("section").first().find("tbody tr")).toHaveLength(5);
    const [, sql = ""] = /jixiao query "([^"]+)"/u.exec(page("section").first().text()) ?? [];
    expect(database.prepare(sql).all()).toHaveLength(12);
  });

  it("is complete in itself: no script, and nothing from anywhere else", () => {
    const { read, page } = startRun();
    read("/in/a.txt");
    const report = page();
    expect(report("script, link, img, iframe, [src], [href], [onclick]")).toHaveLength(0);
    expect(report("meta[http-equiv=Content-Security-Policy]").attr("content")).toContain("default-src 'none'");
    expect(report("style").text()).not.toMatch(/url\(|@import/u);
  });

  it("shows a name that would act on the page as what it is", () => {
    const { fail, page } = startRun();
    const name = `/in/<img src=x onerror=alert(1)>"'&\u202Etxt.exe\n\u0007.pdf`;
    fail(name, "corrupt", "</td><script>alert(1)</script>");
    const report = page();
    expect(report("img, script")).toHaveLength(0);
    expect(report("bdi").text()).toContain("<img src=x onerror=alert(1)>\"'&\\u202etxt.exe⏎\\u0007.pdf");
  });

  it("says that a run was stopped or broke off, and of no documents that there were none", () => {
    const { database, page } = startRun();
    expect(page()(".verdict").text()).toBe("none found");
    const stopped = load(renderClosing("en", { ...run, how: "stopped" }, collectClosingFacts(database)));
    expect(stopped(".verdict").first().text()).toContain("stopped before its end");
    const broken = load(renderClosing("en", { ...run, how: "broken", fault: "x.db cannot grow because the disk is full" }, collectClosingFacts(database)));
    expect(broken(".verdict").first().text()).toContain("the disk is full");
  });

  it("replaces an earlier report whole, and leaves nothing beside it", () => {
    const { folder, database, read } = startRun();
    const file = path.join(folder, "out", "report.html");
    writeClosing(database, file, "en", run);
    read("/in/a.txt");
    writeClosing(database, file, "zh", run);
    expect(readFileSync(file, "utf8")).toMatch(/全部文件均已入库[\s\S]*<\/html>\n$/u);
    expect(readdirSync(path.join(folder, "out"))).toEqual(["report.html"]);
  });
});

describe("the ledger of a run", () => {
  it("lists files by path, all or those to look at, and starts anew with each run", () => {
    const { database, ledger, read, fail } = startRun();
    read("/in/b.txt");
    fail("/in/a.txt", "corrupt", "is broken");
    read("/in/c.txt", { state: "present" });
    expect([...ledger.list()].map((entry) => [entry.path, entry.state])).toEqual([["/in/a.txt", "failed"], ["/in/b.txt", "new"], ["/in/c.txt", "present"]]);
    expect([...ledger.list("to-look-at")].map((entry) => entry.path)).toEqual(["/in/a.txt"]);
    expect([...new RunLedger(database).list()]).toEqual([]);
  });
});

describe("folders that are put together", () => {
  const sums = { wentIn: 1, notIn: 0, projects: 2, indicators: 3, errors: 0, asking: 4 };

  it("are no more than so many, and add up to what they were", () => {
    const folders = Array.from({ length: 30 }, (_, index) => ({ name: `/in/${index % 3}/${index}`, documents: 1, ...sums }));
    const folded = foldFolders(folders, 10);
    expect(folded.map(({ name, documents }) => [name, documents])).toEqual([["/in/0", 10], ["/in/1", 10], ["/in/2", 10]]);
    expect(folded[0]).toMatchObject({ wentIn: 10, projects: 20, indicators: 30, asking: 40 });
  });

  it("stay as they are where they are few", () => {
    const folders = [{ name: "/in/a/b", documents: 1, ...sums }];
    expect(foldFolders(folders, 10)).toEqual(folders);
  });
});

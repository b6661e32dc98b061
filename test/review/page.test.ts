import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { makeFinding } from "../../src/document/finding.ts";
import { OriginalStore } from "../../src/store/originals.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";
import { dropFiles, openPage, openStage, readSample, type Look, type Stage } from "./browser.ts";
import { writeLongPdf } from "./write-long-pdf.ts";
import { listViolations } from "./check-accessibility.ts";

/** Reading a scan takes long on a busy machine. */
const slowMs = 180_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, slowMs);

afterAll(async () => {
  await stage.close();
}, slowMs);

const value = (sql: string, ...bound: unknown[]): unknown => stage.database.prepare(sql).pluck().get(...bound);

/** Waits until a value is what it should be; a busy machine takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

async function importByDrop(page: Page, file: { name: string; bytes: Uint8Array }): Promise<number> {
  await dropFiles(page, [file]);
  await page.locator(".upload-panel > ul > li", { hasText: file.name }).getByRole("link").first().waitFor({ timeout: slowMs });
  return Number(value("SELECT id FROM documents WHERE file_name = ?", file.name));
}

describe("a scanned form, from the drop to the database", () => {
  let id: number;

  it(
    "is imported by drag and drop, its progress told, and appears in the list",
    async () => {
      const { page, faults } = await openPage(stage);
      id = await importByDrop(page, readSample("songjiang", "songjiang-scan-200.pdf"));
      await page.locator(".documents-table").getByRole("link", { name: "songjiang-scan-200.pdf" }).waitFor();
      expect(faults).toEqual([]);
    },
    slowMs,
  );

  it(
    "is reviewed by keyboard only: next, confirm, edit, reject, undo",
    async () => {
      const { page, faults } = await openPage(stage, `#/documents/${id}`);
      await page.locator(".row.is-chosen").waitFor();
      const chosen = async () => page.locator(".row.is-chosen .value[aria-expanded=true]").getAttribute("data-key");
      const count = (kind: string) => Number(value("SELECT count(*) FROM corrections WHERE kind = ? AND undone_at IS NULL", kind));
      const first = await chosen();

      await page.keyboard.press("c");
      await eventually(() => count("confirm")).toBe(1);
      await eventually(chosen).not.toBe(first);

      const second = await chosen();
      await page.keyboard.press("x");
      await eventually(() => count("reject")).toBeGreaterThan(0);
      await page.keyboard.press("u");
      await eventually(() => count("reject")).toBe(0);
      await eventually(chosen).toBe(second);

      await page.keyboard.press("j");
      await page.keyboard.press("k");
      await eventually(chosen).toBe(second);
      expect(faults).toEqual([]);
    },
    slowMs,
  );

  it(
    "an amount is edited in the words of the form, says what it will store, and outlives a new reading",
    async () => {
      const path = String(value("SELECT path FROM funding WHERE document_id = ? ORDER BY ordinal LIMIT 1", id));
      const { page } = await openPage(stage, `#/documents/${id}?path=${encodeURIComponent(`${path}.amountFen`)}`);
      await page.locator(".row.is-chosen").waitFor();
      await page.keyboard.press("e");
      const input = page.getByRole("textbox", { name: "新的值：金额" });
      await input.fill("870.35");
      await page.getByText("请写明单位").waitFor();
      await input.fill("870.35 万元");
      await page.getByText("将存为 8,703,500.00 元").waitFor();
      await page.keyboard.press("Enter");
      await eventually(() => value("SELECT amount_fen FROM funding WHERE document_id = ? AND path = ?", id, path)).toBe(870_350_000);

      await dropFiles(page, [readSample("songjiang", "songjiang-scan-200.pdf")]);
      await page.reload();
      await eventually(() => page.locator(".row.is-chosen .value-text").first().isVisible()).toBe(true);
      expect(value("SELECT amount_fen FROM funding WHERE document_id = ? AND path = ?", id, path)).toBe(870_350_000);
    },
    slowMs,
  );

  it(
    "shows its pages, a box on the chosen value, and the value of a box that is clicked",
    async () => {
      const { page } = await openPage(stage, `#/documents/${id}`);
      const picture = page.locator(".sheet img").first();
      await picture.waitFor();
      await eventually(() => page.evaluate("document.querySelector('.sheet img').naturalWidth")).toBeGreaterThan(400);
      const box = page.locator('.box[data-key$=".projects[0].name"]').first();
      await box.click({ force: true });
      await eventually(() => page.locator(".row.is-chosen .value[aria-expanded=true]").getAttribute("data-key")).toMatch(/projects\[0\]\.name$/u);
      expect(await page.locator(".box-shown").count()).toBeGreaterThan(0);
    },
    slowMs,
  );
});

const nasty = `<img onerror="document.title='broken into'" src=x><script>document.title='broken into'</script>`;

describe("text of a document", () => {
  it("is text, also where it looks like markup", async () => {
    const filings = [buildFiling([buildProject({ name: traced(nasty, 0.5), manager: traced(`"><b>甲</b>`) })])];
    const findings = [makeFinding("required-missing", nasty, { path: "filings[0].projects[0].name", expected: nasty, actual: nasty })];
    const imported = buildImport({ content: "nasty", filings, findings, document: { fileName: `${nasty}.txt` } }, `/in/${nasty}`);
    const { documentId } = new DocumentWriter(stage.database).writeRead(imported, { refresh: false });
    // Another document on the same project: its name stands among the joins and the differences too.
    const again = buildImport({ content: "nasty again", filings: [buildFiling([buildProject({ name: traced(nasty), code: traced("N-1-2024") })])], document: { fileName: "again.txt" } }, "/in/again.txt");
    const { documentId: otherId } = new DocumentWriter(stage.database).writeRead(again, { refresh: false });
    const { page } = await openPage(stage, `#/documents/${documentId}`);
    await page.locator(".row.is-chosen .value-text").getByText("<img onerror").waitFor();
    for (const hash of ["#/documents", "#/findings/required-missing", `#/documents/${documentId}`, "#/search?text=onerror", `#/differences?one=${documentId}&other=${otherId}`]) {
      await page.goto(stage.server.url + hash);
      // Choices of documents hold the name too, folded away.
      await page.getByText("<img onerror").filter({ visible: true }).first().waitFor();
      expect(await page.locator("img[src=x], main b").count()).toBe(0);
      expect(await page.title()).not.toBe("broken into");
    }
  });

  it(
    "of an uploaded page of markup is shown as its text",
    async () => {
      const html = `<html><body><h1>项目绩效目标申报表</h1><table><tr><td>项目名称</td><td>&lt;img onerror=alert(1) src=x&gt;</td></tr></table><img src="http://evil.example/x.png" onerror="alert(1)"></body></html>`;
      const { page, strayRequests } = await openPage(stage);
      const id = await importByDrop(page, { name: "markup.html", bytes: new TextEncoder().encode(html) });
      await page.goto(`${stage.server.url}#/documents/${id}`);
      await page.locator(".blocks, .original .whole").first().waitFor();
      expect(await page.locator(".original img").count()).toBe(0);
      expect(strayRequests).toEqual([]);
    },
    slowMs,
  );
});

describe("two people at one document", () => {
  it("are both at it: the second is told what the first said", async () => {
    const filings = [buildFiling([buildProject({ name: traced("道路养护"), phone: traced("6000", 0.5) })])];
    const { documentId } = new DocumentWriter(stage.database).writeRead(buildImport({ content: "shared", filings, document: { fileName: "shared.txt" } }, "/in/shared.txt"), { refresh: false });
    const [one, other] = [await openPage(stage, `#/documents/${documentId}`), await openPage(stage, `#/documents/${documentId}`)];
    for (const { page } of [one, other]) await page.locator(".row.is-chosen").waitFor();
    await one.page.getByPlaceholder("署名").fill("甲");
    await one.page.locator(".row.is-chosen .value").first().click();
    await one.page.keyboard.press("e");
    await one.page.getByRole("textbox", { name: "新的值：联系电话" }).fill("010-55501234");
    await one.page.keyboard.press("Enter");
    await eventually(() => value("SELECT phone FROM projects WHERE name = '道路养护'")).toBe("010-55501234");
    await other.page.keyboard.press("c");
    await other.page.getByText("甲 已先处理了“联系电话”（010-55501234）").waitFor();
    expect(value("SELECT phone FROM projects WHERE name = '道路养护'")).toBe("010-55501234");
  });
});

/** A PDF with a value on its first page, and one that asks for review on another. */
async function writeLongDocument(pageCount: number, askingPage: number): Promise<number> {
  const { sha256 } = await new OriginalStore(stage.databaseFile).keep(writeLongPdf(pageCount));
  const place = (page: number) => [{ page, box: [100, 100, 300, 120] as [number, number, number, number] }];
  const filings = [buildFiling([buildProject({ name: { ...traced("道路养护"), at: place(1) }, phone: { ...traced("6000", 0.5), at: place(askingPage) } })])];
  const document = { fileName: `long-${pageCount}.pdf`, format: "pdf", sha256, pageCount } as const;
  return new DocumentWriter(stage.database).writeRead(buildImport({ filings, document }, `/in/long-${pageCount}.pdf`), { refresh: false }).documentId;
}

describe("a document of a hundred pages", () => {
  it(
    "opens at once: only the pages near the one that is seen are drawn, and the others as they come near",
    async () => {
      const documentId = await writeLongDocument(100, 70);
      const { page } = await openPage(stage);
      const drawn = new Set<string>();
      page.on("request", (request) => {
        const number = /\/pages\/(\d+)\//u.exec(request.url())?.[1];
        if (number !== undefined) drawn.add(number);
      });
      await page.goto(`${stage.server.url}#/documents/${documentId}?path=${encodeURIComponent("filings[0].projects[0].name")}`);
      await page.locator(".sheet img").first().waitFor();
      await page.waitForTimeout(500);
      expect(await page.locator(".sheet").count()).toBe(100);
      expect(drawn.size).toBeLessThan(6);
      // The next value to review stands far on.
      await page.keyboard.press("n");
      await page.locator(".sheet[data-page='70'] img").waitFor();
      await eventually(() => page.getByRole("spinbutton").inputValue()).toBe("70");
      expect(drawn.size).toBeLessThan(14);
    },
    slowMs,
  );
});

describe("the original", () => {
  it("is turned, zoomed and paged by keyboard, and its boxes turn with it", async () => {
    const { page } = await openPage(stage, `#/documents/${await writeLongDocument(2, 1)}`);
    const sheet = page.locator(".sheet").first();
    await sheet.waitFor();
    const before = await sheet.boundingBox();
    await page.keyboard.press("r");
    await eventually(async () => ((await sheet.boundingBox())?.width ?? 0) / ((await sheet.boundingBox())?.height ?? 1)).toBeGreaterThan(1.3);
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press("r");
    await page.keyboard.press("+");
    await eventually(async () => ((await sheet.boundingBox())?.width ?? 0) / (before?.width ?? 1)).toBeCloseTo(1.25, 1);
    await page.keyboard.press("]");
    await eventually(() => page.getByRole("spinbutton").inputValue()).toBe("2");
  });
});

describe("a row that the reader missed", () => {
  it("is added by keyboard, is in the database, and goes again", async () => {
    const filings = [buildFiling([buildProject({ name: traced("隧道养护"), indicators: [buildIndicator("里程", 3)] })])];
    const { documentId } = new DocumentWriter(stage.database).writeRead(buildImport({ content: "missed", filings, document: { fileName: "missed.txt" } }, "/in/missed.txt"), { refresh: false });
    const { page, faults } = await openPage(stage, `#/documents/${documentId}?path=${encodeURIComponent("filings[0].projects[0].indicators[0].name")}`);
    await page.locator(".row.is-chosen").waitFor();
    await page.keyboard.press("a");
    await page.locator(".add-row input[data-main]").fill("检修率");
    await page.getByLabel("指标值").last().fill("≥95%");
    await page.keyboard.press("Enter");
    await eventually(() => value("SELECT target_value FROM indicators WHERE name = '检修率'")).toBe(95);
    await page.getByRole("button", { name: "删除此行" }).click();
    await eventually(() => value("SELECT count(*) FROM indicators WHERE name = '检修率'")).toBe(0);
    expect(faults.filter((fault) => !/410|Gone/u.test(fault))).toEqual([]);
  });

  it("starts from text in no value, and takes its place", async () => {
    const { documentId } = new DocumentWriter(stage.database).writeRead(buildImport({ content: "missed too", document: { fileName: "missed-too.txt" } }, "/in/missed-too.txt"), { refresh: false });
    const { page } = await openPage(stage, `#/documents/${documentId}`);
    await page.getByRole("button", { name: "填入…" }).click();
    await page.getByRole("combobox", { name: "填到哪一项" }).selectOption("filings[0].projects[0] budgetItems");
    await page.locator(".add-row").getByRole("button", { name: "保存" }).click();
    await eventually(() => value("SELECT count(*) FROM budget_items WHERE document_id = ? AND name = '附件'", documentId)).toBe(1);
    await eventually(() => page.getByRole("heading", { name: "未归入的文字" }).count()).toBe(0);
  });
});

describe("search, charts and joins", () => {
  it("find a value, lead to its place, and draw what the database holds", async () => {
    const { page, faults, strayRequests } = await openPage(stage, "#/search");
    await page.getByRole("searchbox", { name: "检索" }).fill("隧道");
    await page.locator(".hit", { hasText: "隧道" }).getByRole("link").first().click();
    await page.locator(".row.is-chosen").waitFor();
    await page.getByRole("link", { name: "图表" }).click();
    await page.getByRole("link", { name: "目标可衡量程度" }).click();
    await page.locator(".chart-drawing:not(.is-coming)").waitFor({ timeout: slowMs });
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载 PNG" }).click()]);
    expect(download.suggestedFilename()).toBe("measurable-targets.png");
    expect(faults.filter((fault) => !/410|Gone/u.test(fault))).toEqual([]);
    expect(strayRequests).toEqual([]);
  });

  it("a project in two documents is split by a button", async () => {
    const project = () => buildFiling([buildProject({ name: traced("涵洞疏浚"), code: traced("HD-2024-77"), implementingUnit: traced("水务站") })], { fiscalYear: traced(2024) });
    for (const name of ["one.txt", "two.txt"]) new DocumentWriter(stage.database).writeRead(buildImport({ content: name, filings: [project()], document: { fileName: name } }, `/in/${name}`), { refresh: false });
    expect(value("SELECT count(*) FROM projects WHERE name = '涵洞疏浚'")).toBe(1);
    const { page } = await openPage(stage, "#/joins/joined");
    const group = page.locator(".join", { hasText: "涵洞疏浚" });
    await group.waitFor();
    if ((await group.locator("details").getAttribute("open")) === null) await group.locator("summary").click();
    await group.getByRole("button", { name: "拆出" }).first().click();
    await eventually(() => value("SELECT count(*) FROM projects WHERE name = '涵洞疏浚'")).toBe(2);
  });
});

describe("text in no value", () => {
  it("stands out, and is put into an empty field by hand", async () => {
    const content = "unmapped";
    const { documentId } = new DocumentWriter(stage.database).writeRead(buildImport({ content, document: { fileName: "unmapped.txt" } }, "/in/unmapped.txt"), { refresh: false });
    const { page } = await openPage(stage, `#/documents/${documentId}`);
    await page.getByRole("heading", { name: "未归入的文字" }).waitFor();
    await page.getByRole("button", { name: "填入…" }).click();
    await page.getByRole("combobox", { name: "填到哪一项" }).selectOption("filings[0].projects[0].manager");
    await page.getByText("将存为 附件").waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => value("SELECT value FROM field_values WHERE document_id = ? AND path = 'filings[0].projects[0].manager'", documentId)).toBe("附件");
  });
});

describe("the differences", () => {
  it("of a document before and after it was read anew are shown, with nothing that axe holds against them", async () => {
    const content = "read twice";
    const read = (phone: string) => {
      const filings = [buildFiling([buildProject({ name: traced("隧道照明"), phone: traced(phone) })])];
      return new DocumentWriter(stage.database).writeRead(buildImport({ content, filings, document: { fileName: "twice.txt" } }, "/in/twice.txt"), { refresh: true }).documentId;
    };
    const id = read("010-55501234");
    read("010-55509234");
    const { page } = await openPage(stage, `#/documents/${id}`);
    await page.getByRole("link", { name: "对照…" }).click();
    await page.getByRole("link", { name: "这份文件重新读取之前" }).click();
    await page.getByText("1 项不同").waitFor();
    expect(await page.locator("del").allTextContents()).toEqual(["1"]);
    expect(await page.locator("ins").allTextContents()).toEqual(["9"]);
    expect(await listViolations(page)).toEqual([]);
  });
});

const looks: readonly (readonly [string, Look])[] = [
  ["wide, Chinese, light", { width: 1440, height: 900, locale: "zh-CN", colorScheme: "light" }],
  ["wide, English, dark", { width: 1440, height: 900, locale: "en-GB", colorScheme: "dark" }],
  ["narrow, Chinese, dark", { width: 390, height: 844, locale: "zh-CN", colorScheme: "dark" }],
  ["narrow, English, light", { width: 390, height: 844, locale: "en-GB", colorScheme: "light" }],
];

describe.each(looks)("the page, %s", (_name, look) => {
  let documentId: number;
  let otherId: number;

  beforeAll(() => {
    const writer = new DocumentWriter(stage.database);
    const project = buildProject({
      ...{ name: traced("桥梁养护"), phone: traced("6000", 0.5), startDate: traced("2024-01-01") },
      ...{ funding: [buildFunding("total", 870_350_000)], indicators: [buildIndicator("检修里程", 120)] },
    });
    const findings = [makeFinding("sum-mismatch", "parts do not add up", { path: "filings[0].projects[0].funding[0].amountFen", expected: "100", actual: "90" })];
    const imported = buildImport({ content: "looked at", filings: [buildFiling([project])], findings, document: { fileName: "looked-at.txt" } }, "/in/looked-at.txt");
    documentId = writer.writeRead(imported, { refresh: false }).documentId;
    const other = buildFiling([{ ...project, name: traced("桥梁检修养护工程"), phone: traced("7000") }]);
    otherId = writer.writeRead(buildImport({ content: "other", filings: [other], document: { fileName: "a-document-with-a-rather-long-name-of-its-own.txt" } }, "/in/other.txt"), { refresh: false }).documentId;
  });

  it("speaks the reader's language", async () => {
    const { page } = await openPage(stage, "#/documents", look);
    await page.getByRole("heading", { name: look.locale === "zh-CN" ? "文件" : "Documents", exact: true }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(look.locale === "zh-CN" ? "zh-CN" : "en");
    await page.getByRole("button", { name: look.locale === "zh-CN" ? "English" : "中文" }).click();
    await page.getByRole("heading", { name: look.locale === "zh-CN" ? "Documents" : "文件", exact: true }).waitFor();
  });

  it.each(["documents", "document", "findings", "differences", "editor", "add-row", "search", "charts", "joined", "doubtful", "decisions", "upload"])("has nothing that axe holds against it, and no part beyond the screen: %s", async (view) => {
    const form = `#/documents/${documentId}`;
    const reports = { search: `#/search?text=${encodeURIComponent("检修")}`, charts: "#/charts/budget-by-year", joined: "#/joins/joined", doubtful: "#/joins/doubtful", decisions: "#/joins/decisions" };
    const hash = { documents: "#/documents", upload: "#/documents", document: form, editor: form, "add-row": `${form}?path=${encodeURIComponent("filings[0].projects[0].indicators[0].name")}`, findings: "#/findings/sum-mismatch", differences: `#/differences?one=${documentId}&other=${otherId}`, ...reports }[view];
    const { page, faults } = await openPage(stage, hash, look);
    await page.locator("main h1").first().waitFor();
    if (view === "document" || view === "editor") await page.locator(".row.is-chosen").waitFor();
    if (view === "editor") await page.keyboard.press("e");
    if (view === "add-row") {
      await page.locator(".row.is-chosen").waitFor();
      await page.keyboard.press("a");
      await page.locator(".add-row").waitFor();
    }
    if (view === "search") await page.locator(".hit mark").first().waitFor();
    if (view === "charts") await page.locator(".chart-drawing:not(.is-coming)").waitFor({ timeout: slowMs });
    if (view === "upload") {
      await dropFiles(page, [{ name: "broken.pdf", bytes: new TextEncoder().encode("%PDF-1.4 and nothing more") }]);
      await page.locator(".upload-panel .bad").first().waitFor({ timeout: slowMs });
    }
    if (view === "differences") await page.locator(".compared del").first().waitFor();
    if (view === "findings") await page.locator(".finding-rows .finding").first().waitFor();
    expect(await listViolations(page)).toEqual([]);
    // The view scrolls by itself, and only downwards.
    expect(await page.evaluate("Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth)")).toBeLessThanOrEqual(0);
    expect(faults.filter((fault) => !/410|Gone/u.test(fault))).toEqual([]);
  });
});

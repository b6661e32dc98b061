import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeFinding } from "../../src/document/finding.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced, type RecordParts } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;
let documentId: number;

const project = "filings[0].projects[0]";
const parts: RecordParts = {
  filings: [buildFiling([buildProject({ name: traced("道路养护"), phone: traced("6000", 0.5), funding: [buildFunding("total", 100)], indicators: [buildIndicator("里程", 5)] })])],
};

beforeEach(() => {
  server = buildApp();
  documentId = server.writer.writeRead(buildImport(parts), { refresh: false }).documentId;
});

afterEach(async () => {
  await server.close();
});

const answerSchema = z.object({ kind: z.string(), ids: z.array(z.int()).optional() }).loose();

async function revision(): Promise<string> {
  const answer = z.object({ review: z.object({ revision: z.string() }) });
  return answer.parse(await (await server.get(`/api/documents/${documentId}`)).json()).review.revision;
}

async function send(action: string, body: Record<string, unknown>) {
  const response = await server.post(`/api/documents/${documentId}/${action}`, body);
  return { status: response.status, ...answerSchema.parse(await response.json()) };
}

async function edit(path: string, text: string, more: Record<string, unknown> = {}) {
  return send("corrections", { revision: await revision(), changes: [{ kind: "edit", path, text }], ...more });
}

const value = (sql: string): unknown => server.database.prepare(sql).pluck().get();

describe("an edit", () => {
  it("stands in the canonical rows at once, and the reading stays beside it", async () => {
    expect(await edit(`${project}.funding[0].amountFen`, "870.35 万元", { author: "甲" })).toMatchObject({ status: 200, kind: "made" });
    expect(value("SELECT amount_fen FROM funding")).toBe(870_350_000);
    expect(value("SELECT author FROM corrections")).toBe("甲");
    expect(value(`SELECT value FROM field_values WHERE path = '${project}.funding[0].amountFen' AND origin = 'extraction'`)).toBe(100);
  });

  it("outlives a new extraction of the document", async () => {
    await edit(`${project}.phone`, "010-55501234");
    server.writer.writeRead(buildImport(parts), { refresh: true });
    expect(value("SELECT phone FROM projects")).toBe("010-55501234");
  });

  it("of a target changes every part of it", async () => {
    const target = `${project}.indicators[0].target`;
    expect((await edit(`${target}.raw`, "≤3 次")).kind).toBe("made");
    expect(server.database.prepare("SELECT target_raw, target_comparator, target_value, target_unit FROM indicators").get()).toEqual({
      target_raw: "≤3 次",
      target_comparator: "<=",
      target_value: 3,
      target_unit: "次",
    });
  });

  it("that is no value of the field's kind is refused, and nothing is kept", async () => {
    expect(await edit(`${project}.funding[0].amountFen`, "870.35")).toMatchObject({ status: 422, kind: "fault", fault: "no-unit" });
    expect(value("SELECT count(*) FROM corrections")).toBe(0);
  });

  it.each(["filings[0].projects[9].name", "filings[0].projects[0]", "filings[0].preparer", "filings[0].department"])("of %s, which is no field, is refused", async (path) => {
    expect((await edit(path, "x")).status).toBeGreaterThanOrEqual(400);
    expect(value("SELECT count(*) FROM corrections")).toBe(0);
  });

  it("of a path outside the values is not understood", async () => {
    const changes = [{ kind: "edit", path: "document.fileName", text: "x" }];
    expect((await server.post(`/api/documents/${documentId}/corrections`, { revision: "x", changes })).status).toBe(400);
  });

  it("fills in a part that the form does not have at all", async () => {
    expect((await edit("filings[0].preparer.name", "甲")).kind).toBe("made");
    expect(value("SELECT preparer_name FROM filings")).toBe("甲");
    server.writer.writeRead(buildImport(parts), { refresh: true });
    expect(value("SELECT preparer_name FROM filings")).toBe("甲");
  });

  it("empties a whole target, and gives one to an indicator without", async () => {
    const path = `${project}.indicators[0].target.raw`;
    const emptied = await edit(path, " ");
    expect([emptied.kind, value("SELECT target_raw FROM indicators")]).toEqual(["made", null]);
    await send("undo", { ids: emptied.ids });
    const bare = { filings: [buildFiling([buildProject({ indicators: [{ ...buildIndicator("里程", 5), target: null }] })])] };
    server.writer.writeRead(buildImport(bare), { refresh: true });
    expect([(await edit(path, ">=5 公里")).kind, value("SELECT target_value FROM indicators")]).toEqual(["made", 5]);
  });

  it("cannot empty what the record cannot be without", async () => {
    expect(await edit(`${project}.funding[0].source`, "")).toMatchObject({ status: 422, fault: "not-empty" });
    expect(await send("corrections", { revision: await revision(), changes: [{ kind: "reject", path: "filings[0].kind" }] })).toMatchObject({ status: 422 });
  });

  it("leaves the time of import as it was", async () => {
    const before = value("SELECT imported_at FROM documents");
    await edit(`${project}.phone`, "010-55501234");
    expect(value("SELECT imported_at FROM documents")).toBe(before);
  });
});

describe("a confirmation", () => {
  it("counts as reviewed", async () => {
    await send("corrections", { revision: await revision(), changes: [{ kind: "confirm", path: `${project}.phone` }] });
    expect(server.database.prepare("SELECT asking_count, reviewed_count FROM document_reviews").get()).toEqual({ asking_count: 1, reviewed_count: 1 });
  });
});

describe("a rejection", () => {
  it("empties the field, and is taken back by undo", async () => {
    const made = await send("corrections", { revision: await revision(), changes: [{ kind: "reject", path: `${project}.phone` }] });
    expect(value("SELECT phone FROM projects")).toBeNull();
    expect((await send("undo", { ids: made.ids })).kind).toBe("made");
    expect(value("SELECT phone FROM projects")).toBe("6000");
    expect(value("SELECT undone_at IS NOT NULL FROM corrections")).toBe(1);
  });
});

describe("two people at one document", () => {
  it("do not overwrite each other: the second is told what the first said", async () => {
    const seen = await revision();
    const change = (text: string, author: string) => ({ revision: seen, author, changes: [{ kind: "edit", path: `${project}.phone`, text }] });
    await send("corrections", change("010-55501111", "甲"));
    expect(await send("corrections", change("010-55502222", "乙"))).toMatchObject({
      status: 409,
      kind: "overtaken",
      path: `${project}.phone`,
      current: { author: "甲", value: "010-55501111" },
    });
    expect(value("SELECT phone FROM projects")).toBe("010-55501111");
  });

  it("may work on different fields", async () => {
    const seen = await revision();
    for (const [field, text] of [["phone", "010-55501111"], ["manager", "乙"]] as const) {
      expect((await send("corrections", { revision: seen, changes: [{ kind: "edit", path: `${project}.${field}`, text }] })).kind).toBe("made");
    }
  });

  it("may correct a correction that they have seen", async () => {
    const first = await edit(`${project}.phone`, "010-55501111");
    const second = await edit(`${project}.phone`, "010-55502222", { seen: { [`${project}.phone`]: first.ids?.[0] } });
    expect(second.kind).toBe("made");
    expect(value("SELECT phone FROM projects")).toBe("010-55502222");
    expect(await send("undo", { ids: first.ids })).toMatchObject({ status: 409, kind: "overtaken" });
  });

  it("are told when the document was read anew in the meantime", async () => {
    const seen = await revision();
    const changed = { filings: [buildFiling([buildProject({ name: traced("桥梁养护"), phone: traced("6000") })])] };
    server.writer.writeRead(buildImport(changed), { refresh: true });
    const late = await send("corrections", { revision: seen, changes: [{ kind: "confirm", path: `${project}.name` }] });
    expect(late).toMatchObject({ status: 409, kind: "re-extracted" });
  });
});

describe("confirming a whole part", () => {
  it("confirms every value below it that nobody has spoken about", async () => {
    const indicators = `${project}.indicators`;
    await edit(`${indicators}[0].name`, "养护里程");
    const made = await send("confirm-all", { revision: await revision(), under: indicators, seen: {} });
    expect(made.kind).toBe("made");
    expect(value(`SELECT count(*) FROM corrections WHERE kind = 'confirm' AND path LIKE '${project}.indicators%'`)).toBe(made.ids?.length);
    expect(value(`SELECT group_concat(kind) FROM corrections WHERE path = '${indicators}[0].name'`)).toBe("value");
  });

  it("is refused while a check below it is open, and the check is named", async () => {
    const findings = [makeFinding("sum-mismatch", "100 is not 90", { path: `${project}.funding[0].amountFen` })];
    server.writer.writeRead(buildImport({ ...parts, findings }), { refresh: true });
    const refused = await send("confirm-all", { revision: await revision(), under: `${project}.funding`, seen: {} });
    expect(refused).toMatchObject({ status: 409, kind: "checks-open", findings: [{ code: "sum-mismatch" }] });
    expect((await send("confirm-all", { revision: await revision(), under: `${project}.indicators`, seen: {} })).kind).toBe("made");
  });
});

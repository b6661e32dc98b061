import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFinding } from "../../src/document/finding.ts";
import { z } from "zod";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;

beforeEach(() => {
  server = buildApp();
});

afterEach(async () => {
  await server.close();
});

const listSchema = z.object({
  total: z.int(),
  rows: z.array(z.object({ id: z.int(), fileName: z.string(), projects: z.int(), indicators: z.int(), errors: z.int(), asking: z.int(), reviewed: z.int() })),
  totals: z.object({ layouts: z.array(z.object({ layout: z.string(), count: z.int() })), statuses: z.record(z.string(), z.int()) }),
});

async function list(query: string) {
  return listSchema.parse(await (await server.get(`/api/documents?${query}`)).json());
}

function add(name: string, project: string, layout = "testform"): number {
  const filings = [buildFiling([buildProject({ name: traced(project), funding: [buildFunding("total", 100)], indicators: [buildIndicator("里程", 5)] })])];
  return server.writer.writeRead(buildImport({ content: name, filings, document: { fileName: name, layout } }, `/in/${name}`), { refresh: false }).documentId;
}

describe("the list of documents", () => {
  it("counts what is in each", async () => {
    add("a.txt", "道路养护");
    const { rows } = await list("");
    expect(rows).toMatchObject([{ fileName: "a.txt", projects: 1, indicators: 1, errors: 0, asking: 0, reviewed: 0 }]);
  });

  it.each([
    ["养护", ["a.txt"]],
    ["绩", ["b.txt"]],
    ["Ｂ.TXT", ["b.txt"]],
    ["道 路", ["a.txt"]],
    ["%", []],
    ["x' OR 1=1", []],
  ])("finds %j by name of file or project, also a part of a word", async (search, names) => {
    add("a.txt", "道路养护");
    add("b.txt", "绩效评价");
    expect((await list(`search=${encodeURIComponent(search)}`)).rows.map((row) => row.fileName)).toEqual(names);
  });

  it("filters by state and layout, and finds failed documents by their names", async () => {
    add("a.txt", "道路养护");
    add("b.txt", "桥梁", "otherform");
    server.writer.writeFailed({ path: "/in/c.pdf", fileName: "c.pdf", sha256: "c".repeat(64), byteCount: 3, reader: "r", code: "corrupt", reason: "ends early", findings: [] });
    expect((await list("layout=otherform")).rows.map((row) => row.fileName)).toEqual(["b.txt"]);
    expect((await list("status=failed&search=C.PD")).rows.map((row) => row.fileName)).toEqual(["c.pdf"]);
    expect((await list("")).totals).toMatchObject({ statuses: { ok: 2, doubtful: 0, failed: 1 } });
  });

  it("sorts both ways and comes in pages", async () => {
    for (const name of ["b.txt", "a.txt", "c.txt"]) add(name, name);
    expect((await list("sort=name&limit=2")).rows.map((row) => row.fileName)).toEqual(["a.txt", "b.txt"]);
    const second = await list("sort=name&limit=2&offset=2");
    expect([second.total, second.rows.map((row) => row.fileName)]).toEqual([3, ["c.txt"]]);
    expect((await list("sort=name&descending=true")).rows.map((row) => row.fileName)).toEqual(["c.txt", "b.txt", "a.txt"]);
  });

  it.each(["sort=1;DROP", "limit=100000", "offset=-1", "status=unknown"])("refuses %s", async (query) => {
    expect((await server.get(`/api/documents?${query}`)).status).toBe(400);
  });
});

describe("a document", () => {
  it("gives every field with its place, the empty ones too, and says which ask for review", async () => {
    const filings = [buildFiling([buildProject({ name: traced("道路养护"), phone: traced("6000", 0.4) })])];
    const findings = [makeFinding("required-missing", "no manager", { path: "filings[0].projects[0].manager" })];
    const { documentId } = server.writer.writeRead(buildImport({ filings, findings }), { refresh: false });
    const answer = z
      .object({ review: z.object({ fields: z.array(z.object({ path: z.string(), asks: z.boolean(), leaf: z.object({ raw: z.string() }).nullable() })) }) })
      .parse(await (await server.get(`/api/documents/${documentId}`)).json());
    const asking = answer.review.fields.filter((field) => field.asks).map((field) => [field.path, field.leaf?.raw ?? null]);
    expect(asking).toEqual([
      ["filings[0].projects[0].manager", null],
      ["filings[0].projects[0].phone", "6000"],
    ]);
  });

  it("that is not there is not found", async () => {
    for (const id of ["1", "x", "-1", "1e999"]) expect((await server.get(`/api/documents/${id}`)).status).toBe(404);
  });

  it("that failed says why, and has no values", async () => {
    const failed = { path: "/in/c.pdf", fileName: "c.pdf", sha256: "c".repeat(64), byteCount: 3, reader: "r", code: "corrupt", reason: "ends early", findings: [] } as const;
    const { documentId } = server.writer.writeFailed(failed);
    expect(await (await server.get(`/api/documents/${documentId}`)).json()).toMatchObject({ facts: { statusCode: "corrupt", statusReason: "ends early" }, review: null });
  });
});

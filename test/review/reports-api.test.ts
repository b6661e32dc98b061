import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { chartIds } from "../../src/report/chart/chart-ids.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;

const north = { region: { code: traced("110000"), name: traced("北京市") }, fiscalYear: traced(2023) };

function add(fileName: string, name: string, parts: Parameters<typeof buildFiling>[1] = {}): number {
  const project = buildProject({
    ...{ name: traced(name), implementingUnit: traced("市容管理所"), funding: [buildFunding("total", 870_350_000)] },
    indicators: [buildIndicator("群众满意度", 90)],
  });
  return server.writer.writeRead(buildImport({ content: fileName, filings: [buildFiling([project], parts)], document: { fileName } }, `/in/${fileName}`), { refresh: false }).documentId;
}

beforeEach(() => {
  server = buildApp();
});

afterEach(async () => {
  await server.close();
});

const json = async (path: string): Promise<unknown> => (await server.get(path)).json();
const value = (sql: string): unknown => server.database.prepare(sql).pluck().get();

describe("a search on the page", () => {
  it("finds what has just come in, ranked, marked, with the way to its place", async () => {
    const id = add("路灯.txt", "路灯养护");
    expect(await json(`/api/search?text=${encodeURIComponent("路灯")}`)).toMatchObject({
      ...{ found: 1, pending: 0 },
      hits: [{ kind: "project", text: "路灯养护", marks: [{ from: 0, to: 2 }], documentId: id, path: "filings[0].projects[0].name" }],
    });
  });

  it("keeps to a kind, a region and a year; blank ones narrow nothing", async () => {
    add("a.txt", "路灯养护");
    add("b.txt", "路灯更新", north);
    const found = async (more: string) => z.object({ found: z.int() }).parse(await json(`/api/search?text=${encodeURIComponent("路灯")}&${more}`)).found;
    expect(await found("region=&year=")).toBe(2);
    expect(await found("region=110000")).toBe(1);
    expect(await found("year=2023&kind=project")).toBe(1);
    expect(await found("kind=indicator")).toBe(0);
  });

  it("tells which regions and years there are, and refuses what is no question", async () => {
    add("b.txt", "路灯更新", north);
    expect(await json("/api/scopes")).toEqual({ regions: [{ code: "110000", name: "北京市" }], years: [2023] });
    for (const bad of ["kind=nothing", "year=x", `text=${"长".repeat(300)}`, `text=a&region=${encodeURIComponent("没有这个地方")}`]) {
      expect((await server.get(`/api/search?${bad}`)).status).toBe(400);
    }
  });
});

describe("a chart on the page", () => {
  it.each(chartIds)("%s is given as figures, as SVG and as PNG, in both languages", async (id) => {
    add("a.txt", "路灯<养护>&", north);
    for (const language of ["zh", "en"]) {
      expect(await json(`/api/charts/${id}/figures?language=${language}`)).toMatchObject({ categories: expect.any(Array) as unknown });
      const svg = await server.get(`/api/charts/${id}/drawing.svg?language=${language}&width=400&region=&year=`);
      expect([svg.status, svg.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
      expect(await svg.text()).toMatch(/^<svg[^>]* width="400"/u);
    }
    const png = await server.get(`/api/charts/${id}/drawing.png`);
    expect((await sharp(await png.arrayBuffer()).metadata()).format).toBe("png");
  });

  it("that is not there, or of no region, is refused", async () => {
    expect((await server.get("/api/charts/nothing/figures")).status).toBe(400);
    expect((await server.get("/api/charts/budget-by-year/drawing.svg?width=99999")).status).toBe(400);
    expect((await server.get(`/api/charts/budget-by-year/figures?region=${encodeURIComponent("没有")}`)).status).toBe(400);
  });
});

const readingSchema = z.object({ id: z.int(), documentId: z.int(), reason: z.string(), score: z.number() });
const joinedSchema = z.object({ total: z.int(), rows: z.array(z.object({ readings: z.array(readingSchema) })) });
const listJoined = async () => joinedSchema.parse(await json("/api/joins/joined"));

describe("joins on the page", () => {
  it("say which documents speak of one project, and why", async () => {
    const ids = [add("a.txt", "路灯养护", north), add("b.txt", "路灯养护", north)];
    const { total, rows } = await listJoined();
    expect(total).toBe(1);
    expect(rows[0]?.readings.map(({ documentId }) => documentId).sort()).toEqual(ids.sort());
    expect(rows[0]?.readings[0]?.reason).toContain("same name");
  });

  it("are split and made again by a person, whose word outlives a new reading and can be reversed", async () => {
    add("a.txt", "路灯养护", north);
    add("b.txt", "路灯养护", north);
    const [one, other] = (await listJoined()).rows[0]?.readings ?? [];
    expect((await server.post("/api/joins", { kind: "split", one: one?.id, other: null, author: "甲" })).status).toBe(200);
    expect(value("SELECT count(*) FROM projects")).toBe(2);
    server.writer.writeRead(buildImport({ content: "b.txt", filings: [buildFiling([buildProject({ name: traced("路灯养护"), implementingUnit: traced("市容管理所"), funding: [buildFunding("total", 870_350_000)] })], north)], document: { fileName: "b.txt" } }, "/in/b.txt"), { refresh: true });
    expect(value("SELECT count(*) FROM projects")).toBe(2);
    expect(await json("/api/joins/decisions")).toMatchObject({ total: 1, rows: [{ kind: "split", author: "甲", oneDocument: expect.any(String) as unknown }] });
    await server.post("/api/joins", { kind: "join", one: one?.id, other: other?.id });
    expect(value("SELECT count(*) FROM projects")).toBe(1);
  });

  it("that are doubtful come with both sides", async () => {
    add("a.txt", "路灯养护一期", north);
    add("b.txt", "路灯养护工程", north);
    const answer = z.object({ total: z.int(), rows: z.array(z.object({ one: z.object({ document: z.string() }), other: z.object({ document: z.string() }) })) }).parse(await json("/api/joins/doubtful"));
    expect(answer.rows).toHaveLength(answer.total);
  });

  it("are refused where a reading is gone, or is asked to join itself or nothing", async () => {
    expect((await server.post("/api/joins", { kind: "join", one: 1, other: 2 })).status).toBe(404);
    for (const body of [{ kind: "join", one: 1, other: 1 }, { kind: "join", one: 1, other: null }, { kind: "else", one: 1, other: 2 }]) {
      expect((await server.post("/api/joins", body)).status).toBe(400);
    }
  });
});

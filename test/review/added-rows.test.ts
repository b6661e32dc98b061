import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced, type RecordParts } from "../store/build-record.ts";
import { buildApp, type TestApp } from "./build-app.ts";

let server: TestApp;
let documentId: number;

const project = "filings[0].projects[0]";
const added = `${project}.indicators[1]`;

/** A form of which the extraction read the given indicators. */
function read(names: readonly string[]): RecordParts {
  const indicators = names.map((name) => buildIndicator(name, 5));
  return { filings: [buildFiling([buildProject({ name: traced("道路养护"), indicators, funding: [buildFunding("total", 100)] })])] };
}

beforeEach(() => {
  server = buildApp();
  documentId = server.writer.writeRead(buildImport(read(["里程"])), { refresh: false }).documentId;
});

afterEach(async () => {
  await server.close();
});

const answerSchema = z.object({
  kind: z.string(),
  path: z.string().optional(),
  ids: z.array(z.int()).default([]),
  review: z.object({ fields: z.array(z.object({ path: z.string(), isAdded: z.boolean() })), lost: z.array(z.unknown()), unmapped: z.array(z.unknown()) }).optional(),
});

async function add(values: Readonly<Record<string, string>>, row = added) {
  const facts = z.object({ review: z.object({ revision: z.string() }) }).parse(await (await server.get(`/api/documents/${documentId}`)).json());
  const changes = Object.entries(values).map(([field, text]) => ({ kind: "edit", path: `${row}.${field}`, text }));
  return answerSchema.parse(await (await server.post(`/api/documents/${documentId}/corrections`, { revision: facts.review.revision, changes })).json());
}

const missed = { scope: "annual", name: "检修率", "target.raw": "≥95%" };
const names = () => server.database.prepare("SELECT name FROM indicators ORDER BY ordinal").pluck().all();

describe("a row that a person adds", () => {
  it("stands after the rows that were read, in the database too, and its target is parsed", async () => {
    const answer = await add(missed);
    expect(answer.kind).toBe("made");
    expect(answer.review?.fields.filter(({ path }) => path.startsWith(added)).every(({ isAdded }) => isAdded)).toBe(true);
    expect(server.database.prepare("SELECT name, scope, target_comparator, target_value, target_unit, confidence FROM indicators WHERE ordinal = 1").get()).toEqual({
      ...{ name: "检修率", scope: "annual", target_comparator: ">=", target_value: 95, target_unit: "%", confidence: 1 },
    });
  });

  it("outlives a re-extraction that reads more rows or fewer, and stays the last", async () => {
    await add(missed);
    server.writer.writeRead(buildImport(read(["里程", "数量", "费用"])), { refresh: true });
    expect(names()).toEqual(["里程", "数量", "费用", "检修率"]);
    server.writer.writeRead(buildImport(read([])), { refresh: true });
    expect(names()).toEqual(["检修率"]);
  });

  it("is one with the row that a later extraction reads itself", async () => {
    await add(missed);
    server.writer.writeRead(buildImport(read(["检修率", "里程"])), { refresh: true });
    expect(names()).toEqual(["检修率", "里程"]);
    expect(server.database.prepare("SELECT target_value FROM indicators WHERE name = '检修率'").pluck().get()).toBe(95);
  });

  it("of the same name as one that was read is another", async () => {
    await add({ ...missed, name: "里程" });
    expect(names()).toEqual(["里程", "里程"]);
    server.writer.writeRead(buildImport(read(["里程"])), { refresh: true });
    expect(names()).toEqual(["里程", "里程"]);
  });

  it("is edited like any other", async () => {
    await add(missed);
    const facts = z.object({ review: z.object({ revision: z.string(), fields: z.array(z.object({ path: z.string(), correction: z.object({ id: z.int() }).nullable() })) }) });
    const { review } = facts.parse(await (await server.get(`/api/documents/${documentId}`)).json());
    const seen = Object.fromEntries(review.fields.flatMap(({ path, correction }) => (correction === null ? [] : [[path, correction.id]])));
    const changes = [{ kind: "edit", path: `${added}.name`, text: "完好率" }];
    await server.post(`/api/documents/${documentId}/corrections`, { revision: review.revision, seen, changes });
    expect(names()).toEqual(["里程", "完好率"]);
    server.writer.writeRead(buildImport(read(["里程"])), { refresh: true });
    expect(names()).toEqual(["里程", "完好率"]);
  });

  it("goes as a whole when it is taken back", async () => {
    const { ids } = await add(missed);
    const answer = answerSchema.parse(await (await server.post(`/api/documents/${documentId}/undo`, { ids })).json());
    expect(answer.kind).toBe("made");
    expect(names()).toEqual(["里程"]);
    expect(answer.review?.lost).toEqual([]);
  });

  it("must say what no row can be without, and stand next to the last", async () => {
    expect(await add({ name: "检修率" })).toMatchObject({ kind: "no-such-field", path: `${added}.scope` });
    expect(await add(missed, `${project}.indicators[3]`)).toMatchObject({ kind: "no-such-field" });
    expect(await add({ scope: "annual", nonsense: "1" })).toMatchObject({ kind: "no-such-field", path: `${added}.nonsense` });
    expect(names()).toEqual(["里程"]);
  });

  it("meets one that somebody else added in the meantime: the second is told", async () => {
    await add(missed);
    expect(await add({ scope: "annual", name: "别的" })).toMatchObject({ kind: "overtaken" });
    expect(names()).toEqual(["里程", "检修率"]);
  });

  it("of money, items and schedule goes into its own table", async () => {
    await add({ scope: "annual", source: "fiscal", amountFen: "3万元" }, `${project}.funding[1]`);
    await add({ name: "沥青", amountFen: "1.5万元" }, `${project}.budgetItems[0]`);
    await add({ content: "招标", start: "2024-03" }, `${project}.schedule[0]`);
    expect(server.database.prepare("SELECT amount_fen FROM funding WHERE source = 'fiscal'").pluck().get()).toBe(3_000_000);
    expect(server.database.prepare("SELECT name, amount_fen FROM budget_items").get()).toEqual({ name: "沥青", amount_fen: 1_500_000 });
    expect(server.database.prepare("SELECT content, start_date FROM schedule_items").get()).toEqual({ content: "招标", start_date: "2024-03" });
  });
});

describe("text in no value that is put into a field", () => {
  it("gives the value its place, and is in no value no longer", async () => {
    const answer = await add({ scope: "annual", name: "附件" });
    expect(answer.review?.unmapped).toEqual([]);
    expect(server.database.prepare("SELECT path FROM indicators WHERE name = '附件'").pluck().get()).toBe(added);
  });
});

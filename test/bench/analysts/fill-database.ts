import type { Database } from "better-sqlite3";
import { prepareInsert } from "../../../src/store/prepare-insert.ts";
import { Random } from "../../../samples/make/random.ts";

/** How large the generated database is. */
export interface DatabaseSize {
  readonly projects: number;
  readonly indicatorsEach: number;
  readonly projectsInDocument: number;
}

/** One million indicators. */
export const million: DatabaseSize = { projects: 50_000, indicatorsEach: 20, projectsInDocument: 10 };

export const regions = Array.from({ length: 40 }, (_, at) => ({ code: `9901${String(at + 1).padStart(2, "0")}`, name: `试验第${at + 1}区` }));
export const years = [2020, 2021, 2022, 2023, 2024];
const places = ["道路", "河道", "林场", "学校", "医院", "图书馆", "文化馆", "农田", "水库", "社区", "敬老院", "公园", "市场", "车站", "机房"];
const actions = ["养护", "改造", "租赁", "巡查", "培训", "监测", "采购", "宣传", "修缮", "评估", "补助", "信息化", "绿化", "消防", "保洁"];
const measures = ["完成数量", "覆盖率", "合格率", "及时率", "满意度", "知晓率", "成本控制", "投诉率", "参与人次", "达标率", "设备完好率", "资金到位率"];
const levels = [
  ["output", "quantity"],
  ["output", "quality"],
  ["output", "timeliness"],
  ["output", "cost"],
  ["benefit", "economic"],
  ["benefit", "social"],
  ["benefit", "ecological"],
  ["benefit", "sustainability"],
  ["satisfaction", "service-satisfaction"],
] as const;

/** Puts generated projects with their funding, goals, prose, indicators, places and findings into an empty database. */
export function fillDatabase(database: Database, size: DatabaseSize): void {
  const random = new Random("a million indicators");
  const write = prepareWriters(database);
  const documentCount = Math.ceil(size.projects / size.projectsInDocument);
  const writeDocuments = database.transaction((from: number, to: number) => {
    for (let document = from; document < to; document += 1) writeDocument(write, random, document, size);
  });
  for (let from = 0; from < documentCount; from += 100) writeDocuments(from, Math.min(from + 100, documentCount));
}

type Writers = ReturnType<typeof prepareWriters>;

function prepareWriters(database: Database) {
  const origin = ["document_id", "path", "confidence"] as const;
  return {
    document: prepareInsert(database, "documents", ["id", "sha256", "file_name", "format", "layout", "status", "character_count", "valued_count", "labelled_count", "reader", "imported_at"]),
    filing: prepareInsert(database, "filings", ["id", "document_id", "ordinal", "kind", "region_code", "region_name", "fiscal_year"]),
    project: prepareInsert(database, "projects", ["id", "region_code", "region_name", "fiscal_year", "name", "code", "supervising_department", "implementing_unit", "start_date", "end_date", "goal_annual", "confidence"]),
    reading: prepareInsert(database, "project_readings", ["id", "document_id", "filing_id", "path", "project_id", "join_score", "join_reason"]),
    funding: prepareInsert(database, "funding", ["project_id", "ordinal", "scope", "source", "amount_fen", ...origin]),
    narrative: prepareInsert(database, "narratives", ["project_id", "kind", "text", ...origin]),
    indicator: prepareInsert(database, "indicators", ["project_id", "ordinal", "scope", "level1", "level2", "level1_code", "level2_code", "name", "target_raw", "target_comparator", "target_value", "target_unit", "target_text", ...origin]),
    value: prepareInsert(database, "field_values", ["document_id", "path", "reading", "ordinal", "origin", "value", "raw", "at", "confidence", "rule", "chosen"]),
    finding: prepareInsert(database, "findings", ["document_id", "ordinal", "code", "severity", "message", "path", "at"]),
  };
}

function writeDocument(write: Writers, random: Random, document: number, size: DatabaseSize): void {
  const id = document + 1;
  const region = random.pick(regions);
  const year = random.pick(years);
  const facts = { region_code: region.code, region_name: region.name, fiscal_year: year };
  write.document({ id, sha256: id.toString(16).padStart(64, "0"), file_name: `申报表${id}.docx`, format: "docx", layout: "generated", status: "ok", character_count: 5000, valued_count: 3900, labelled_count: 1000, reader: "bench", imported_at: "2024-01-01T00:00:00.000Z" });
  write.filing({ id, document_id: id, ordinal: 0, kind: "project", ...facts });
  for (let index = 0; index < size.projectsInDocument; index += 1) {
    const projectId = document * size.projectsInDocument + index + 1;
    if (projectId > size.projects) return;
    writeProject(write, random, { id: projectId, document: id, index, facts, size });
  }
}

interface GeneratedProject {
  readonly id: number;
  readonly document: number;
  readonly index: number;
  readonly facts: { readonly region_code: string; readonly region_name: string; readonly fiscal_year: number };
  readonly size: DatabaseSize;
}

function writeProject(write: Writers, random: Random, { id, document, index, facts, size }: GeneratedProject): void {
  const name = `${random.pick(places)}${random.pick(actions)}${random.pick(["项目", "经费", "工程", "专项"])}`;
  const path = `filings[0].projects[${index}]`;
  const department = `第${random.int(1, 400)}局`;
  const fen = random.int(1, 9_000) * 1_000_000;
  const trace = { document_id: document, confidence: 0.99 };
  write.project({ id, ...facts, name, code: `X-${id}`, supervising_department: department, implementing_unit: `${department}服务中心`, start_date: `${facts.fiscal_year}-01-01`, end_date: `${facts.fiscal_year}-12-31`, goal_annual: `完成${random.pick(places)}${random.pick(actions)}，保障${random.pick(places)}正常运行。`, confidence: 0.98 });
  write.reading({ id, document_id: document, filing_id: document, path, project_id: id, join_score: 1, join_reason: "generated" });
  write.funding({ project_id: id, ordinal: 0, scope: "annual", source: "total", amount_fen: fen, path: `${path}.funding[0]`, ...trace });
  write.funding({ project_id: id, ordinal: 1, scope: "annual", source: "fiscal", amount_fen: fen, path: `${path}.funding[1]`, ...trace });
  write.narrative({ project_id: id, kind: "overview", text: `${name}由${department}负责，主要内容为${random.pick(places)}${random.pick(actions)}和${random.pick(places)}${random.pick(actions)}。`, path: `${path}.narratives.overview`, ...trace });
  for (let ordinal = 0; ordinal < size.indicatorsEach; ordinal += 1) writeIndicator(write, random, { id, document, path: `${path}.indicators[${ordinal}]`, ordinal: index * size.indicatorsEach + ordinal }, ordinal);
}

interface IndicatorPlace {
  readonly id: number;
  readonly document: number;
  readonly path: string;
  /** The indicator's position among all of its document. */
  readonly ordinal: number;
}

function writeIndicator(write: Writers, random: Random, { id, document, path, ordinal }: IndicatorPlace, position: number): void {
  const [level1, level2] = random.pick(levels);
  const name = `${random.pick(places)}${random.pick(actions)}${random.pick(measures)}`;
  const isNumber = random.chance(0.7);
  const value = random.int(1, 100);
  const target = isNumber ? { target_raw: `≥${value}%`, target_comparator: ">=", target_value: value, target_unit: "%", target_text: null } : { target_raw: "明显提高", target_comparator: null, target_value: null, target_unit: null, target_text: "明显提高" };
  write.indicator({ project_id: id, ordinal: position, scope: "annual", level1: null, level2: null, level1_code: level1, level2_code: level2, name, ...target, document_id: document, path, confidence: 0.99 });
  write.value({ document_id: document, path: `${path}.name`, reading: 0, ordinal, origin: "extraction", value: name, raw: name, at: `[{"table":${ordinal % 7},"row":${position},"column":2}]`, confidence: 0.99, rule: "generated:1", chosen: 1 });
  if (random.chance(0.05)) write.finding({ document_id: document, ordinal, code: "target-unit-missing", severity: "info", message: "generated", path: `${path}.target.unit`, at: "[]" });
}

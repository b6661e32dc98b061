import { createHash } from "node:crypto";
import type { Finding } from "../../src/document/finding.ts";
import type { Filing, PlainRecord, Project } from "../../src/canonical/record.ts";
import type { Traced, TracedRecord, TracedValue } from "../../src/canonical/traced.ts";
import type { ReadDocument } from "../../src/store/document-writer.ts";
import { packRecord } from "../../src/store/document-rows.ts";

/** A traced value that stands somewhere, for tests that do not care where. */
export function traced<T>(value: T, confidence = 0.9999): TracedValue<T> {
  return { value, raw: String(value), at: [{ line: 1, from: 0, to: 4 }], confidence, rule: "testform:1" };
}

/** A project with nothing but nulls and empty lists, and what the test gives. */
export function buildProject(fields: Partial<Traced<Project>> = {}): Traced<Project> {
  return {
    name: null,
    code: null,
    nature: null,
    category: null,
    taskGroup: null,
    sequence: null,
    supervisingDepartment: null,
    supervisingDepartmentCode: null,
    implementingUnit: null,
    manager: null,
    phone: null,
    startDate: null,
    endDate: null,
    narratives: {
      functions: null,
      overview: null,
      content: null,
      basis: null,
      feasibility: null,
      necessity: null,
      implementer: null,
      plan: null,
      period: null,
      budgetPlan: null,
      budgetHistory: null,
      costingBasis: null,
      otherNotes: null,
      reviewOpinion: null,
    },
    goals: { overall: null, annual: null },
    schedule: [],
    funding: [],
    budgetItems: [],
    indicators: [],
    ...fields,
  };
}

type TracedIndicator = Traced<Project>["indicators"][number];

/** An annual quantity indicator with a target of at least `value`. */
export function buildIndicator(name: string, value: number): TracedIndicator {
  return {
    scope: traced("annual"),
    level1: traced("产出指标"),
    level2: traced("数量指标"),
    name: traced(name),
    explanation: null,
    target: {
      raw: traced(`≥${value}个`),
      comparator: traced(">="),
      value: traced(value),
      upper: null,
      unit: traced("个"),
      text: null,
    },
    weight: null,
    direction: null,
    note: null,
    level1Code: traced("output"),
    level2Code: traced("quantity"),
  };
}

/** One row of a project's money, in fen. */
export function buildFunding(source: "total" | "fiscal", amountFen: number): Traced<Project>["funding"][number] {
  return { scope: traced("annual"), period: null, source: traced(source), amountFen: traced(amountFen) };
}

/** A project filing of the year 2024 with the given projects. */
export function buildFiling(projects: Traced<Project>[], fields: Partial<Traced<Filing>> = {}): Traced<Filing> {
  return {
    kind: traced("project"),
    formTitle: traced("项目绩效目标申报表"),
    region: { code: traced("990100"), name: traced("试验区") },
    fiscalYear: traced(2024),
    reportingUnit: null,
    preparer: null,
    department: null,
    projects,
    ...fields,
  };
}

/** What a test may say of the record it needs. */
export interface RecordParts {
  /** Stands for the document's bytes. */
  readonly content?: string;
  readonly filings?: Traced<Filing>[];
  readonly findings?: Finding[];
  readonly document?: Partial<PlainRecord["document"]>;
}

/** A record of one small project, or of what the test gives. */
export function buildRecord({ content = "a form", filings, findings = [], document = {} }: RecordParts = {}): TracedRecord {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return {
    document: { fileName: "form.txt", sha256, format: "text", layout: "testform", pageCount: null, ...document },
    statement: null,
    filings: filings ?? [buildFiling([buildProject({ name: traced("道路养护") })])],
    coverage: { characters: 100, valued: 60, labelled: 38, unmapped: 2 },
    unmapped: [{ text: "附件", at: [{ line: 1, from: 0, to: 2 }] }],
    findings,
  };
}

/** The record as the writer takes it. */
export function buildImport(parts: RecordParts = {}, path = "/in/form.txt"): ReadDocument {
  const record = buildRecord(parts);
  return { record, packed: packRecord(JSON.stringify(record)), path, byteCount: 42, reader: "test 1" };
}

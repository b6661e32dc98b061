import { z } from "zod";
import { findingSchema } from "../document/finding.ts";
import { formatSchema } from "../document/document.ts";

const text = z.string().min(1);
const fen = z.int();
/** `2023-01-01`, or `2023-01` where the form gives no day, or `2023` where it gives only the year. */
const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/u);

export const comparatorSchema = z.enum(["=", ">=", "<=", ">", "<"]);
export type Comparator = z.infer<typeof comparatorSchema>;

export const targetSchema = z.strictObject({
  raw: text,
  comparator: comparatorSchema.nullable(),
  value: z.number().nullable(),
  upper: z.number().nullable(),
  unit: text.nullable(),
  text: text.nullable(),
});
export type Target = z.infer<typeof targetSchema>;

export const scopeSchema = z.enum(["overall", "annual"]);
export const level1CodeSchema = z.enum(["output", "benefit", "satisfaction", "cost"]);
export const level2CodeSchema = z.enum([
  "quantity",
  "quality",
  "timeliness",
  "cost",
  "economic",
  "social",
  "ecological",
  "sustainability",
  "service-satisfaction",
]);
export type Level1Code = z.infer<typeof level1CodeSchema>;
export type Level2Code = z.infer<typeof level2CodeSchema>;
export const directionSchema = z.enum(["positive", "negative", "qualitative"]);

export const indicatorSchema = z.strictObject({
  scope: scopeSchema,
  level1: text.nullable(),
  level2: text.nullable(),
  name: text.nullable(),
  explanation: text.nullable(),
  target: targetSchema.nullable(),
  weight: z.number().nullable(),
  direction: directionSchema.nullable(),
  note: text.nullable(),
  level1Code: level1CodeSchema.nullable(),
  level2Code: level2CodeSchema.nullable(),
});
export type Indicator = z.infer<typeof indicatorSchema>;

export const fundingSourceSchema = z.enum([
  "total",
  "fiscal",
  "fiscal-current-year",
  "business-income",
  "superior-subsidy",
  "affiliated-remittance",
  "operating-income",
  "fund-balance",
  "carry-over",
  "other",
]);
export type FundingSource = z.infer<typeof fundingSourceSchema>;

export const fundingSchema = z.strictObject({
  scope: z.enum(["whole", "annual"]),
  period: text.nullable(),
  source: fundingSourceSchema,
  amountFen: fen.nullable(),
});
export type Funding = z.infer<typeof fundingSchema>;

export const budgetItemSchema = z.strictObject({
  group: text.nullable(),
  name: text.nullable(),
  quantity: z.number().nullable(),
  quantityUnit: text.nullable(),
  unitPriceFen: fen.nullable(),
  amountFen: fen.nullable(),
  fiscalYear: z.int().nullable(),
  note: text.nullable(),
});
export type BudgetItem = z.infer<typeof budgetItemSchema>;

export const scheduleItemSchema = z.strictObject({
  content: text.nullable(),
  start: isoDate.nullable(),
  end: isoDate.nullable(),
});
export type ScheduleItem = z.infer<typeof scheduleItemSchema>;

export const narrativesSchema = z.strictObject({
  functions: text.nullable(),
  overview: text.nullable(),
  content: text.nullable(),
  basis: text.nullable(),
  feasibility: text.nullable(),
  necessity: text.nullable(),
  implementer: text.nullable(),
  plan: text.nullable(),
  period: text.nullable(),
  budgetPlan: text.nullable(),
  budgetHistory: text.nullable(),
  costingBasis: text.nullable(),
  otherNotes: text.nullable(),
  reviewOpinion: text.nullable(),
});
export type Narratives = z.infer<typeof narrativesSchema>;
/** The kinds of prose a project has, in the record's order. */
export const narrativeKinds = narrativesSchema.keyof().options;

export const goalsSchema = z.strictObject({ overall: text.nullable(), annual: text.nullable() });

export const projectSchema = z.strictObject({
  name: text.nullable(),
  code: text.nullable(),
  nature: z.enum(["new", "continuing"]).nullable(),
  category: text.nullable(),
  taskGroup: text.nullable(),
  sequence: z.number().nullable(),
  supervisingDepartment: text.nullable(),
  supervisingDepartmentCode: text.nullable(),
  implementingUnit: text.nullable(),
  manager: text.nullable(),
  phone: text.nullable(),
  startDate: isoDate.nullable(),
  endDate: isoDate.nullable(),
  narratives: narrativesSchema,
  goals: goalsSchema,
  schedule: z.array(scheduleItemSchema),
  funding: z.array(fundingSchema),
  budgetItems: z.array(budgetItemSchema),
  indicators: z.array(indicatorSchema),
});
export type Project = z.infer<typeof projectSchema>;

export const departmentBudgetSchema = z.strictObject({
  side: z.enum(["expenditure", "income"]),
  item: z.enum(["basic", "project", "fiscal", "other"]),
  amountFen: fen.nullable(),
});

export const departmentSchema = z.strictObject({
  name: text.nullable(),
  fundingDepartment: text.nullable(),
  staffCount: z.number().nullable(),
  subordinateUnitCount: z.number().nullable(),
  budget: z.array(departmentBudgetSchema),
  goal: text.nullable(),
  indicators: z.array(indicatorSchema),
});
export type Department = z.infer<typeof departmentSchema>;

export const regionSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/u).nullable(), name: text.nullable() });
export type Region = z.infer<typeof regionSchema>;

export const preparerSchema = z.strictObject({
  name: text.nullable(),
  phone: text.nullable(),
  date: isoDate.nullable(),
});

export const filingSchema = z.strictObject({
  kind: z.enum(["project", "department"]),
  formTitle: text.nullable(),
  region: regionSchema.nullable(),
  fiscalYear: z.int().nullable(),
  reportingUnit: text.nullable(),
  /** Null where the form has no line for who filled it in. */
  preparer: preparerSchema.nullable(),
  department: departmentSchema.nullable(),
  projects: z.array(projectSchema),
});
export type Filing = z.infer<typeof filingSchema>;

export const statementSchema = z.strictObject({
  projectCount: z.int().nullable(),
  unitCount: z.int().nullable(),
  amountFen: fen.nullable(),
});
export type Statement = z.infer<typeof statementSchema>;

export const documentFactsSchema = z.strictObject({
  fileName: text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  format: formatSchema,
  /** The id of the mapping that read the document; null where none did. */
  layout: text.nullable(),
  /** Null for formats without pages. */
  pageCount: z.int().nullable(),
});

/** How many printed characters (white space aside) of the document went where. */
export const coverageSchema = z.strictObject({
  characters: z.int(),
  valued: z.int(),
  labelled: z.int(),
  unmapped: z.int(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** The record with bare values, as `jixiao extract --plain` prints it. */
export const plainRecordSchema = z.strictObject({
  document: documentFactsSchema,
  statement: statementSchema.nullable(),
  filings: z.array(filingSchema),
  coverage: coverageSchema,
  findings: z.array(findingSchema),
});
export type PlainRecord = z.infer<typeof plainRecordSchema>;

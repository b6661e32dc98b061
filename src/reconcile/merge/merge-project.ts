import type { CanonicalProject, FilingFacts, Narrative, ProjectFields, Sourced } from "../../canonical/canonical-project.ts";
import { listLeaves, lowestConfidence } from "../../canonical/record-path.ts";
import { narrativesSchema, type Narratives } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { chooseValue, type Scalar, type ValueCandidate, type ValueChoice } from "./choose-value.ts";
import { mergeBudgetItems, mergeFunding, mergeIndicators, mergeSchedule } from "./merge-lists.ts";
import type { Chooser, Leaf, LeftItem, PlacedLeaf } from "./placed-leaf.ts";
import { getLeafQuality, rankReadings, type MergeReading } from "./rank-readings.ts";

/** A field of the canonical project with every document's reading of it. `field` is its path in the project: `funding[1].amountFen`. */
export interface FieldChoice {
  readonly field: string;
  readonly choice: ValueChoice<Scalar>;
}

/** A finding of the merging, with the document that it is on. */
export interface MergeFinding {
  readonly documentId: number;
  readonly finding: Finding;
}

/** A canonical project put together from its readings, and how. */
export interface MergedProject {
  readonly project: CanonicalProject;
  readonly choices: readonly FieldChoice[];
  /** `readings-differ` and `item-left-out`, each on the document whose reading was not chosen. */
  readonly findings: readonly MergeFinding[];
}

/**
 * Puts one canonical project together from all readings of it. Each field is chosen by itself; a list (indicators, funding)
 * is the best reading's that has one, its items completed and checked by the other readings'. The same for any order of
 * the readings.
 * @throws {RangeError} when there is no reading.
 */
export function mergeProject(id: number, readings: readonly MergeReading[]): MergedProject {
  if (readings.length === 0) throw new RangeError("a project without readings cannot be merged");
  const ranked = rankReadings(readings);
  const choices: FieldChoice[] = [];
  const choose: Chooser = (field, leaves) => {
    const choice = chooseValue(leaves.flatMap(toCandidate));
    if (choice.candidates.length > 0) choices.push({ field, choice });
    return choice.value;
  };
  const left: LeftItem[] = [];
  const report = { choose, leaveOut: (item: LeftItem) => void left.push(item) };
  const project: CanonicalProject = {
    id,
    filing: mergeFilingFacts(ranked, choose),
    fields: mergeFields(ranked, choose),
    narratives: mergeNarratives(ranked, choose),
    schedule: mergeSchedule(ranked, report),
    funding: mergeFunding(ranked, report),
    budgetItems: mergeBudgetItems(ranked, report),
    indicators: mergeIndicators(ranked, report),
    confidence: 1,
  };
  const confidence = Math.min(...choices.map(({ choice }) => choice.candidates[0]?.confidence ?? 1));
  return { project: { ...project, confidence: Math.min(1, confidence) }, choices, findings: [...choices.flatMap(describeDifference), ...left.map(describeLeft)] };
}

/** The rule of a leaf that a person entered or confirmed, as the replay of corrections writes it. */
const correctionRule = /^correction\b/u;

function toCandidate<T extends Scalar>({ reading, below, leaf }: PlacedLeaf<T>): ValueCandidate<T>[] {
  if (leaf === null) return [];
  const { value, raw, at, confidence, rule } = leaf;
  const quality = getLeafQuality(reading, leaf);
  return [{ documentId: reading.documentId, path: reading.path + below, value, raw, at, confidence, rule, quality, entered: correctionRule.test(rule) }];
}

/** Facts of the filing stand at the filing's path, not below the project's. */
function mergeFilingFacts(readings: readonly MergeReading[], choose: Chooser): FilingFacts {
  const pick = <T extends Scalar>(field: string, read: (filing: MergeReading["filing"]) => Leaf<T>): T | null =>
    choose(field, readings.map((reading) => ({ reading: { ...reading, path: reading.path.replace(/\.projects\[\d+\]$/u, "") }, below: `.${field}`, leaf: read(reading.filing) })));
  const code = pick("region.code", (filing) => filing.region?.code ?? null);
  const name = pick("region.name", (filing) => filing.region?.name ?? null);
  return {
    region: code === null && name === null ? null : { code, name },
    fiscalYear: pick("fiscalYear", (filing) => filing.fiscalYear),
    reportingUnit: pick("reportingUnit", (filing) => filing.reportingUnit),
  };
}

function mergeFields(readings: readonly MergeReading[], choose: Chooser): ProjectFields {
  const pick = <T extends Scalar>(field: string, read: (project: MergeReading["project"]) => Leaf<T>): T | null =>
    choose(field, readings.map((reading) => ({ reading, below: `.${field}`, leaf: read(reading.project) })));
  return {
    name: pick("name", (project) => project.name),
    code: pick("code", (project) => project.code),
    nature: pick<"new" | "continuing">("nature", (project) => project.nature),
    category: pick("category", (project) => project.category),
    taskGroup: pick("taskGroup", (project) => project.taskGroup),
    sequence: pick("sequence", (project) => project.sequence),
    supervisingDepartment: pick("supervisingDepartment", (project) => project.supervisingDepartment),
    supervisingDepartmentCode: pick("supervisingDepartmentCode", (project) => project.supervisingDepartmentCode),
    implementingUnit: pick("implementingUnit", (project) => project.implementingUnit),
    manager: pick("manager", (project) => project.manager),
    phone: pick("phone", (project) => project.phone),
    startDate: pick("startDate", (project) => project.startDate),
    endDate: pick("endDate", (project) => project.endDate),
    goals: { overall: pick("goals.overall", (project) => project.goals.overall), annual: pick("goals.annual", (project) => project.goals.annual) },
  };
}

const narrativeKinds: readonly (keyof Narratives)[] = narrativesSchema.keyof().options;

function mergeNarratives(readings: readonly MergeReading[], choose: Chooser): Sourced<Narrative>[] {
  return narrativeKinds.flatMap((kind) => {
    const leaves = readings.map((reading) => ({ reading, below: `.narratives.${kind}`, leaf: reading.project.narratives[kind] }));
    const text = choose(`narratives.${kind}`, leaves);
    const source = leaves.find(({ leaf }) => leaf?.value === text);
    if (text === null || source === undefined) return [];
    return [{ value: { kind, text }, documentId: source.reading.documentId, path: source.reading.path + source.below, confidence: lowestConfidence(source.leaf) }];
  });
}

function describeDifference({ field, choice }: FieldChoice): MergeFinding[] {
  const [chosen] = choice.candidates;
  if (!choice.differs || chosen === undefined) return [];
  const refused = choice.candidates.filter((candidate) => !candidate.reason.startsWith("says the same") && !candidate.chosen);
  return refused.map(({ documentId, path, value, at, reason }) => {
    const message = `${field}: another document says ${String(chosen.value)}; this reading is not taken: ${reason}.`;
    return { documentId, finding: makeFinding("readings-differ", message, { path, expected: String(chosen.value), actual: String(value), at: [...at] }) };
  });
}

const listNames: Readonly<Record<string, string>> = { schedule: "schedule", funding: "funding", budgetItems: "budget", indicators: "list of indicators" };

function describeLeft({ reading: { documentId, path, project }, below, holder }: LeftItem): MergeFinding {
  const [, list = "", index = ""] = /^\.(\w+)\[(\d+)\]$/u.exec(below) ?? [];
  const rows: Readonly<Record<string, readonly unknown[]>> = { schedule: project.schedule, funding: project.funding, budgetItems: project.budgetItems, indicators: project.indicators };
  const at = Array.from(listLeaves(rows[list]?.[Number(index)], ""), ({ leaf }) => leaf.at).find((places) => places.length > 0) ?? [];
  const message = `The ${listNames[list] ?? list} of ${holder.path} in a better document of the project has no such row; it is not taken.`;
  return { documentId, finding: makeFinding("item-left-out", message, { path: path + below, at: [...at] }) };
}

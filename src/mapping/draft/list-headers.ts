import { rateFit } from "../field-fit.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { VocabularyEntry } from "../picture.ts";
import { isFilled } from "./draft-elements.ts";
import { findEntries, type Labels } from "./find-entries.ts";

/** Kinds of tables that stand under a header; `projects` has one row, or a few, for each project. */
export type ListKind = "indicators" | "tasks" | "schedule" | "budgetItems" | "amounts" | "funding" | "projects" | "goals";

/** A header's column: what stands in its cell and the entry chosen for it; undefined or `-` where it is none of a field's. */
export interface HeaderColumn {
  readonly chunk: Chunk;
  readonly entry: VocabularyEntry | undefined;
  /** How sure the heading is, 0 to 1; sure where absent. */
  readonly similarity?: number;
}

export interface ListHeader {
  readonly list: ListKind;
  readonly columns: readonly HeaderColumn[];
}

/** Lists whose rows stand under a header, and the columns without which there is no such list. */
const lists: readonly { readonly name: ListKind; readonly belongs: RegExp; readonly needs: RegExp; readonly least: number }[] = [
  { name: "indicators", belongs: /^indicators\./u, needs: /^indicators\.(?:name|level2|target)/u, least: 2 },
  { name: "tasks", belongs: /^(?:tasks\.|sequence$)/u, needs: /^tasks\.name$/u, least: 2 },
  { name: "schedule", belongs: /^schedule\./u, needs: /^schedule\.(?:start|content)/u, least: 2 },
  { name: "amounts", belongs: /^(?:funding\.(?:amount|source)|-)$/u, needs: /^funding\.amount$/u, least: 2 },
  { name: "budgetItems", belongs: /^budgetItems\./u, needs: /^budgetItems\.(?:name|unitPrice|amount)$/u, least: 2 },
  { name: "funding", belongs: /^funding\./u, needs: /^funding\.(?:total|fiscal|other)/u, least: 2 },
];
/** A list of indicators may have columns of the projects they belong to. */
export const besideIndicators = /^(?:name|code|category|nature|sequence|goals\.|funding\.|narratives\.|supervising|implementing|reportingUnit|department\.name)/u;
const longestHeading = 60;
const leastListColumns = 4;

/** Reads a row as a header: the cells that name columns of one list. Undefined where it is none. */
export function readHeader(labels: Labels, unit: Unit): ListHeader | undefined {
  const filled = unit.chunks.filter(isFilled);
  if (filled.length < 2 || filled.some((chunk) => chunk.text.length > longestHeading || rateFit("money", chunk.text) > 0)) return undefined;
  for (const list of lists) {
    const columns = leaveSideOut(labels, filled.map((chunk) => ({ chunk, entry: chooseEntry(labels, chunk, list) })));
    const own = columns.filter(({ entry }) => entry !== undefined && list.belongs.test(entry.field));
    const named = columns.filter(({ entry }) => entry !== undefined);
    const side = isSide(labels, filled[0]) && columns[0]?.entry === undefined ? 1 : 0;
    const needed = own.some(({ entry }) => entry !== undefined && list.needs.test(entry.field));
    if (needed && own.length >= list.least && named.length >= 0.6 * (filled.length - side)) return { list: list.name, columns };
  }
  return readProjectsHeader(labels, unit, filled) ?? readGoalsHeader(labels, filled);
}

/** 绩效指标 beside the whole list is no heading of a column where another column has that name. */
function leaveSideOut(labels: Labels, columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  const [first, ...others] = columns;
  if (first?.entry === undefined || !isSide(labels, first.chunk)) return columns;
  const field = first.entry.field;
  return others.some(({ entry }) => entry?.field === field) ? [{ ...first, entry: undefined }, ...others] : columns;
}

/** A list of projects without indicators: labels of a project's own fields and nothing else, with no room for values between. */
function readProjectsHeader(labels: Labels, unit: Unit, filled: readonly Chunk[]): ListHeader | undefined {
  if (filled.length < leastListColumns || !unit.chunks.slice(0, filled.length).every(isFilled)) return undefined;
  const columns = filled.map((chunk) => ({ chunk, entry: findEntries(labels, chunk.text).find((entry) => entry.role === "value" || entry.field === "sequence") }));
  const known = columns.filter(({ entry }) => entry !== undefined && entry.field !== "-").length;
  return known >= 0.7 * filled.length && columns.some(({ entry }) => entry?.field === "name") ? { list: "projects", columns } : undefined;
}

/** The goal labels of a row that holds nothing else but perhaps a side label: two goals, or one beside what became of it. */
function readGoalsHeader(labels: Labels, filled: readonly Chunk[]): ListHeader | undefined {
  const columns = filled.map((chunk) => ({ chunk, entry: findGoal(labels, chunk) }));
  const body = isSide(labels, filled[0]) && filled.length > 2 ? columns.slice(1) : columns;
  const fields = body.flatMap(({ entry }) => (entry === undefined ? [] : [entry.field]));
  if (body.length !== 2 || fields.length !== 2 || new Set(fields).size !== 2 || fields.every((field) => field === "-")) return undefined;
  return { list: "goals", columns: columns.map((column) => (body.includes(column) ? column : { ...column, entry: undefined })) };
}

function findGoal(labels: Labels, chunk: Chunk): VocabularyEntry | undefined {
  const entries = findEntries(labels, chunk.text);
  return entries.find((entry) => entry.field.startsWith("goals.")) ?? entries.find((entry) => entry.role === "column" && entry.field === "-");
}

/** Whether a cell is a label beside several rows, or one that has no value of its own. */
export function isSide(labels: Labels, chunk: Chunk | undefined): boolean {
  return chunk !== undefined && findEntries(labels, chunk.text).some((entry) => entry.role === "side" || entry.field === "-" || entry.field.startsWith("goals."));
}

/** For a list's header: a column of that list first, then a field of the form (a list of projects has both). */
function chooseEntry(labels: Labels, chunk: Chunk, list: { name: ListKind; belongs: RegExp }): VocabularyEntry | undefined {
  const entries = findEntries(labels, lastLine(chunk.text));
  const all = entries.length > 0 ? entries : findEntries(labels, chunk.text);
  const own = all.filter((entry) => list.belongs.test(entry.field) && (entry.field !== "-" || entry.role === "column"));
  const column = own.find((entry) => entry.role === "column") ?? own[0];
  if (column !== undefined) return column;
  const ignored = all.find((entry) => entry.role === "column" && entry.field === "-");
  if (list.name === "indicators") return all.find((entry) => entry.role === "value" && besideIndicators.test(entry.field)) ?? ignored;
  return list.name === "tasks" ? (all.find((entry) => /^(?:funding|budgetItems\.amount)/u.test(entry.field)) ?? ignored) : ignored;
}

/** A heading put together from a cell and the one below it is told by the lower one. */
function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? text;
}

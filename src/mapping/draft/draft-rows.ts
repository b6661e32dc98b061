import { isWholeLevel } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
import { foldLabel } from "../label-text.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { FieldUse, PictureElement, Vocabulary, VocabularyEntry } from "../picture.ts";
import { findEntries } from "./find-entries.ts";

/** A drafted line of a picture; its header and side are known by the drafter. */
export interface DraftRow {
  readonly kind: "row" | "header" | "values";
  readonly elements: readonly PictureElement[];
  readonly repeats: boolean;
  readonly paragraph: boolean;
}

export const plainUse = (field: string, scope?: FieldUse["scope"]): FieldUse => ({
  field,
  options: new Map(field === "nature" ? natureOptions : []),
  ignore: ["盖章", "年月日", "（盖章）", "签字", "签章", "公章"],
  wholeLine: false,
  ...(scope === undefined ? {} : { scope }),
});

const natureOptions: readonly (readonly [string, string])[] = [
  ["新增项目", "new"],
  ["延续项目", "continuing"],
];

export const labelElement = (text: string, column: number): PictureElement => ({ kind: "label", texts: [text], folded: [foldLabel(text).text], column });

export const fieldElement = (use: FieldUse, column: number): PictureElement => ({ kind: "field", use, column });

/** Lists whose rows stand under a header, and the columns without which there is no such list. */
const lists: readonly { readonly name: string; readonly belongs: RegExp; readonly needs: RegExp; readonly least: number }[] = [
  { name: "indicators", belongs: /^indicators\./u, needs: /^indicators\.(?:name|level2|target)/u, least: 2 },
  { name: "tasks", belongs: /^(?:tasks\.|sequence$)/u, needs: /^tasks\.name$/u, least: 2 },
  { name: "schedule", belongs: /^schedule\./u, needs: /^schedule\.(?:start|content)/u, least: 2 },
  { name: "budgetItems", belongs: /^budgetItems\./u, needs: /^budgetItems\.(?:name|unitPrice|amount)$/u, least: 2 },
  { name: "funding", belongs: /^funding\./u, needs: /^funding\.(?:total|fiscal|other)/u, least: 2 },
];

/** A header's column: what stands in its cell and the entry chosen for it. */
export interface HeaderColumn {
  readonly chunk: Chunk;
  readonly entry: VocabularyEntry | undefined;
}

/** Reads a row as a header: the cells that name columns of one list. Undefined where it is none. */
export function readHeader(vocabulary: Vocabulary, unit: Unit): { list: string; columns: HeaderColumn[] } | undefined {
  const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  if (filled.length < 2 || filled.some((chunk) => chunk.text.length > 60 || rateFit("money", chunk.text) > 0)) return undefined;
  for (const list of lists) {
    const columns = filled.map((chunk) => ({ chunk, entry: chooseEntry(vocabulary, chunk, list) }));
    const own = columns.filter(({ entry }) => entry !== undefined && list.belongs.test(entry.field));
    const named = columns.filter(({ entry }) => entry !== undefined);
    const side = isSide(vocabulary, filled[0]) && columns[0]?.entry === undefined ? 1 : 0;
    const needed = own.some(({ entry }) => entry !== undefined && list.needs.test(entry.field));
    if (needed && own.length >= list.least && named.length >= 0.6 * (filled.length - side)) return { list: list.name, columns };
  }
  return readProjectsHeader(vocabulary, unit, filled);
}

/** A list of projects without indicators: labels of a project's own fields and nothing else, with no room for values between. */
function readProjectsHeader(vocabulary: Vocabulary, unit: Unit, filled: readonly Chunk[]): { list: string; columns: HeaderColumn[] } | undefined {
  if (filled.length < leastListColumns || unit.chunks.slice(0, filled.length).some((chunk) => chunk.text.trim() === "")) return undefined;
  const columns = filled.map((chunk) => ({ chunk, entry: findEntries(vocabulary, chunk.text).find((entry) => entry.role === "value" || entry.field === "sequence") }));
  const known = columns.filter(({ entry }) => entry !== undefined && entry.field !== "-").length;
  return known >= 0.7 * filled.length && columns.some(({ entry }) => entry?.field === "name") ? { list: "projects", columns } : undefined;
}

const leastListColumns = 4;

function isSide(vocabulary: Vocabulary, chunk: Chunk | undefined): boolean {
  return chunk !== undefined && findEntries(vocabulary, chunk.text).some((entry) => entry.role === "side" || entry.field === "-");
}

/** For a list's header: a column of that list first, then a field of the form (a list of projects has both). */
function chooseEntry(vocabulary: Vocabulary, chunk: Chunk, list: { name: string; belongs: RegExp }): VocabularyEntry | undefined {
  const entries = findEntries(vocabulary, lastLine(chunk.text));
  const all = entries.length > 0 ? entries : findEntries(vocabulary, chunk.text);
  const own = all.filter((entry) => list.belongs.test(entry.field));
  const column = own.find((entry) => entry.role === "column") ?? own[0];
  if (column !== undefined) return column;
  if (list.name === "indicators") return all.find((entry) => entry.role === "value" && /^(?:name|goals|funding|supervising|implementing)/u.test(entry.field));
  return list.name === "tasks" ? all.find((entry) => /^(?:funding|budgetItems\.amount)/u.test(entry.field)) : undefined;
}

/** A heading put together from a cell and the one below it is told by the lower one. */
function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? text;
}

/** Whether a row prints an indicator: one of its cells is a level's name. */
export function isIndicatorRow(unit: Unit): boolean {
  return unit.chunks.some((chunk) => isWholeLevel(chunk.text, 2) || isWholeLevel(chunk.text, 1));
}

/** The goal labels of a row that holds nothing else but perhaps a side label; undefined where there are fewer than two. */
export function readGoalsHeader(vocabulary: Vocabulary, unit: Unit): HeaderColumn[] | undefined {
  const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  const columns = filled.map((chunk) => ({ chunk, entry: findEntries(vocabulary, chunk.text).find((entry) => entry.field.startsWith("goals.")) }));
  const body = isSide(vocabulary, filled[0]) && filled.length > 2 ? columns.slice(1) : columns;
  const goals = body.filter(({ entry }) => entry !== undefined);
  const distinct = new Set(goals.map(({ entry }) => entry?.field)).size;
  if (body.length !== 2 || goals.length !== 2 || distinct !== 2) return undefined;
  return columns.map((column) => (body.includes(column) ? column : { ...column, entry: undefined }));
}

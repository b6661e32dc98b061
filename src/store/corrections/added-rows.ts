import { randomUUID } from "node:crypto";
import { formatPath, parsePath, type PathStep } from "../../canonical/record-path.ts";
import { budgetItemSchema, departmentBudgetSchema, fundingSchema, indicatorSchema, scheduleItemSchema } from "../../canonical/record.ts";
import type { TracedRecord } from "../../canonical/traced.ts";
import { findAnchor, resolveAnchor, saysSame, type Anchor } from "./anchor.ts";
import { stepInto } from "./blank-parts.ts";
import { correctedValue, type Correction, type LeafValue } from "./correction.ts";

/**
 * Rows that a person added to a list, because the extraction missed them. Such a row is nothing but corrections to its fields,
 * whose anchor names it by a mark of its own (`+…`) in place of what an extracted item says. It stands after the extracted
 * items; once a later extraction reads a row that says the same, the corrections are about that one.
 */

/** The lists that rows are added to: their fields, and those that no row can be without. */
const openLists: Readonly<Record<string, { readonly fields: readonly string[]; readonly required: readonly string[] }>> = {
  indicators: { fields: Object.keys(indicatorSchema.shape), required: ["scope"] },
  funding: { fields: Object.keys(fundingSchema.shape), required: ["scope", "source"] },
  budgetItems: { fields: Object.keys(budgetItemSchema.shape), required: [] },
  schedule: { fields: Object.keys(scheduleItemSchema.shape), required: [] },
  budget: { fields: Object.keys(departmentBudgetSchema.shape), required: ["side", "item"] },
};

const addedSign = "+";

/** A record with the rows that people added, each of them blank; `added` tells by a row's mark at which path it stands. */
export interface ExtendedRecord {
  readonly extracted: TracedRecord;
  readonly record: TracedRecord;
  readonly added: ReadonlyMap<string, string>;
}

/** A row as its path names it: the list it is in, its position there, the field. */
interface RowPath {
  readonly list: readonly PathStep[];
  readonly name: string;
  readonly index: number;
  readonly field: string;
}

/** The row of a path in one of the lists that rows are added to; undefined for any other path. */
function readRowPath(path: string): RowPath | undefined {
  const steps = parsePath(path);
  const at = steps.findLastIndex((step) => typeof step === "number");
  const [name, index, field] = [steps[at - 1], steps[at], steps[at + 1]];
  if (typeof name !== "string" || typeof index !== "number" || typeof field !== "string" || !Object.hasOwn(openLists, name)) return undefined;
  return { list: steps.slice(0, at), name, index, field };
}

/** The record as extracted, with a blank row for each that the corrections added. The record itself is left as it is. */
export function addRows(extracted: TracedRecord, corrections: readonly Correction[]): ExtendedRecord {
  const byMark = Map.groupBy(corrections, ({ anchor }) => findMark(anchor) ?? "");
  byMark.delete("");
  if (byMark.size === 0) return { extracted, record: extracted, added: new Map() };
  const record = structuredClone(extracted);
  const added = new Map<string, string>();
  for (const [mark, spoken] of byMark) {
    const path = placeRow(extracted, record, spoken);
    if (path !== undefined) added.set(mark, path);
  }
  return { extracted, record, added };
}

function findMark(anchor: Anchor): string | undefined {
  const last = anchor.at(-1)?.key;
  return last?.startsWith(addedSign) === true ? last : undefined;
}

function placeRow(extracted: TracedRecord, record: TracedRecord, spoken: readonly Correction[]): string | undefined {
  const [first] = spoken;
  const row = first === undefined ? undefined : readRowPath(first.path);
  if (first === undefined || row === undefined) return undefined;
  const steps = resolveAnchor(extracted, formatPath(row.list), first.anchor.slice(0, -1));
  const list = steps?.reduce<unknown>(stepInto, record);
  if (steps === undefined || !Array.isArray(list) || !isWhole(row.name, spoken)) return undefined;
  const index = findReadRow(steps.reduce<unknown>(stepInto, extracted), row.name, spoken) ?? list.push(blankRow(row.name)) - 1;
  return formatPath([...steps, index]);
}

/** Whether the row has what no row can be without; one whose scope was taken back is none. */
function isWhole(list: string, spoken: readonly Correction[]): boolean {
  const values = lastValues(spoken);
  return openLists[list]?.required.every((field) => (values.get(field) ?? null) !== null) === true;
}

function lastValues(spoken: readonly Correction[]): Map<string, LeafValue> {
  return new Map(spoken.flatMap((correction): [string, LeafValue][] => {
    const field = readRowPath(correction.path)?.field;
    return field === undefined ? [] : [[field, correctedValue(correction)]];
  }));
}

/** The item of the extraction that says what the row said when it was added, where there are more such items now than then. */
function findReadRow(list: unknown, name: string, spoken: readonly Correction[]): number | undefined {
  const typed = Object.fromEntries(lastValues(spoken.toReversed()));
  const known = spoken[0]?.anchor.at(-1)?.nth ?? 0;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((item, index) => (saysSame(item, typed, name) ? [index] : [])).at(known);
}

function blankRow(list: string): Record<string, null> {
  return Object.fromEntries((openLists[list]?.fields ?? []).map((field) => [field, null]));
}

/** What is to be entered into a field of a row that is not there yet. */
export interface NewRowValue {
  readonly path: string;
  readonly value: LeafValue;
}

/** New rows that could be opened, or the path of what is missing or has no place. */
export type OpenedRows = { readonly kind: "opened"; readonly extended: ExtendedRecord } | { readonly kind: "no-place"; readonly path: string };

/**
 * Opens the rows that values are entered into though the record has none there: the position after a list's last item
 * adds one. A position farther on has no place.
 */
export function openNewRows(extended: ExtendedRecord, values: readonly NewRowValue[]): OpenedRows {
  const rows = Map.groupBy(values.filter(({ path }) => isBeyond(extended.record, path)), ({ path }) => rowPathText(path) ?? "");
  if (rows.size === 0) return { kind: "opened", extended };
  const record = structuredClone(extended.record);
  const added = new Map(extended.added);
  for (const [path, given] of rows) {
    const row = readRowPath(given[0]?.path ?? "");
    const list = row?.list.reduce<unknown>(stepInto, record);
    if (row === undefined || !Array.isArray(list)) continue;
    const missing = openLists[row.name]?.required.find((field) => given.every((one) => one.path !== `${path}.${field}` || one.value === null));
    if (row.index > list.length || missing !== undefined) return { kind: "no-place", path: `${path}.${missing ?? row.field}` };
    list.push(blankRow(row.name));
    added.set(`${addedSign}${randomUUID()}`, path);
  }
  return { kind: "opened", extended: { ...extended, record, added } };
}

function isBeyond(record: TracedRecord, path: string): boolean {
  const row = readRowPath(path);
  const list = row?.list.reduce<unknown>(stepInto, record);
  return row !== undefined && Array.isArray(list) && row.index >= list.length;
}

function rowPathText(path: string): string | undefined {
  const row = readRowPath(path);
  return row === undefined ? undefined : formatPath([...row.list, row.index]);
}

/**
 * The anchor of a path of a record with added rows: of one in an added row, the list's own anchor and the row's mark, with
 * the number of extracted items that say what the row says. Undefined where the record has no such path.
 */
export function findRowAnchor({ extracted, record, added }: ExtendedRecord, path: string, values: readonly NewRowValue[]): Anchor | undefined {
  const rowPath = rowPathText(path);
  const mark = [...added].find(([, at]) => at === rowPath)?.[0];
  const row = readRowPath(path);
  if (mark === undefined || rowPath === undefined || row === undefined) return findAnchor(record, path);
  const listAnchor = findAnchor(record, formatPath(row.list));
  if (listAnchor === undefined) return undefined;
  const typed = Object.fromEntries(values.flatMap((one) => (rowPathText(one.path) === rowPath ? [[readRowPath(one.path)?.field ?? "", one.value]] : [])));
  const items = row.list.reduce<unknown>(stepInto, extracted);
  const nth = Array.isArray(items) ? items.filter((item) => saysSame(item, typed, row.name)).length : 0;
  return [...listAnchor, { key: mark, nth }];
}

/** Where a correction's place is in a record with added rows, as {@link resolveAnchor} gives it. */
export function resolveRow({ record, added }: ExtendedRecord, path: string, anchor: Anchor): PathStep[] | undefined {
  const mark = findMark(anchor);
  if (mark === undefined) return resolveAnchor(record, path, anchor);
  const row = added.get(mark);
  const from = parsePath(path).findLastIndex((step) => typeof step === "number");
  return row === undefined ? undefined : [...parsePath(row), ...parsePath(path).slice(from + 1)];
}

import type { Finding } from "../../../document/finding.ts";
import type { Place } from "../../../document/place.ts";
import type { MessageKey } from "../../../messages/zh.ts";
import type { DocumentReviewAnswer } from "../../api.ts";

export type Field = DocumentReviewAnswer["fields"][number];

/** What stands on the page as one value: a field, or all parts of a target. */
export interface Entry {
  /** The field's path; for a target the path of the target. */
  readonly key: string;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
}

/** One item of a list (a funding row, an indicator), or a single field. */
export interface Row {
  readonly path: string;
  readonly entries: readonly Entry[];
}

/** Rows that belong together, under a heading. `path` is what is confirmed as a whole; null where it is not one part of the record. */
export interface Group {
  readonly name: GroupName;
  readonly path: string | null;
  readonly isList: boolean;
  readonly rows: readonly Row[];
}

export interface Section {
  readonly path: string;
  readonly kind: "statement" | "form" | "department" | "project";
  /** The form's or project's own name; null where it has none. */
  readonly title: string | null;
  /** 1-based, within its kind. */
  readonly number: number;
  readonly groups: readonly Group[];
}

export type GroupName = Extract<MessageKey, `group.${string}`> extends `group.${infer Name}` ? Name : never;

const lists: readonly GroupName[] = ["schedule", "funding", "budgetItems", "indicators", "budget"];
/** Sorts a record's fields into sections, groups and rows, in the record's order. */
export function buildSections(review: DocumentReviewAnswer): Section[] {
  const findings = Map.groupBy(review.findings, (finding) => entryKey(finding.path ?? ""));
  const bySection = Map.groupBy(review.fields, (field) => sectionPath(field.path));
  const counts = new Map<string, number>();
  return [...bySection].map(([path, fields]) => {
    const kind = sectionKind(path);
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    return { path, kind, number, title: findTitle(path, fields), groups: buildGroups(path, fields, findings) };
  });
}

function sectionPath(path: string): string {
  return /^(?:statement|filings\[\d+\](?:\.department|\.projects\[\d+\])?)(?=[.[]|$)/u.exec(path)?.[0] ?? path;
}

function sectionKind(path: string): Section["kind"] {
  if (path === "statement") return "statement";
  if (path.endsWith(".department")) return "department";
  return path.includes(".projects[") ? "project" : "form";
}

function findTitle(path: string, fields: readonly Field[]): string | null {
  const named = fields.find((field) => field.path === `${path}.name` || field.path === `${path}.formTitle`);
  if (named === undefined) return null;
  const value = currentValue(named);
  return value === null ? null : String(value);
}

/** The path under which a field is shown: a target's parts are one value. */
export function entryKey(path: string): string {
  return path.replace(/\.target\.\w+$/u, ".target");
}

function buildGroups(section: string, fields: readonly Field[], findings: ReadonlyMap<string, readonly Finding[]>): Group[] {
  const byGroup = Map.groupBy(fields, (field) => groupName(field.path.slice(section.length + 1)));
  return [...byGroup].map(([name, members]) => {
    const isList = lists.includes(name);
    const rows = [...Map.groupBy(members, (field) => (isList ? itemPath(section, field.path) : entryKey(field.path)))];
    return {
      name,
      isList,
      path: isList || name === "narratives" || name === "goals" ? groupPath(section, name, members) : null,
      rows: rows.map(([path, parts]) => ({ path, entries: buildEntries(parts, findings) })),
    };
  });
}

function groupName(inner: string): GroupName {
  const list = lists.find((name) => inner.startsWith(`${name}[`));
  if (list !== undefined) return list;
  if (inner.startsWith("narratives.")) return "narratives";
  return inner.startsWith("goals.") || inner === "goal" ? "goals" : "facts";
}

/** A department has one goal, and no part of the record that holds goals. */
function groupPath(section: string, name: GroupName, members: readonly Field[]): string | null {
  return members.some((field) => field.path === `${section}.goal`) ? null : `${section}.${name}`;
}

function itemPath(section: string, path: string): string {
  return section + (/^\.\w+\[\d+\]/u.exec(path.slice(section.length))?.[0] ?? "");
}

function buildEntries(fields: readonly Field[], findings: ReadonlyMap<string, readonly Finding[]>): Entry[] {
  return [...Map.groupBy(fields, (field) => entryKey(field.path))].map(([key, parts]) => ({ key, fields: parts, findings: findings.get(key) ?? [] }));
}

/** What stands in a field: a person's word, else what was read. */
export function currentValue(field: Field): string | number | boolean | null {
  return field.correction === null ? (field.leaf?.value ?? null) : field.correction.value;
}

/** The field that stands for an entry: a target's printed text. */
export function mainField(entry: Entry): Field | undefined {
  return entry.fields.find((field) => field.path.endsWith(".target.raw")) ?? entry.fields[0];
}

/** Where an entry stands in the original, each place once. */
export function entryPlaces(entry: Entry): Place[] {
  const places = entry.fields.flatMap((field) => [...(field.leaf?.at ?? field.correction?.at ?? [])]);
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** How far the review of an entry is. `open`: it asks, and nobody has spoken. */
export type EntryState = "open" | "plain" | "confirmed" | "edited" | "rejected";

export function entryState(entry: Entry): EntryState {
  const spoken = entry.fields.flatMap((field) => (field.correction === null ? [] : [field.correction.kind]));
  if (entry.fields.some((field) => field.asks && field.correction === null)) return "open";
  if (spoken.includes("value")) return "edited";
  if (spoken.includes("confirm")) return "confirmed";
  return spoken.includes("reject") ? "rejected" : "plain";
}

/** Whether nothing stands in any field of the entry. */
export function isEmpty(entry: Entry): boolean {
  return entry.fields.every((field) => currentValue(field) === null);
}

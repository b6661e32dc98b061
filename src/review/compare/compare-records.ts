import { isTracedValue, type TracedRecord } from "../../canonical/traced.ts";
import { alignItems, compareTexts } from "../../reconcile/merge/align-items.ts";
import { itemLikeness } from "./item-likeness.ts";

type Value = string | number | boolean | null;

/** One field of two records side by side. A path is null where that side has no such field; a value where it says nothing. */
export interface ComparedField {
  readonly onePath: string | null;
  readonly otherPath: string | null;
  readonly one: Value;
  readonly other: Value;
  readonly isSame: boolean;
}

/** Fields that belong together: the facts of a filing, or a project. */
export interface ComparedPart {
  readonly kind: "statement" | "form" | "department" | "project";
  /** What each side calls it; null where that side has none. */
  readonly oneTitle: string | null;
  readonly otherTitle: string | null;
  readonly fields: readonly ComparedField[];
}

interface Node {
  readonly node: unknown;
  readonly path: string;
}

/**
 * Compares two records field by field; the items of lists (projects, indicators, funding) find each other by what they
 * say, wherever they stand. Fields that are empty on both sides are left out.
 */
export function compareRecords(one: TracedRecord, other: TracedRecord): ComparedPart[] {
  const [oneFilings, otherFilings] = [listNodes(one.filings, "filings"), listNodes(other.filings, "filings")];
  const statement = comparePart("statement", { node: one.statement, path: "statement" }, { node: other.statement, path: "statement" });
  const forms = pair(oneFilings, otherFilings, "filings").flatMap(([first, second]) => [
    comparePart("form", withoutParts(first), withoutParts(second)),
    comparePart("department", child(first, "department"), child(second, "department")),
  ]);
  const projects = pair(oneFilings.flatMap(listProjects), otherFilings.flatMap(listProjects), "projects");
  return [statement, ...forms, ...projects.map(([first, second]) => comparePart("project", first, second))].filter((part) => part.fields.length > 0);
}

/** Compares two projects by their paths; a path that leads nowhere gives an empty side. */
export function compareProjects(one: TracedRecord, onePath: string, other: TracedRecord, otherPath: string): ComparedPart[] {
  const find = (record: TracedRecord, path: string) => listNodes(record.filings, "filings").flatMap(listProjects).find((project) => project.path === path);
  return [comparePart("project", find(one, onePath), find(other, otherPath))];
}

function listProjects(filing: Node): Node[] {
  const projects = child(filing, "projects");
  return projects === undefined ? [] : listNodes(projects.node, projects.path);
}

/** A filing's own fields. */
function withoutParts(filing: Node | undefined): Node | undefined {
  if (filing === undefined || typeof filing.node !== "object" || filing.node === null) return filing;
  return { ...filing, node: { ...filing.node, projects: null, department: null } };
}

function comparePart(kind: ComparedPart["kind"], one: Node | undefined, other: Node | undefined): ComparedPart {
  return { kind, oneTitle: findTitle(one), otherTitle: findTitle(other), fields: [...compareNodes(one, other, "")] };
}

function findTitle(part: Node | undefined): string | null {
  const named = part === undefined ? undefined : (child(part, "name") ?? child(part, "formTitle"));
  return isTracedValue(named?.node) ? String(named.node.value) : null;
}

function* compareNodes(one: Node | undefined, other: Node | undefined, name: string): Generator<ComparedField> {
  const [first, second] = [one?.node ?? null, other?.node ?? null];
  if (first === null && second === null) return;
  if (isLeaf(first) && isLeaf(second)) yield compareLeaves(one, other);
  else if (Array.isArray(first) || Array.isArray(second)) {
    for (const [left, right] of pair(listNodes(first, one?.path ?? ""), listNodes(second, other?.path ?? ""), name)) yield* compareNodes(left, right, "");
  } else {
    for (const key of new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])) yield* compareNodes(child(one, key), child(other, key), key);
  }
}

/** A target is one value: its printed text says all that its parts do. */
function isLeaf(node: unknown): boolean {
  return node === null || isTracedValue(node) || isTarget(node);
}

function isTarget(node: unknown): node is { raw: unknown } {
  return typeof node === "object" && node !== null && "raw" in node && "comparator" in node;
}

function compareLeaves(one: Node | undefined, other: Node | undefined): ComparedField {
  const [first, second] = [readValue(one), readValue(other)];
  return { onePath: one?.path ?? null, otherPath: other?.path ?? null, one: first, other: second, isSame: isSame(first, second) };
}

function readValue(at: Node | undefined): Value {
  const node = isTarget(at?.node) && !isTracedValue(at.node) ? at.node.raw : at?.node;
  return isTracedValue(node) ? node.value : null;
}

/** Two texts are the same when only width and white space differ. */
function isSame(one: Value, other: Value): boolean {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  const fold = (text: string) => text.normalize("NFKC").replace(/\s+/gu, "");
  return fold(one) === fold(other);
}

function child(parent: Node | undefined, key: string): Node | undefined {
  if (parent === undefined || typeof parent.node !== "object" || parent.node === null || !Object.hasOwn(parent.node, key)) return undefined;
  const node: unknown = Reflect.get(parent.node, key);
  return { node, path: `${parent.path}.${key}` };
}

function listNodes(list: unknown, path: string): Node[] {
  return Array.isArray(list) ? list.map((node: unknown, index) => ({ node, path: `${path}[${index}]` })) : [];
}

/** Items of two lists that are one, in the order of the first list; those of the second alone follow. */
function pair(one: readonly Node[], other: readonly Node[], list: string): [Node | undefined, Node | undefined][] {
  // Two forms of one project each are compared as such, however badly a name was read.
  if (list === "projects" && one.length === 1 && other.length === 1) return [[one[0], other[0]]];
  const likeness = itemLikeness(list, compareTexts);
  return alignItems([one, other], (first, second) => likeness(first.node, second.node)).map((members) => [
    members.find((member) => member.rank === 0)?.item,
    members.find((member) => member.rank === 1)?.item,
  ]);
}

import { parsePath, type PathStep } from "../../canonical/record-path.ts";
import { stripTraces } from "../../canonical/traced.ts";
import { findMovedItem } from "../../reconcile/corrections/find-moved-item.ts";
import { stepInto, stepIntoPart } from "./blank-parts.ts";
import { z } from "zod";

/**
 * Names one list item on the way to a value by what it says: `key` is its identifying content, `nth` counts (from 0) the
 * items before it in the list that say the same.
 */
const anchorItemSchema = z.strictObject({ key: z.string(), nth: z.int().nonnegative() });

/** One entry for each list position of a path, in the path's order. */
export const anchorSchema = z.array(anchorItemSchema);
export type Anchor = z.infer<typeof anchorSchema>;

/** Which fields tell the items of each list of the record apart, whatever their order. */
const identifyingFields: Readonly<Record<string, readonly string[]>> = {
  filings: ["kind", "formTitle", "fiscalYear", "reportingUnit"],
  projects: ["code", "name", "sequence"],
  schedule: ["content"],
  funding: ["scope", "period", "source"],
  budgetItems: ["group", "name", "fiscalYear"],
  indicators: ["scope", "level2Code", "name"],
  budget: ["side", "item"],
};

/** Identifying fields that hold codes and years: what is nearly the same there is another item, not a misread one. */
const codedFields: ReadonlySet<string> = new Set(["kind", "fiscalYear", "scope", "period", "source", "level2Code", "side", "item"]);
/** A list's numbering moves on when a row is added above. */
const movingFields: ReadonlySet<string> = new Set(["sequence"]);

/**
 * The anchor of a path in a record as it was extracted; undefined where the record has no such path. `record` may be
 * traced or plain.
 */
export function findAnchor(record: unknown, path: string): Anchor | undefined {
  const anchor: Anchor = [];
  let node = record;
  let list = "";
  for (const step of parsePath(path)) {
    if (typeof step === "number") {
      if (!Array.isArray(node) || step >= node.length) return undefined;
      anchor.push(describeItem(node, step, list));
    } else {
      list = step;
    }
    node = stepIntoPart(node, step);
    if (node === undefined) return undefined;
  }
  return anchor;
}

/**
 * Where an anchored path leads in another reading of the same document: the same path where list order is unchanged.
 * Undefined where no item says what the anchor names.
 */
export function resolveAnchor(record: unknown, path: string, anchor: Anchor): PathStep[] | undefined {
  const found: PathStep[] = [];
  let node = record;
  let list = "";
  let next = 0;
  for (const step of parsePath(path)) {
    const actual = typeof step === "number" ? findItem(node, list, anchor[next++]) : step;
    if (actual === undefined) return undefined;
    if (typeof actual === "string") list = actual;
    found.push(actual);
    node = stepIntoPart(node, actual);
    if (node === undefined) return undefined;
  }
  return found;
}

function describeItem(list: readonly unknown[], index: number, name: string): Anchor[number] {
  const key = itemKey(list[index], name);
  const nth = list.slice(0, index).filter((item) => itemKey(item, name) === key).length;
  return { key, nth };
}

function findItem(list: unknown, name: string, wanted: Anchor[number] | undefined): number | undefined {
  if (!Array.isArray(list) || wanted === undefined) return undefined;
  const keys = list.map((item) => itemKey(item, name));
  if (keys.includes(wanted.key)) return findMovedItem(keys, wanted);
  return findRespelledItem(keys, name, wanted.key);
}

/** The one item whose codes are those of the key, and whose texts are nearly the key's. */
function findRespelledItem(keys: readonly string[], name: string, wanted: string): number | undefined {
  const same = keys.flatMap((key, index) => (pickParts(key, name, codedFields) === pickParts(wanted, name, codedFields) ? [index] : []));
  const texts = same.map((index) => pickParts(keys[index] ?? "", name, undefined));
  const text = pickParts(wanted, name, undefined);
  if (text.replaceAll(separator, "") === "") return undefined;
  // Of several that say the same, nobody can tell which one was meant.
  if (texts.filter((one) => one === text).length > 1) return undefined;
  const found = findMovedItem(texts, { key: text, nth: 0 });
  return found === undefined ? undefined : same[found];
}

/** The parts of a key in the wanted fields; where none are named, in those that are neither codes nor numbering. */
function pickParts(key: string, list: string, wanted: ReadonlySet<string> | undefined): string {
  const fields = identifyingFields[list] ?? [];
  const isWanted = (field: string) => wanted?.has(field) ?? !(codedFields.has(field) || movingFields.has(field));
  return key.split(separator).filter((_, index) => isWanted(fields[index] ?? "")).join(separator);
}

/** Stands between the parts of a key; a text that holds it makes its key longer, and like no other. */
const separator = "|";

/** What tells an item of a list of the record apart from the others, in one text; the same in every reading that says the same. */
export function itemKey(item: unknown, list: string): string {
  const fields = identifyingFields[list] ?? [];
  return fields.map((field) => foldText(stripTraces(stepInto(item, field)))).join(separator);
}

/** Fields of which a row that somebody typed needs at least one to be known again. */
const namingFields: ReadonlySet<string> = new Set(["name", "content", "source", "item"]);

/**
 * Whether an item of a list says what a row that somebody typed says of itself: in every identifying field that was filled
 * in. A row without a name is like no other.
 */
export function saysSame(item: unknown, typed: Readonly<Record<string, unknown>>, list: string): boolean {
  const given = (identifyingFields[list] ?? []).filter((field) => foldText(typed[field]) !== "");
  return given.some((field) => namingFields.has(field)) && given.every((field) => foldText(stripTraces(stepInto(item, field))) === foldText(typed[field]));
}

/** Width and white space vary between readings of one text; nothing else may. */
function foldText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" || typeof value === "number" ? String(value).normalize("NFKC").replace(/\s+/gu, "") : "";
}

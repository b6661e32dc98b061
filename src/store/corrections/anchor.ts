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

/** Lists whose items are told apart by codes and years: what is nearly the same there is another item, not a misread one. */
const codedLists: ReadonlySet<string> = new Set(["funding", "budget"]);

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
  if (!codedLists.has(name)) return findMovedItem(keys, wanted);
  const alike = keys.flatMap((key, index) => (key === wanted.key ? [index] : []));
  return alike[wanted.nth] ?? alike.at(-1);
}

function itemKey(item: unknown, list: string): string {
  const fields = identifyingFields[list] ?? [];
  return fields.map((field) => foldText(stripTraces(stepInto(item, field)))).join("|");
}

/** Width and white space vary between readings of one text; nothing else may. */
function foldText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" || typeof value === "number" ? String(value).normalize("NFKC").replace(/\s+/gu, "") : "";
}

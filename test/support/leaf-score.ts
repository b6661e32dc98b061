import { stripTraces } from "../../src/canonical/traced.ts";
import { assignBest } from "./assignment.ts";
import { areTextsEqual, measureLikeness, normalizeText } from "./text-equality.ts";

type Scalar = string | number | boolean;

/** One leaf of the comparison. `wrong` counts against precision and recall, `missing` against recall, `extra` against precision. */
export interface LeafVerdict {
  readonly kind: "right" | "wrong" | "missing" | "extra";
  /** The leaf's path in the truth; for an extra leaf, in the actual record. */
  readonly path: string;
  /** The leaf's path in the actual record; null where it has none. */
  readonly actualPath: string | null;
  readonly expected: Scalar | null;
  readonly actual: Scalar | null;
}

/** Counts of leaves; add those of several documents with {@link addCounts}. */
export interface LeafCounts {
  readonly right: number;
  /** Leaves of the truth. */
  readonly expected: number;
  /** Leaves of the actual record. */
  readonly actual: number;
}

export interface LeafScore extends LeafCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Every leaf that is not right. */
  readonly faults: readonly LeafVerdict[];
  /** Every leaf, right ones too. */
  readonly verdicts: readonly LeafVerdict[];
}

/** Parts of the record that are no reading of the form, or are judged elsewhere. */
const leftOut = new Set(["document", "coverage", "findings", "unmapped", "expectedFindings"]);

/**
 * Leaf F1 of an actual record against the truth, as the contract's section 7 defines it. Either may be plain or traced.
 */
export function scoreLeaves(truth: unknown, actual: unknown): LeafScore {
  const verdicts: LeafVerdict[] = [];
  compareNodes(withoutLeftOut(stripTraces(truth)), withoutLeftOut(stripTraces(actual)), "", "", "", verdicts);
  const counts = {
    right: verdicts.filter((verdict) => verdict.kind === "right").length,
    expected: verdicts.filter((verdict) => verdict.kind !== "extra").length,
    actual: verdicts.filter((verdict) => verdict.kind !== "missing").length,
  };
  const faults = verdicts.filter((verdict) => verdict.kind !== "right");
  return { ...counts, ...rateCounts(counts), faults, verdicts };
}

/** Precision, recall and F1 of counts; all 1 where there is nothing to find and nothing was given. */
export function rateCounts(counts: LeafCounts): { precision: number; recall: number; f1: number } {
  const precision = counts.actual === 0 ? 1 : counts.right / counts.actual;
  const recall = counts.expected === 0 ? 1 : counts.right / counts.expected;
  const all = counts.actual + counts.expected;
  return { precision, recall, f1: all === 0 ? 1 : (2 * counts.right) / all };
}

/** The counts of several documents summed, for F1 over all of them. */
export function addCounts(counts: readonly LeafCounts[]): LeafCounts {
  const sum = (pick: (one: LeafCounts) => number): number => counts.reduce((total, one) => total + pick(one), 0);
  return { right: sum((one) => one.right), expected: sum((one) => one.expected), actual: sum((one) => one.actual) };
}

function withoutLeftOut(record: unknown): unknown {
  if (!isBranch(record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => !leftOut.has(key)));
}

function compareNodes(
  truth: unknown,
  actual: unknown,
  path: string,
  actualPath: string,
  listName: string,
  verdicts: LeafVerdict[],
): void {
  if (Array.isArray(truth) || Array.isArray(actual)) {
    compareLists(asList(truth), asList(actual), path, actualPath, listName, verdicts);
    if (isScalar(truth)) verdicts.push(missingLeaf(path, truth));
    if (isScalar(actual)) verdicts.push(extraLeaf(actualPath, actual));
  } else if (isBranch(truth) || isBranch(actual)) {
    const left = isBranch(truth) ? truth : {};
    const right = isBranch(actual) ? actual : {};
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compareNodes(left[key], right[key], joinPath(path, key), joinPath(actualPath, key), key, verdicts);
    }
    if (isScalar(truth)) verdicts.push(missingLeaf(path, truth));
    if (isScalar(actual)) verdicts.push(extraLeaf(actualPath, actual));
  } else if (isScalar(truth) && isScalar(actual)) {
    const kind = areScalarsEqual(truth, actual) ? "right" : "wrong";
    verdicts.push({ kind, path, actualPath, expected: truth, actual });
  } else if (isScalar(truth)) verdicts.push(missingLeaf(path, truth));
  else if (isScalar(actual)) verdicts.push(extraLeaf(actualPath, actual));
}

function compareLists(
  truth: readonly unknown[],
  actual: readonly unknown[],
  path: string,
  actualPath: string,
  listName: string,
  verdicts: LeafVerdict[],
): void {
  const gain = gainOf[listName] ?? gainByLikeness;
  const pairs = assignBest(
    truth.map((left, row) =>
      // Of equal gains the pair nearer to its printed position wins, so that the listing is easy to follow.
      actual.map((right, column) => nudge(gain(left, right), row, column)),
    ),
  );
  const actualOf = new Map(pairs);
  const used = new Set(actualOf.values());
  truth.forEach((item, index) => {
    const partner = actualOf.get(index);
    const partnerItem = partner === undefined ? undefined : actual[partner];
    compareNodes(item, partnerItem, `${path}[${index}]`, `${actualPath}[${partner ?? -1}]`, "", verdicts);
  });
  actual.forEach((item, index) => {
    if (!used.has(index)) compareNodes(undefined, item, `${path}[?]`, `${actualPath}[${index}]`, "", verdicts);
  });
}

function nudge(gain: number, row: number, column: number): number {
  return gain === 0 ? 0 : gain + 1e-6 / (1 + Math.abs(row - column));
}

/** How well two items of a list belong together, 0 where they must not be paired; by the list's name. */
const gainOf: Partial<Record<string, (left: unknown, right: unknown) => number>> = {
  funding: (left, right) => gainByKeys(left, right, ["scope", "source", "period"], ["amountFen"], 2),
  indicators: (left, right) => gainByKeys(left, right, ["scope", "level2", "name", "target"], ["level1"], 2),
};

/** Items of other lists are always paired as far as they go: a project read all wrong is still that project. */
function gainByLikeness(left: unknown, right: unknown): number {
  return measureNodeLikeness(left, right) + 1e-3;
}

/**
 * Weighs equal keys far above equal other parts; below `least` equal keys (likeness counts) the two are different things.
 */
function gainByKeys(left: unknown, right: unknown, keys: string[], others: string[], least: number): number {
  if (!isBranch(left) || !isBranch(right)) return 0;
  const likeness = (key: string): number => measureNodeLikeness(left[key] ?? null, right[key] ?? null);
  const byKeys = keys.reduce((sum, key) => sum + likeness(key), 0);
  if (byKeys < least) return 0;
  const byOthers = others.reduce((sum, key) => sum + likeness(key), 0);
  return byKeys ** 2 + byOthers / 100;
}

/** How alike two nodes are, 0 to 1: scalars by their text, branches by the mean over all keys that either has. */
function measureNodeLikeness(left: unknown, right: unknown): number {
  if (isScalar(left) && isScalar(right)) return scalarLikeness(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return listLikeness(left, right);
  if (isBranch(left) && isBranch(right)) return branchLikeness(left, right);
  return (left ?? null) === (right ?? null) ? 1 : 0;
}

function branchLikeness(left: Branch, right: Branch): number {
  let sum = 0;
  let count = 0;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const a = left[key] ?? null;
    const b = right[key] ?? null;
    if (a === null && b === null) continue;
    sum += measureNodeLikeness(a, b);
    count += 1;
  }
  return count === 0 ? 1 : sum / count;
}

/** Long lists are compared by their first items only: enough to tell two projects apart. */
const comparedItems = 12;

function listLikeness(left: readonly unknown[], right: readonly unknown[]): number {
  const longer = Math.min(comparedItems, Math.max(left.length, right.length));
  if (longer === 0) return 1;
  let sum = 0;
  for (let at = 0; at < longer; at += 1) {
    if (at < left.length && at < right.length) sum += measureNodeLikeness(left[at], right[at]);
  }
  return sum / longer;
}

function scalarLikeness(left: Scalar, right: Scalar): number {
  if (typeof left === "string" && typeof right === "string") return measureLikeness(left, right);
  return left === right ? 1 : 0;
}

function areScalarsEqual(left: Scalar, right: Scalar): boolean {
  if (typeof left === "string" && typeof right === "string") return areTextsEqual(left, right);
  return left === right;
}

type Branch = Record<string, unknown>;

function isBranch(node: unknown): node is Branch {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** An empty text is no value: it counts as absent, as null does. */
function isScalar(node: unknown): node is Scalar {
  if (typeof node === "string") return normalizeText(node) !== "";
  return typeof node === "number" || typeof node === "boolean";
}

function asList(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : [];
}

function joinPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function missingLeaf(path: string, expected: Scalar): LeafVerdict {
  return { kind: "missing", path, actualPath: null, expected, actual: null };
}

function extraLeaf(actualPath: string, actual: Scalar): LeafVerdict {
  return { kind: "extra", path: actualPath, actualPath, expected: null, actual };
}

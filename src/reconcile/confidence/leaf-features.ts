import { listLeaves } from "../../canonical/record-path.ts";
import type { TracedRecord, TracedValue } from "../../canonical/traced.ts";
import type { Format } from "../../document/document.ts";
import type { Finding, FindingCode } from "../../document/finding.ts";
import { isRemarkOnForm } from "../../document/finding-catalogue.ts";
import { fitsField } from "./field-shape.ts";
import { listSummedPaths } from "./summed-amounts.ts";

/** How a document's characters came to us, and whether its layout is known; confidence is fitted for each of these by itself. */
export const readerKinds = ["exact", "text", "markdown", "pdf", "drafted", "guessed", "scan"] as const;
export type ReaderKind = (typeof readerKinds)[number];

const exactFormats: ReadonlySet<Format> = new Set<Format>(["docx", "doc", "wps", "rtf", "xlsx", "xls", "html"]);

/** The layout of a document whose picture was drafted from its own labels. */
const draftedLayout = "generic";

/**
 * The kind of a document's reading. What other engines read of a scan counts as a scan. A form without a mapping is drafted, unless it is a
 * scan; guessed where its labels are damaged too: one that cannot be read may turn the whole picture.
 */
export function findReaderKind({ document: { format, layout }, findings }: Pick<TracedRecord, "document" | "findings">, ocr: boolean): ReaderKind {
  if (ocr) return "scan";
  if (layout === draftedLayout) return findings.some(({ code }) => repairs.has(code)) ? "guessed" : "drafted";
  if (exactFormats.has(format)) return "exact";
  return format === "text" || format === "markdown" || format === "pdf" ? format : "scan";
}

/**
 * What speaks for and against a value, by name. Each is larger for a surer value, but for `bias` and those named in
 * {@link freeFeatures}, whose sense the fit decides.
 */
export const featureNames = [
  "bias",
  "reading",
  "shortness",
  "row",
  "document",
  "undisputed",
  "unrepaired",
  "agreeing",
  "uncontradicted",
  "closed",
  "number",
  "stated",
  "listed",
  "accounted",
  "known",
  "shapely",
  "shapelyList",
  "shapelyDocument",
  "intact",
  "unquestioned",
  "summed",
  "undoubted",
  "undamaged",
  "mapped",
  "soundHeading",
  // What follows is told by the leaf's path alone: see pathFeatures.
  "heading",
  "indicator",
  "budgetItem",
  "funding",
  "prose",
  "amount",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** Features that may count either way. */
export const freeFeatures: ReadonlySet<FeatureName> = new Set(["bias", "number", "stated", "listed", "heading", "indicator", "budgetItem", "funding", "prose", "amount"]);

/** A leaf of the record with its features, in the order of {@link featureNames}. */
export interface RatedLeaf {
  readonly path: string;
  readonly leaf: TracedValue<string | number | boolean>;
  readonly features: readonly number[];
}

/** Log odds of a chance; a reader is never surer than this says. */
const surestReading = 0.999_5;
const leastSureReading = 0.01;

const repairs: ReadonlySet<string> = new Set<FindingCode>(["text-repaired", "label-repaired", "text-deinterleaved", "text-damaged"]);
/** Fields that hold one word of a closed list. */
const closedFields = /\.(?:kind|nature|scope|source|side|item|level1Code|level2Code|direction|comparator|code)$/u;
/** A value in a list below a project or department; which item it is of may be wrong too. */
const listItem = /\.(?:schedule|funding|budgetItems|indicators|budget)\[\d+\]/u;
/** Below this share of unmapped characters a document is as well accounted for as can be. */
const leastUnmapped = 1e-3;

/** Every leaf of a record that was read and checked, with what its confidence is judged by. */
export function* rateLeaves(record: Pick<TracedRecord, "statement" | "filings" | "findings" | "coverage" | "document">): Generator<RatedLeaf> {
  const leaves = [...listLeaves(record.statement, "statement"), ...listLeaves(record.filings, "filings")];
  const rows = new Map<string, number>();
  for (const { path, leaf } of leaves) rows.set(rowOf(path), Math.min(rows.get(rowOf(path)) ?? 1, leaf.confidence));
  const document = logOdds(leaves.reduce((sum, { leaf }) => sum + leaf.confidence, 0) / Math.max(1, leaves.length));
  const { disputed, repaired, questioned, repairs } = indexFindings(record.findings);
  const summed = listSummedPaths(record);
  const misshapen = new Set(leaves.filter(({ path, leaf }) => !fitsField(path, leaf)).map(({ path }) => path));
  const misshapenLists = new Set(Array.from(misshapen, listOf));
  const shapely = -Math.log2(1 + (shareOfHundred * misshapen.size) / Math.max(1, leaves.length));
  const intact = -Math.log2(1 + (shareOfHundred * repairs) / Math.max(1, leaves.length));
  const { unmapped, characters } = record.coverage;
  const accounted = -Math.log10(leastUnmapped + unmapped / Math.max(1, characters)) + Math.log10(leastUnmapped);
  const known = record.document.layout === draftedLayout ? -1 : 0;
  for (const { path, leaf } of leaves) {
    const { value, raw, confidence } = leaf;
    const ofPath = pathFeatures(path);
    const twins = (leaf.others ?? []).filter(({ reason }) => !reason.startsWith("agrees"));
    yield {
      path,
      leaf,
      features: [
        1,
        logOdds(confidence),
        -Math.log10(1 + (raw?.length ?? 0)),
        logOdds(rows.get(rowOf(path)) ?? confidence),
        document,
        disputed.has(path) ? -1 : 0,
        repaired.has(path) ? -1 : 0,
        (leaf.others ?? []).length > twins.length ? 1 : 0,
        twins.length > 0 ? -1 : 0,
        closedFields.test(path) ? 1 : 0,
        typeof value === "number" || /^\d/u.test(String(value)) ? 1 : 0,
        raw === null ? 1 : 0,
        listItem.test(path) ? 1 : 0,
        accounted,
        known,
        misshapen.has(path) ? -1 : 0,
        misshapenLists.has(listOf(path)) ? -1 : 0,
        shapely,
        intact,
        questioned.has(path) || questioned.has(rowOf(path)) ? -1 : 0,
        summed.has(path) ? 1 : 0,
        logOdds(confidence) < doubtedBelow ? -1 : 0,
        intact < damagedBelow ? -1 : 0,
        unmapped > mostUnmapped * characters ? -1 : 0,
        // What damages a document's labels damages the values that are printed as labels.
        ofPath[0] === 1 && intact < damagedBelow ? -1 : 0,
        ...ofPath,
      ],
    };
  }
}

/** What a leaf's path says of how surely such values are read: the last features, from `heading` on. */
export function pathFeatures(path: string): number[] {
  return pathPatterns.map((pattern) => (pattern.test(path) ? 1 : 0));
}

const pathPatterns: readonly RegExp[] = [
  // Values that are read from labels beside or above their rows.
  /\.(?:group|category|taskGroup|scope|level[12](?:Code)?|source|period)$/u,
  /\.indicators\[/u,
  /\.budgetItems\[/u,
  /\.funding\[/u,
  /\.(?:narratives|goals)\.|\.goal$/u,
  /\.(?:amountFen|unitPriceFen|quantity)$/u,
];

/** The list item or part that a leaf stands in; a target belongs to its indicator. */
function rowOf(path: string): string {
  return path.replace(/(?:\.target)?\.\w+$/u, "");
}

/** The list or part of a project that a leaf stands in, whatever the item. */
function listOf(path: string): string {
  return path.replace(/(\.(?:schedule|funding|budgetItems|indicators|budget|narratives|goals))[[.].*$/u, "$1");
}

/** Log odds of a reading (0.95) under which the reader itself doubted; above, its doubts tell little. */
const doubtedBelow = 3;
/** A document with more than one repair for each hundred values is a damaged one. */
const damagedBelow = -1;
/** Where more of a document than this share found no place, hardly anything of it was understood. */
const mostUnmapped = 0.25;
/** Counts for each hundred values. */
const shareOfHundred = 100;

function logOdds(chance: number): number {
  const bounded = Math.max(leastSureReading, Math.min(surestReading, chance));
  return Math.log(bounded / (1 - bounded));
}

interface FindingIndex {
  readonly disputed: ReadonlySet<string>;
  readonly repaired: ReadonlySet<string>;
  /** Paths of values, and of the rows that they stand in, that an observation of little weight names. */
  readonly questioned: ReadonlySet<string>;
  /** How many places of the whole document were repaired. */
  readonly repairs: number;
}

function indexFindings(findings: readonly Finding[]): FindingIndex {
  const [disputed, repaired, questioned] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let repairCount = 0;
  for (const { path, code, severity } of findings) {
    if (repairs.has(code)) repairCount += 1;
    if (path === null || isRemarkOnForm(code)) continue;
    if (repairs.has(code)) repaired.add(path);
    else if (severity === "info") questioned.add(path).add(rowOf(path));
    else disputed.add(path);
  }
  return { disputed, repaired, questioned, repairs: repairCount };
}

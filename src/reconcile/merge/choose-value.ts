import type { Place } from "../../document/place.ts";

export type Scalar = string | number | boolean;

/** One document's reading of a value, as one of several to choose from. */
export interface ValueCandidate<T extends Scalar> {
  readonly documentId: number;
  /** The leaf's path in its document's record. */
  readonly path: string;
  readonly value: T;
  readonly raw: string | null;
  readonly at: readonly Place[];
  readonly confidence: number;
  readonly rule: string;
  /** How far the kind of document can be trusted to say what it says, 0 to 1: see rank-readings.ts. */
  readonly quality: number;
  /** Whether a person entered or confirmed it. */
  readonly entered: boolean;
}

/** A candidate with what became of it. */
export interface JudgedCandidate<T extends Scalar> extends ValueCandidate<T> {
  readonly chosen: boolean;
  readonly reason: string;
}

/** The chosen value, every candidate with its reason (the chosen one first), and whether two of them contradict. */
export interface ValueChoice<T extends Scalar> {
  readonly value: T | null;
  readonly candidates: readonly JudgedCandidate<T>[];
  readonly differs: boolean;
}

/** Nothing read is more certain than this: a chance of 1 would outweigh any number of others. */
const surest = 0.999_9;
/** Weight of what a person entered, above any sum of readings. */
const enteredWeight = 1000;

/**
 * Chooses one of several documents' readings of a value: what a person entered, else the value with the most evidence
 * behind it (equal readings add up), else the better source. Of equal values the more exact spelling stands. Independent
 * of the order of the candidates.
 */
export function chooseValue<T extends Scalar>(candidates: readonly ValueCandidate<T>[]): ValueChoice<T> {
  const ordered = candidates.toSorted(compareCandidates);
  const groups = groupEqual(ordered);
  const [best, ...rest] = groups.toSorted((one, other) => weigh(other) - weigh(one));
  const chosen = best === undefined ? undefined : pickMostExact(best);
  if (best === undefined || chosen === undefined) return { value: null, candidates: [], differs: false };
  const judged = [
    judge(chosen, true, explainChoice(chosen, best.length, rest.length)),
    ...best.filter((one) => one !== chosen).map((one) => judge(one, false, `says the same as ${chosen.path} of another document`)),
    ...rest.flat().map((one) => judge(one, false, explainRefusal(one, chosen, best.length))),
  ];
  return { value: chosen.value, candidates: judged, differs: rest.length > 0 };
}

function judge<T extends Scalar>(candidate: ValueCandidate<T>, chosen: boolean, reason: string): JudgedCandidate<T> {
  return { ...candidate, chosen, reason };
}

/** What a person entered first, then the better source, then the surer reading, then by document and path. */
function compareCandidates(one: ValueCandidate<Scalar>, other: ValueCandidate<Scalar>): number {
  return (
    Number(other.entered) - Number(one.entered) ||
    other.quality - one.quality ||
    other.confidence - one.confidence ||
    one.documentId - other.documentId ||
    (one.path < other.path ? -1 : 1)
  );
}

function groupEqual<T extends Scalar>(candidates: readonly ValueCandidate<T>[]): ValueCandidate<T>[][] {
  const groups: ValueCandidate<T>[][] = [];
  for (const candidate of candidates) {
    const group = groups.find((members) => members.every((member) => saysTheSame(member.value, candidate.value)));
    if (group === undefined) groups.push([candidate]);
    else group.push(candidate);
  }
  return groups;
}

const isoDate = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u;

/** Whether two values are one: width, white space and punctuation aside, and a date as far as both are printed. */
export function saysTheSame(one: Scalar, other: Scalar): boolean {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  if (isoDate.test(one) && isoDate.test(other)) return one.startsWith(other) || other.startsWith(one);
  return foldText(one) === foldText(other);
}

function foldText(text: string): string {
  const folded = text.normalize("NFKC").replace(/\s/gu, "");
  // A text of punctuation alone is told apart by it.
  return folded.replace(/[\p{P}]/gu, "") || folded;
}

/** The evidence behind a value: each reading's chance of being wrong, multiplied, as a logarithm. */
function weigh(group: readonly ValueCandidate<Scalar>[]): number {
  return group.reduce((so, { confidence, quality, entered }) => so + (entered ? enteredWeight : -Math.log(1 - Math.min(surest, confidence * quality))), 0);
}

/** Only dates differ in exactness: 2023-01-01 says more than 2023-01. */
function pickMostExact<T extends Scalar>(group: readonly ValueCandidate<T>[]): ValueCandidate<T> | undefined {
  const isDate = group.every(({ value }) => typeof value === "string" && isoDate.test(value));
  if (!isDate) return group[0];
  return group.reduce((so, next) => (!so.entered && String(next.value).length > String(so.value).length ? next : so));
}

function explainChoice(chosen: ValueCandidate<Scalar>, agreeing: number, others: number): string {
  if (chosen.entered) return "a person entered it";
  if (agreeing > 1) return `${agreeing} documents say so`;
  return others === 0 ? "the only reading" : `the surest reading (${formatChance(chosen)})`;
}

function explainRefusal(refused: ValueCandidate<Scalar>, chosen: ValueCandidate<Scalar>, agreeing: number): string {
  if (chosen.entered) return "a person entered another value";
  if (agreeing > 1) return `${agreeing} documents say otherwise`;
  return `less sure (${formatChance(refused)} against ${formatChance(chosen)})`;
}

function formatChance({ confidence, quality }: ValueCandidate<Scalar>): string {
  return (confidence * quality).toFixed(3);
}

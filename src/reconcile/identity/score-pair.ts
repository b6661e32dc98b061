import { liesIn } from "../../canonical/region.ts";
import { editDistance } from "../../canonical/similarity.ts";
import { compareNames, compareUnits, type UnitLikeness } from "./compare-names.ts";
import type { ProjectSketch } from "./project-sketch.ts";

/** One piece of evidence, for people and for the sum: `weight` in natural log odds, above 0 where it speaks for one project. */
export interface Reason {
  readonly about: "name" | "unit" | "region" | "year" | "code" | "amount" | "dates" | "document" | "person";
  readonly weight: number;
  readonly text: string;
}

/** How likely two readings are of one project, and why. */
export interface PairScore {
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Before any evidence: two readings that share a blocking key are seldom one project. */
const prior = -6;
/** Evidence that nothing else outweighs. */
const decisive = 20;

/**
 * Weighs the evidence that two readings are of one project of one year. The weights are set so that no single fact joins:
 * an equal name needs a unit, a code, or an amount beside it. A different year or region, or the same document, decides alone.
 */
export function scorePair(one: ProjectSketch, other: ProjectSketch): PairScore {
  return sumUp([...judgeDocument(one, other), ...judgeYear(one, other), ...judgeCommon(one, other), ...judgeCode(one, other), ...judgeAmount(one, other), ...judgeDates(one, other)]);
}

/**
 * Weighs the evidence that two readings are of one project in two years: name, unit and region as in `scorePair`; code,
 * amount and dates change from year to year and only help.
 */
export function scoreSeries(one: ProjectSketch, other: ProjectSketch): PairScore {
  const helping = [...judgeCode(one, other), ...judgeAmount(one, other)].filter((reason) => reason.weight > 0);
  return sumUp([...judgeCommon(one, other), ...helping]);
}

function sumUp(reasons: readonly Reason[]): PairScore {
  const logOdds = reasons.reduce((so, reason) => so + reason.weight, prior);
  return { score: 1 / (1 + Math.exp(-logOdds)), reasons };
}

function judgeCommon(one: ProjectSketch, other: ProjectSketch): Reason[] {
  return [...judgeName(one, other), ...judgeUnit(one, other), ...judgeRegion(one, other)];
}

function judgeDocument({ facts: one }: ProjectSketch, { facts: other }: ProjectSketch): Reason[] {
  if (one.documentId !== other.documentId || one.kind !== other.kind) return [];
  return [{ about: "document", weight: -decisive, text: "one document lists them as two" }];
}

function judgeYear(one: ProjectSketch, other: ProjectSketch): Reason[] {
  if (one.year === null || other.year === null) return one.year === other.year ? [] : [{ about: "year", weight: -1, text: "one names no year" }];
  return one.year === other.year ? [] : [{ about: "year", weight: -decisive, text: `${one.year} and ${other.year}` }];
}

/** From this length on a name is hardly another's by chance, even with a misread character. */
const longName = 12;

function judgeName(one: ProjectSketch, other: ProjectSketch): Reason[] {
  if (one.name === null || other.name === null) return [{ about: "name", weight: -2, text: "one has no name" }];
  const likeness = compareNames(one.name, other.name);
  switch (likeness.kind) {
    case "same":
      return [{ about: "name", weight: 6, text: `same name, ${one.facts.name ?? ""}` }];
    case "core":
      return [{ about: "name", weight: 5, text: "same name but for its region, year or ending" }];
    case "near": {
      const isLong = Math.max(one.name.core.length, other.name.core.length) >= longName;
      const weight = likeness.share >= 0.9 ? (isLong ? 4 : 3) : likeness.share >= 0.8 ? 2.5 : 1;
      return [{ about: "name", weight, text: `names that differ in ${likeness.distance} characters` }];
    }
    case "numbered":
      return [{ about: "name", weight: -8, text: `numbered differently (${likeness.one || "none"}, ${likeness.other || "none"})` }];
    case "contrasted":
      return [{ about: "name", weight: -6, text: `${likeness.one} and ${likeness.other}` }];
    case "different":
      return [{ about: "name", weight: -6, text: "different names" }];
  }
}

const unitWeights: Record<UnitLikeness, number> = { same: 3, near: 2, part: 1.5, unsure: 0, different: -6 };

function judgeUnit(one: ProjectSketch, other: ProjectSketch): Reason[] {
  if (one.units.length === 0 || other.units.length === 0) return [];
  if (one.unit !== null && other.unit !== null) return [describeUnit(compareUnits(one.unit, other.unit), one.unit.full, other.unit.full)];
  // A department's list names no implementing unit; its own name is what the project's form has as supervisor or reporter.
  const likenesses = one.units.flatMap((mine) => other.units.map((theirs) => ({ mine, theirs, likeness: compareUnits(mine, theirs) })));
  const best = likenesses.reduce((so, next) => (unitWeights[next.likeness] > unitWeights[so.likeness] ? next : so));
  return [describeUnit(best.likeness, best.mine.full, best.theirs.full)];
}

function describeUnit(likeness: UnitLikeness, one: string, other: string): Reason {
  const texts = { same: `same unit, ${one}`, near: `units that read alike (${one}, ${other})`, part: `${one} and ${other} are unit and section`, unsure: `units that may be one, misread (${one}, ${other})`, different: `${one} and ${other}` };
  return { about: "unit", weight: unitWeights[likeness], text: texts[likeness] };
}

function judgeRegion({ facts: one }: ProjectSketch, { facts: other }: ProjectSketch): Reason[] {
  if (one.regionCode === null || other.regionCode === null) return [];
  if (one.regionCode === other.regionCode) return [{ about: "region", weight: 1, text: `same region, ${one.regionCode}` }];
  const holds = liesIn(one.regionCode, other.regionCode) || liesIn(other.regionCode, one.regionCode);
  if (holds) return [{ about: "region", weight: 0, text: "one region lies in the other" }];
  return [{ about: "region", weight: -decisive, text: `${one.regionCode} and ${other.regionCode}` }];
}

function judgeCode({ code: one }: ProjectSketch, { code: other }: ProjectSketch): Reason[] {
  if (one === null || other === null) return [];
  if (one === other) return [{ about: "code", weight: 8, text: `same code, ${one}` }];
  // One character may be misread; it may also be the running number of the next project.
  return [{ about: "code", weight: contradicts(one, other) ? -8 : -2, text: `codes ${one} and ${other}` }];
}

/** Whether two codes are two, and not one with a misread character. */
export function contradicts(one: string, other: string): boolean {
  return editDistance(one, other, 1) > 1;
}

/** Two amounts this near are one, rounded in one of the documents. */
const roundedShare = 0.005;
/** 元 read as 万元. */
const unitSlip = 10_000;

function judgeAmount({ facts: one }: ProjectSketch, { facts: other }: ProjectSketch): Reason[] {
  const [first, second] = [one.amountFen, other.amountFen];
  if (first === null || second === null || (first === 0 && second === 0)) return [];
  if (first === second) return [{ about: "amount", weight: weighEqualAmount(first), text: "same amount" }];
  const ratio = Math.max(first, second) / Math.min(first, second);
  if (ratio - 1 < roundedShare) return [{ about: "amount", weight: 1.5, text: "same amount but for rounding" }];
  if (Math.abs(ratio / unitSlip - 1) < roundedShare) return [{ about: "amount", weight: 1, text: "same amount in another unit" }];
  return [{ about: "amount", weight: -2, text: "different amounts" }];
}

/** Many projects cost 100,000 yuan, few 870,350: the more figures an amount has, the less it is equal by chance. */
function weighEqualAmount(fen: number): number {
  const figures = String(fen).replace(/0+$/u, "").length;
  return Math.min(4, 1.5 + figures / 2);
}

function judgeDates({ facts: one }: ProjectSketch, { facts: other }: ProjectSketch): Reason[] {
  const pairs = [[one.startDate, other.startDate], [one.endDate, other.endDate]] as const;
  const known = pairs.filter((pair): pair is readonly [string, string] => pair[0] !== null && pair[1] !== null);
  if (known.length === 0) return [];
  const agree = known.every(([first, second]) => first.startsWith(second) || second.startsWith(first));
  return [agree ? { about: "dates", weight: 0.5, text: "same dates" } : { about: "dates", weight: -0.5, text: "different dates" }];
}

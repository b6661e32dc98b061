import { editDistance } from "../../canonical/similarity.ts";
import type { FoldedName, FoldedUnit } from "./fold-name.ts";

/** How near two names are. `near` gives the distance and the share of characters that agree. */
export type NameLikeness =
  | { readonly kind: "same" }
  | { readonly kind: "core" }
  | { readonly kind: "near"; readonly distance: number; readonly share: number }
  | { readonly kind: "numbered"; readonly one: string; readonly other: string }
  | { readonly kind: "contrasted"; readonly one: string; readonly other: string }
  | { readonly kind: "different" };

/** Below this share of equal characters two names are two names, whatever an OCR may have done to one. */
const lowestShare = 0.7;
/** 10 × (1 - 0.8) is a little less than 2 in floating point. */
const rounding = 1e-9;
/** Words that set projects of one unit apart; a reader seldom takes one for another of its group. */
const contrasts = ["东西南北中", "上下", "大中小高", "幼小初高", "男女", "新旧老", "甲乙丙丁", "左右", "前后", "内外", "一二三四五六七八九十", "春夏秋冬", "省市县区镇乡村", "abcdefgh"];

/** Compares the names of two projects. Names that differ in a number or an ordinal (一期, 二期) are `numbered`, not near. */
export function compareNames(one: FoldedName, other: FoldedName): NameLikeness {
  if (one.full === other.full) return { kind: "same" };
  if (one.numerals !== other.numerals) return { kind: "numbered", one: one.numerals, other: other.numerals };
  if (one.core === other.core) return { kind: "core" };
  const nearest = [measure(one.full, other.full), measure(one.core, other.core)].reduce((so, next) => (next.share > so.share ? next : so));
  if (nearest.share < lowestShare) return { kind: "different" };
  return findContrast(one.core, other.core) ?? findContrast(one.full, other.full) ?? { kind: "near", ...nearest };
}

/** Distance and share of two texts; a share of 0 where they differ by more than can matter. */
function measure(one: string, other: string): { readonly distance: number; readonly share: number } {
  const length = Math.max(one.length, other.length);
  const limit = Math.floor(length * (1 - lowestShare) + rounding);
  const distance = editDistance(one, other, limit);
  return { distance, share: distance > limit ? 0 : 1 - distance / length };
}

/** A pair of contrasting words where two names of one length differ, e.g. 东 and 西. */
function findContrast(one: string, other: string): NameLikeness | undefined {
  if (one.length !== other.length) return undefined;
  for (let at = 0; at < one.length; at += 1) {
    const [left, right] = [one.charAt(at), other.charAt(at)];
    if (left !== right && contrasts.some((group) => group.includes(left) && group.includes(right))) return { kind: "contrasted", one: left, other: right };
  }
  return undefined;
}

export type UnitLikeness = "same" | "near" | "part" | "unsure" | "different";

/** From this share of equal characters on two units are one, misread; between the two shares nothing can be said. */
const nearUnit = 0.8;
const unsureUnit = 0.65;
const shortestPart = 4;

/**
 * Compares two units: `same` also where one leaves out the region in front; `part` where one is a section of the other
 * (某局 and 某局某科). Units that differ in a contrasting word (第一中学, 第二中学) are `different`.
 */
export function compareUnits(one: FoldedUnit, other: FoldedUnit): UnitLikeness {
  if (one.full === other.full || leavesOutRegion(one, other) || leavesOutRegion(other, one)) return "same";
  const [short, long] = one.full.length <= other.full.length ? [one, other] : [other, one];
  if (short.full.length >= shortestPart && long.full.startsWith(short.full)) return "part";
  const share = measure(one.full, other.full).share;
  if (share < unsureUnit || findContrast(one.full, other.full) !== undefined) return "different";
  return share >= nearUnit ? "near" : "unsure";
}

function leavesOutRegion(short: FoldedUnit, long: FoldedUnit): boolean {
  return short.full.length >= long.core.length && long.full.endsWith(short.full);
}

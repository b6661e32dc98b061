import type { ProjectSketch } from "./project-sketch.ts";

/** More name hashes find more misread names: two names that share half of their character pairs meet with 1 - 0.5⁸ = 99.6 %. */
const nameHashes = 8;
/** Pairs of unit hashes: a single one is shared by every 教育局. */
const unitBands = 3;
/** A key that more readings share than this says little; its readings are then compared with their neighbours in order only. */
const largestBlock = 200;
const neighbours = 20;
/** Keys of 32 bits times this are still exact in a double. */
const mostReadings = 2 ** 21;

/**
 * The keys of a reading, 32 bits each: two readings are compared when they share one. A key holds a part of the name and a
 * piece of second evidence (a unit, an amount within its region), since a name alone never joins; or a code. A misread
 * name meets by its unit or amount, a misread unit by the whole name or by the amount. `withYear` keeps years apart.
 *
 * The keys of one reading stand in a few runs of neighbours, one for each piece of evidence, so that an index of the keys of
 * a million readings is touched in a few places for each, not in thirty.
 */
export function listBlockingKeys(sketch: ProjectSketch, withYear = true): number[] {
  const seed = withYear ? (sketch.year ?? 0) : 0;
  const keys = sketch.code === null ? [] : [hashText(sketch.code, seed + 1)];
  if (sketch.name === null) return keys;
  const region = Number(sketch.facts.regionCode ?? 0);
  const whole = hashText(sketch.name.core, seed);
  for (const part of minHashes(sketch.name.core, nameHashes, seed)) {
    for (const evidence of listEvidence(sketch, region)) keys.push(pack(evidence, part));
  }
  for (const unit of sketch.units) {
    for (const band of listBands(unit.core, region)) keys.push(pack(whole, band));
  }
  return [...new Set(keys)];
}

/** What may stand beside a part of a name: a unit, whole or within its region without its name in front; an amount within its region. */
function listEvidence({ units, facts }: ProjectSketch, region: number): number[] {
  const ofUnits = units.flatMap((unit) => [hashText(unit.full, 2), hashText(unit.core, region)]);
  return facts.amountFen === null || facts.amountFen === 0 ? ofUnits : [...ofUnits, mix(facts.amountFen % 0x1_0000_0000, region)];
}

function listBands(unit: string, region: number): number[] {
  const hashes = minHashes(unit, unitBands * 2, region);
  return Array.from({ length: unitBands }, (_, band) => mix(hashes[band * 2] ?? 0, hashes[band * 2 + 1] ?? 0));
}

/** The smallest hash of the text's character pairs under each of `count` hash functions. */
function minHashes(text: string, count: number, seed: number): number[] {
  const padded = `^${text}$`;
  const smallest = Array.from({ length: count }, () => Number.POSITIVE_INFINITY);
  for (let at = 0; at + 1 < padded.length; at += 1) {
    const pair = (padded.charCodeAt(at) * 65_599 + padded.charCodeAt(at + 1)) >>> 0;
    for (let which = 0; which < count; which += 1) {
      smallest[which] = Math.min(smallest[which] ?? 0, mix(pair, which * 7919 + 11));
    }
  }
  return smallest.map((hash, which) => mix(hash, seed * 31 + which));
}

/** Mixes two 32-bit numbers into one (murmur3's finaliser). Source: https://github.com/aappleby/smhasher, public domain. */
function mix(one: number, other: number): number {
  let hash = (one ^ Math.imul(other, 0x9e37_79b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One key of two hashes, 16 bits of each; keys with the same first hash are neighbours. */
function pack(first: number, second: number): number {
  return (first & 0xffff) * 0x1_0000 + (second & 0xffff);
}

function hashText(text: string, seed: number): number {
  let hash = seed >>> 0;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at) + 1);
  return hash;
}

/** Two readings to compare, by their positions in the list given, the smaller first. */
export type CandidatePair = readonly [number, number];

/**
 * Every pair of readings that share a key, each once. Time grows with n log n: keys are sorted, and blocks of more than
 * 200 readings are compared along their order by name only.
 */
export function findCandidates(sketches: readonly ProjectSketch[], withYear = true): CandidatePair[] {
  const entries = sortEntries(sketches, withYear);
  const size = sketches.length;
  const seen = new Set<number>();
  for (let from = 0; from < entries.length; ) {
    const key = Math.floor((entries[from] ?? 0) / size);
    let to = from + 1;
    while (to < entries.length && Math.floor((entries[to] ?? 0) / size) === key) to += 1;
    if (to - from > 1) addPairs(Array.from(entries.subarray(from, to), (entry) => entry % size), sketches, seen);
    from = to;
  }
  return Array.from(seen, (pair): CandidatePair => [Math.floor(pair / size), pair % size]);
}

/** Key and position of every key of every reading as one number each, `key * size + position`, in order. */
function sortEntries(sketches: readonly ProjectSketch[], withYear: boolean): Float64Array {
  const size = sketches.length;
  if (size > mostReadings) throw new RangeError(`${size} readings are too many to compare at once; ${mostReadings} are the most`);
  const entries: number[] = [];
  for (const [index, sketch] of sketches.entries()) {
    for (const key of listBlockingKeys(sketch, withYear)) entries.push(key * size + index);
  }
  return Float64Array.from(entries).sort();
}

function addPairs(block: readonly number[], sketches: readonly ProjectSketch[], seen: Set<number>): void {
  const isLarge = block.length > largestBlock;
  const ordered = isLarge ? block.toSorted((one, other) => compareText(sortText(sketches[one]), sortText(sketches[other]))) : block;
  for (const [at, one] of ordered.entries()) {
    const reach = isLarge ? Math.min(ordered.length, at + 1 + neighbours) : ordered.length;
    for (let next = at + 1; next < reach; next += 1) {
      const other = ordered[next] ?? one;
      seen.add(Math.min(one, other) * sketches.length + Math.max(one, other));
    }
  }
}

function sortText(sketch: ProjectSketch | undefined): string {
  return [sketch?.name?.core, sketch?.unit?.core, sketch?.facts.amountFen, sketch?.facts.id].join("\n");
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

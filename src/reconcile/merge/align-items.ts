import { editDistance } from "../../canonical/similarity.ts";
import { clusterByLinks, type Link } from "../identity/cluster.ts";

/** One item of one reading's list: which reading (by rank, 0 the best), and its position there. */
export interface PlacedItem<T> {
  readonly rank: number;
  readonly index: number;
  readonly item: T;
}

/** Items that are one, at most one of each reading, the best reading's first. */
export type AlignedItem<T> = readonly PlacedItem<T>[];

/** From this likeness on two items are one. */
const alikeFrom = 0.7;
/** Items at one position are told from look-alikes by this much; too little to make unlike ones alike. */
const positionBonus = 0.001;

/**
 * Aligns the lists of several readings of one project (best first) by what their items say. `likeness` gives 0 to 1. The
 * result is in the order of the best reading; items that it lacks follow, in the order of the next. Deterministic.
 */
export function alignItems<T>(lists: readonly (readonly T[])[], likeness: (one: T, other: T) => number): AlignedItem<T>[] {
  const placed = lists.flatMap((items, rank) => items.map((item, index): PlacedItem<T> => ({ rank, index, item })));
  const ids = placed.map(({ rank, index }) => `${String(rank).padStart(6, "0")}.${String(index).padStart(6, "0")}`);
  const links = placed.flatMap((one, at) => placed.slice(at + 1).flatMap((other, offset) => scoreItems(one, other, at, at + 1 + offset, likeness)));
  const clusters = clusterByLinks(ids, links, (cluster, joining) =>
    cluster.every((one) => joining.every((other) => placed[one]?.rank !== placed[other]?.rank)),
  );
  return clusters.map((members) => members.flatMap((member) => placed[member] ?? []));
}

function scoreItems<T>(one: PlacedItem<T>, other: PlacedItem<T>, at: number, otherAt: number, likeness: (one: T, other: T) => number): Link[] {
  if (one.rank === other.rank) return [];
  const score = likeness(one.item, other.item);
  return score < alikeFrom ? [] : [{ one: at, other: otherAt, score: score - positionBonus * Math.min(1, Math.abs(one.index - other.index) / 100) }];
}

/** How alike two texts are, 0 to 1: the share of characters that agree, width, white space and punctuation aside. Two blanks are alike. */
export function compareTexts(one: string | null, other: string | null): number {
  const [first, second] = [one, other].map((text) => (text ?? "").normalize("NFKC").replace(/[\s\p{P}]/gu, ""));
  if (first === undefined || second === undefined || first === second) return 1;
  if (first === "" || second === "") return 0;
  const length = Math.max(first.length, second.length);
  return 1 - editDistance(first, second, Math.ceil(length * (1 - alikeFrom))) / length;
}

/** A scored link between two items, by their positions. */
export interface Link {
  readonly one: number;
  readonly other: number;
  readonly score: number;
}

/**
 * Joins items along the links, the strongest first, wherever `mayJoin` lets two clusters (given by their members) become
 * one. Ties go by the items' ids, so the result does not depend on the order of items or links. Gives the clusters, members
 * in the order of their ids, clusters in the order of their first.
 */
export function clusterByLinks(
  ids: readonly string[],
  links: readonly Link[],
  mayJoin: (one: readonly number[], other: readonly number[]) => boolean,
): number[][] {
  const rank = rankIds(ids);
  const clusters = ids.map((_, index) => [index]);
  const clusterOf = ids.map((_, index) => index);
  for (const link of links.toSorted((one, other) => compareLinks(one, other, rank))) {
    const [into, from] = [clusterOf[link.one] ?? 0, clusterOf[link.other] ?? 0];
    const [members, joining] = [clusters[into] ?? [], clusters[from] ?? []];
    if (into === from || !mayJoin(members, joining)) continue;
    members.push(...joining);
    for (const member of joining) clusterOf[member] = into;
    clusters[from] = [];
  }
  const byId = (one: number, other: number): number => (rank[one] ?? 0) - (rank[other] ?? 0);
  const filled = clusters.filter((members) => members.length > 0).map((members) => members.toSorted(byId));
  return filled.sort((one, other) => byId(one[0] ?? 0, other[0] ?? 0));
}

function rankIds(ids: readonly string[]): number[] {
  const order = ids.map((_, index) => index).sort((one, other) => compareText(ids[one] ?? "", ids[other] ?? ""));
  const rank: number[] = [];
  for (const [position, index] of order.entries()) rank[index] = position;
  return rank;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function compareLinks(one: Link, other: Link, rank: readonly number[]): number {
  if (one.score !== other.score) return other.score - one.score;
  const [first, second] = [one, other].map((link) => [rank[link.one] ?? 0, rank[link.other] ?? 0].sort((a, b) => a - b));
  return (first?.[0] ?? 0) - (second?.[0] ?? 0) || (first?.[1] ?? 0) - (second?.[1] ?? 0);
}

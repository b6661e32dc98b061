import type { Box } from "../document/place.ts";
import type { Edge } from "./edges.ts";

/** Edges that meet or cross, directly or over others: the rules of one table, or of one frame. */
export interface Component {
  readonly edges: readonly Edge[];
  readonly box: Box;
}

/** An edge that ends this far short of another still meets it. */
const MEET_PT = 4;

/** Groups of edges that meet; an edge that meets no other is not part of any. In order of their top left corner. */
export function findComponents(edges: readonly Edge[]): Component[] {
  const levels = edges.filter((edge) => edge.axis === "horizontal");
  const uprights = edges.filter((edge) => edge.axis === "vertical").toSorted((a, b) => a.position - b.position);
  const groups = new Groups(edges);
  for (const level of levels) {
    for (let i = firstFrom(uprights, level.from - MEET_PT); i < uprights.length; i++) {
      const upright = uprights[i];
      if (upright === undefined || upright.position > level.to + MEET_PT) break;
      if (level.position >= upright.from - MEET_PT && level.position <= upright.to + MEET_PT) groups.link(level, upright);
    }
  }
  return groups
    .list()
    .filter((members) => members.length > 1)
    .map((members) => ({ edges: members, box: boxOf(members) }))
    .toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** The box around edges. */
export function boxOf(edges: readonly Edge[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { axis, position, from, to } of edges) {
    const [x0, y0, x1, y1] = axis === "horizontal" ? [from, position, to, position] : [position, from, position, to];
    box[0] = Math.min(box[0], x0);
    box[1] = Math.min(box[1], y0);
    box[2] = Math.max(box[2], x1);
    box[3] = Math.max(box[3], y1);
  }
  return box;
}

/** Index of the first edge whose position is at least `position`. */
function firstFrom(sorted: readonly Edge[], position: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.position ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Disjoint sets of edges. */
class Groups {
  readonly #parent = new Map<Edge, Edge>();

  constructor(edges: readonly Edge[]) {
    for (const edge of edges) this.#parent.set(edge, edge);
  }

  link(a: Edge, b: Edge): void {
    this.#parent.set(this.#root(a), this.#root(b));
  }

  list(): Edge[][] {
    return [...Map.groupBy(this.#parent.keys(), (edge) => this.#root(edge)).values()];
  }

  #root(edge: Edge): Edge {
    let root = edge;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root)) root = next;
    // Point the way straight at the root, so that the next walk is short.
    for (let step = edge; step !== root; ) {
      const next = this.#parent.get(step) ?? root;
      this.#parent.set(step, root);
      step = next;
    }
    return root;
  }
}

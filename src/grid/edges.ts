import type { Ruling } from "../document/page-content.ts";

/** A stretch of a ruling line that is exactly level or upright: `position` across it, `from` to `to` along it, in points. */
export interface Edge {
  readonly axis: "horizontal" | "vertical";
  readonly position: number;
  readonly from: number;
  readonly to: number;
  /** Where long pieces of it meet end to end, as at the sides of cells that are each drawn by themselves; ascending. */
  readonly joints?: readonly number[];
}

/** Lines this near are one line: drawn twice, double, or the two sides of a thin box. A row of text is never this low. */
const SNAP_PT = 3;
/** A steeper line is a diagonal, not a rule: 3 points over a hundred, well above the skew a scan keeps after deskewing. */
const MAX_SLOPE = 0.03;
/** Gaps up to this between two stretches on one line are flaws of drawing, narrower than any column. */
const JOIN_GAP_PT = 4;
/** Dashes are no longer than this, and the gaps between them no wider. */
const DASH_PT = 15;
const DASH_GAP_PT = 12;
/** A line no longer than this is a dot of a dotted line, or nothing. */
const DOT_PT = 3.5;
/** Pieces of a rule that are at least this long and meet within this are the sides of neighbouring cells. */
const PIECE_PT = 16;
const MEET_PT = 1.5;
/** What is shorter after joining is a tick, a check box's side or a speck. */
const MIN_LENGTH_PT = 5;

/** Level and upright edges of a page's rulings: snapped to common positions, with dashes and doubled lines joined. */
export function findEdges(rulings: readonly Ruling[]): Edge[] {
  const edges = rulings.flatMap(toEdge);
  return (["horizontal", "vertical"] as const).flatMap((axis) => {
    const snapped = snap(edges.filter((edge) => edge.axis === axis));
    return join(snapped).filter((edge) => edge.to - edge.from >= MIN_LENGTH_PT);
  });
}

function toEdge(ruling: Ruling): Edge[] {
  const { x0, y0, x1, y1 } = ruling;
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (Math.max(width, height) <= DOT_PT) return dotEdges(ruling);
  if (Math.min(width, height) > MAX_SLOPE * Math.max(width, height)) return [];
  return width >= height
    ? [{ axis: "horizontal", position: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) }]
    : [{ axis: "vertical", position: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) }];
}

/** A dot may be of a level or of an upright dotted line: it counts for both until its neighbours show which. */
function dotEdges({ x0, y0, x1, y1, widthPt }: Ruling): Edge[] {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const half = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), Math.min(widthPt, DOT_PT)) / 2;
  return [
    { axis: "horizontal", position: y, from: x - half, to: x + half },
    { axis: "vertical", position: x, from: y - half, to: y + half },
  ];
}

/** Moves edges whose positions lie within `SNAP_PT` of each other onto their mean, weighted by length. */
function snap(edges: readonly Edge[]): Edge[] {
  const sorted = edges.toSorted((a, b) => a.position - b.position);
  const snapped: Edge[] = [];
  let cluster: Edge[] = [];
  const flush = () => {
    const position = meanPosition(cluster);
    for (const edge of cluster) snapped.push({ ...edge, position });
    cluster = [];
  };
  for (const edge of sorted) {
    const first = cluster[0];
    if (first !== undefined && edge.position - first.position > SNAP_PT) flush();
    cluster.push(edge);
  }
  if (cluster.length > 0) flush();
  return snapped;
}

function meanPosition(edges: readonly Edge[]): number {
  let weighted = 0;
  let total = 0;
  for (const edge of edges) {
    const length = Math.max(edge.to - edge.from, Number.EPSILON);
    weighted += edge.position * length;
    total += length;
  }
  return weighted / total;
}

/** Joins edges of one position that overlap, touch or are parted by no more than a flaw or the gap of a dashed line. */
function join(edges: readonly Edge[]): Edge[] {
  const sorted = edges.toSorted((a, b) => a.position - b.position || a.from - b.from);
  const joined: Edge[] = [];
  let last: Edge | undefined;
  let lastPieceLength = 0;
  let joints: number[] = [];
  const flush = () => {
    if (last !== undefined) joined.push(joints.length === 0 ? last : { ...last, joints });
    joints = [];
  };
  for (const edge of sorted) {
    const length = edge.to - edge.from;
    if (last?.position === edge.position && edge.from - last.to <= allowedGap(lastPieceLength, length)) {
      const isJoint = length >= PIECE_PT && lastPieceLength >= PIECE_PT && Math.abs(edge.from - last.to) <= MEET_PT;
      if (isJoint) joints.push(edge.from);
      last = { ...last, to: Math.max(last.to, edge.to) };
    } else {
      flush();
      last = edge;
    }
    lastPieceLength = length;
  }
  flush();
  return joined;
}

function allowedGap(length1: number, length2: number): number {
  const longest = Math.max(length1, length2);
  if (longest > DASH_PT) return JOIN_GAP_PT;
  return Math.max(JOIN_GAP_PT, Math.min(DASH_GAP_PT, 2 * longest));
}

import type { InkImage } from "./gray-image.ts";
import { collectRuns, type InkRuns } from "./ink-runs.ts";
import { measureClearance, measureCover } from "./ruling-clearance.ts";
import { middleAt, type Line, type PixelRuling } from "./ruling-line.ts";

/** Lengths in units of the page's text size (height of a Chinese character), so that they hold at every resolution. */
const SEED_RUN = 1.6;
const MIN_LENGTH = 1.8;
/** A gap this short is a worn place wherever it lies: no row of a table is as low. */
const WORN_GAP = 0.6;
/** A longer gap is bridged up to here, unless it begins and ends on lines across it: that is a merged cell. */
const LONG_GAP = 3;
/** A line thicker than this is a filled area or a stroke of a heading. */
const MAX_THICKNESS = 0.4;
/** A double line whose parts run together is up to this thick, and long. */
const DOUBLE_THICKNESS = 0.8;
const DOUBLE_ASPECT = 20;
/** A line is at least this many times as long as thick. */
const MIN_ASPECT = 8;
/** A line of this length is a ruling wherever it lies; a shorter one may be a dash or a stroke of a character. */
const FREE_LENGTH = 6;
/** A short ruling begins and ends this near to lines across it. */
const END_SLACK = 0.3;
/** What reaches less than this beyond the last line across may be the stroke of a character that touches it. */
const OVERHANG = 1.3;
/** … and is taken for one where this share of its flanks is ink. */
const OVERHANG_FLANK = 0.1;
/** Strokes of characters have others growing out of them: at most this share of the flanks of a ruling that is not very long may be ink. */
const FLANK_INK = 0.3;
/** Strokes of characters that happen to line up have more of their characters on both sides: this share of a piece, and of a line, must be free on one. */
const CLEAR_PIECE = 0.6;
const CLEAR_LINE = 0.5;
/** A piece or line this long is no row of strokes, whatever stands beside it. */
const SURE_LENGTH = 15;
/** A line has ink over this share of its length; what was bridged may not be the most of it. */
const COVER = 0.6;
/** Gaps of this many pixels inside a run of ink are dropouts of the scanner. */
const DROPOUT_PX = 2;

/**
 * The straight lines of a page that is upright to within half a degree.
 * `textSize` is the height of a character in pixels.
 */
export function findRulings(ink: InkImage, textSize: number, runs: InkRuns = collectRuns(ink)): PixelRuling[] {
  const turned = transpose(ink, runs);
  const acrossPieces = findPieces(ink, runs, textSize);
  const downPieces = findPieces(turned, collectRuns(turned), textSize);
  const across = acrossPieces.map((line) => trimOverhang(line, downPieces, ink, textSize));
  const down = downPieces.map((line) => trimOverhang(line, acrossPieces, turned, textSize));
  const acrossLines = bridgeGaps(across, LONG_GAP * textSize, (from, to, at) => !isMergedCell(down, [from, to, at], textSize));
  const downLines = bridgeGaps(down, LONG_GAP * textSize, (from, to, at) => !isMergedCell(across, [from, to, at], textSize));
  return [
    ...acrossLines.filter((line) => isRuling(line, downLines, ink, textSize)).map((line) => ({ ...line, horizontal: true })),
    ...downLines.filter((line) => isRuling(line, acrossLines, turned, textSize)).map((line) => ({ ...line, horizontal: false })),
  ];
}

/** The picture mirrored at its diagonal: columns become rows. */
export function transpose({ width, height, data }: InkImage, runs: InkRuns): InkImage {
  // Only ink is written; the rest is paper from the start.
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const end = runs.rowStart[y + 1] ?? 0;
    for (let run = runs.rowStart[y] ?? 0; run < end; run++) {
      const to = (runs.to[run] ?? 0) * height + y;
      for (let at = (runs.from[run] ?? 0) * height + y; at < to; at += height) turned[at] = 1;
    }
  }
  return { width: height, height: width, data: turned };
}

interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Straight pieces along the rows, worn places bridged. */
function findPieces(ink: InkImage, runs: InkRuns, textSize: number): Line[] {
  const patches = groupRuns(pickLongRuns(runs, Math.round(SEED_RUN * textSize))).map(measurePatch);
  const thin = patches.filter((line) => isThin(line, textSize) && isClear(line, ink, textSize, CLEAR_PIECE));
  return bridgeGaps(thin, WORN_GAP * textSize, () => true);
}

function isThin({ from, to, thickness }: Line, textSize: number): boolean {
  if (thickness <= Math.max(4, MAX_THICKNESS * textSize)) return true;
  return thickness <= DOUBLE_THICKNESS * textSize && to - from >= Math.max(SURE_LENGTH * textSize, DOUBLE_ASPECT * thickness);
}

function pickLongRuns({ from, to, rowStart }: InkRuns, minLength: number): Run[] {
  const long: Run[] = [];
  for (let row = 0; row + 1 < rowStart.length; row++) {
    const end = rowStart[row + 1] ?? 0;
    for (let run = rowStart[row] ?? 0; run < end; ) {
      const start = from[run] ?? 0;
      let last = to[run] ?? 0;
      while (++run < end && (from[run] ?? 0) - last <= DROPOUT_PX) last = to[run] ?? 0;
      if (last - start >= minLength) long.push({ row, from: start, to: last });
    }
  }
  return long;
}

/** Runs that lie on rows next to each other and overlap belong to one line. */
function groupRuns(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = [];
  let open: Run[][] = [];
  for (const run of runs) {
    open = open.filter((group) => (group.at(-1)?.row ?? 0) >= run.row - 2);
    const mates = open.filter((group) => group.some((other) => run.row - other.row <= 2 && other.from < run.to && run.from < other.to));
    const [home, ...rest] = mates;
    if (!home) {
      const group = [run];
      groups.push(group);
      open.push(group);
      continue;
    }
    for (const other of rest) {
      home.push(...other.splice(0));
    }
    home.push(run);
    open = open.filter((group) => group.length > 0);
  }
  return groups.filter((group) => group.length > 0);
}

/** A line through a group of runs: its ends, and its middle there by least squares over the runs, weighted by length. */
function measurePatch(runs: readonly Run[]): Line {
  const from = Math.min(...runs.map((run) => run.from));
  const to = Math.max(...runs.map((run) => run.to));
  let weight = 0;
  let meanX = 0;
  let meanY = 0;
  for (const run of runs) {
    const length = run.to - run.from;
    weight += length;
    meanX += (length * (run.from + run.to)) / 2;
    meanY += length * (run.row + 0.5);
  }
  meanX /= weight;
  meanY /= weight;
  let spread = 0;
  let slope = 0;
  for (const run of runs) {
    const length = run.to - run.from;
    const offset = (run.from + run.to) / 2 - meanX;
    spread += length * (offset * offset + (length * length) / 12);
    slope += length * offset * (run.row + 0.5 - meanY);
  }
  slope = spread > 0 ? slope / spread : 0;
  const thickness = weight / (to - from);
  return { from, to, middleFrom: meanY + slope * (from - meanX), middleTo: meanY + slope * (to - meanX), thickness };
}

/** Whether a gap of a line is let through: its ends along the line, and where the line lies across. */
type GapJudge = (from: number, to: number, across: number) => boolean;

/** Joins pieces that continue each other over a gap. */
function bridgeGaps(lines: readonly Line[], maxGap: number, allows: GapJudge): Line[] {
  const sorted = [...lines].sort((a, b) => a.from - b.from);
  const joined: Line[] = [];
  for (const line of sorted) {
    const at = joined.findIndex(
      (other) => continues(other, line, maxGap) && (line.from <= other.to || allows(other.to, line.from, other.middleTo)),
    );
    const other = joined[at];
    if (other) joined[at] = joinLines(other, line);
    else joined.push(line);
  }
  return joined;
}

function continues(before: Line, after: Line, maxGap: number): boolean {
  if (after.from - before.to > maxGap) return false;
  const slack = Math.max(2, (before.thickness + after.thickness) / 2);
  return Math.abs(before.middleTo - after.middleFrom) <= slack;
}

function joinLines(before: Line, after: Line): Line {
  const covered = before.thickness * (before.to - before.from) + after.thickness * (after.to - after.from);
  const ink = before.to - before.from + after.to - after.from;
  const longer = after.to > before.to;
  return {
    from: before.from,
    to: longer ? after.to : before.to,
    middleFrom: before.middleFrom,
    middleTo: longer ? after.middleTo : before.middleTo,
    thickness: covered / ink,
  };
}

/** A merged cell interrupts a line from one line across it to another. */
function isMergedCell(crossing: readonly Line[], [from, to, at]: readonly [number, number, number], textSize: number): boolean {
  return endsOn(crossing, from, at, textSize) && endsOn(crossing, to, at, textSize);
}

/** Whether a line's end `along` it, at `across`, lies on one of the lines that cross it. */
function endsOn(crossing: readonly Line[], along: number, across: number, textSize: number): boolean {
  const near = END_SLACK * textSize;
  return crossing.some((other) => {
    if (across < other.from - near || across > other.to + near) return false;
    return Math.abs(middleAt(other, across) - along) <= near + other.thickness / 2;
  });
}

/** The line without a character's stroke that continues it beyond the last line across. */
function trimOverhang(line: Line, crossing: readonly Line[], ink: InkImage, textSize: number): Line {
  const from = findHold(line, line.from, 1, crossing, textSize);
  const to = findHold(line, line.to, -1, crossing, textSize);
  const head = cutOut(line, line.from, from ?? line.from);
  const tail = cutOut(line, to ?? line.to, line.to);
  const newFrom = from !== undefined && measureFlanks(head, ink) > OVERHANG_FLANK ? from : line.from;
  const newTo = to !== undefined && measureFlanks(tail, ink) > OVERHANG_FLANK ? to : line.to;
  return newFrom < newTo ? cutOut(line, newFrom, newTo) : line;
}

/** Where, at most an overhang inside an end, a line across holds the line; `inwards` is 1 at its beginning and -1 at its end. */
function findHold(line: Line, end: number, inwards: 1 | -1, crossing: readonly Line[], textSize: number): number | undefined {
  const near = END_SLACK * textSize;
  const across = middleAt(line, end);
  const distances = crossing
    .filter((other) => other.to - other.from >= MIN_LENGTH * textSize && across >= other.from - near && across <= other.to + near)
    .map((other) => (middleAt(other, across) - end) * inwards)
    .filter((distance) => distance >= -near && distance <= OVERHANG * textSize);
  if (distances.length === 0) return undefined;
  const distance = Math.min(...distances);
  return distance <= near ? end : Math.round(end + inwards * distance);
}

function cutOut(line: Line, from: number, to: number): Line {
  return { ...line, from, to, middleFrom: middleAt(line, from), middleTo: middleAt(line, to) };
}

function isRuling(line: Line, crossing: readonly Line[], ink: InkImage, textSize: number): boolean {
  const length = line.to - line.from;
  if (length < MIN_LENGTH * textSize || length < MIN_ASPECT * line.thickness) return false;
  if (measureCover(line, ink) < COVER) return false;
  if (length >= SURE_LENGTH * textSize) return true;
  if (!isClear(line, ink, textSize, CLEAR_LINE) || measureFlanks(line, ink) > FLANK_INK) return false;
  if (length >= FREE_LENGTH * textSize) return true;
  return findHold(line, line.from, 1, crossing, textSize) !== undefined && findHold(line, line.to, -1, crossing, textSize) !== undefined;
}

function isClear(line: Line, ink: InkImage, textSize: number, share: number): boolean {
  return line.to - line.from >= SURE_LENGTH * textSize || measureClearance(line, ink, textSize) >= share;
}

/** The share of ink just beside a line, on the side that has more. */
function measureFlanks(line: Line, ink: InkImage): number {
  const away = line.thickness / 2 + 2;
  const counts = [0, 0];
  for (let x = line.from; x < line.to; x++) {
    const middle = middleAt(line, x);
    for (const side of [0, 1]) {
      const y = Math.floor(middle + (side === 0 ? -away : away));
      if (y >= 0 && y < ink.height && ink.data[y * ink.width + x] === 1) counts[side] = (counts[side] ?? 0) + 1;
    }
  }
  return Math.max(...counts) / Math.max(1, line.to - line.from);
}

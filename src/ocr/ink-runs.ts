import type { InkImage } from "./gray-image.ts";

/** Runs of ink along rows, in row order; `to` is exclusive. */
export interface InkRuns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Index of the first run of each row, and one more entry at the end. */
  readonly rowStart: Int32Array;
  readonly count: number;
}

/** A page of print has some hundred thousand runs; the lists grow where that is not enough. */
const FIRST_ROOM = 1 << 17;

/** All runs of ink of a picture. */
export function collectRuns(ink: InkImage): InkRuns {
  const { width, height } = ink;
  const { bytes, words } = alignWords(ink.data);
  const rowStart = new Int32Array(height + 1);
  let [from, to] = [new Int32Array(FIRST_ROOM), new Int32Array(FIRST_ROOM)];
  let count = 0;
  for (let y = 0; y < height; y++) {
    const base = y * width;
    const end = base + width;
    rowStart[y] = count;
    if (count + width > from.length) [from, to] = [grow(from), grow(to)];
    for (let at = nextInk(bytes, words, base, end); at < end; at = nextInk(bytes, words, at, end)) {
      from[count] = at - base;
      while (at < end && bytes[at] === 1) at++;
      to[count++] = at - base;
    }
  }
  rowStart[height] = count;
  return { from: from.subarray(0, count), to: to.subarray(0, count), rowStart, count };
}

/** The pixels one by one and, since most of a page is paper, by fours. */
function alignWords(data: Uint8Array): { readonly bytes: Uint8Array; readonly words: Uint32Array } {
  const bytes = data.byteOffset % 4 === 0 ? data : data.slice();
  return { bytes, words: new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) };
}

/** The first ink at or after a place, or `end`. */
function nextInk(bytes: Uint8Array, words: Uint32Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 1) {
    at++;
    if ((at & 3) === 0) while (at < end && words[at >> 2] === 0) at += 4;
  }
  return Math.min(at, end);
}

function grow(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * list.length);
  larger.set(list);
  return larger;
}

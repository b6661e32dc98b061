import type { Random } from "../../../samples/make/random.ts";
import type { Mutator } from "./mutator.ts";

/** Where a slice of the bytes begins and ends; mostly short, sometimes anything. */
function pickSlice(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = random.int(0, bytes.length);
  const longest = random.pick([4, 16, 64, 1024, bytes.length]);
  return [from, Math.min(bytes.length, from + random.int(0, longest))];
}

function replace(bytes: Uint8Array, from: number, to: number, put: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)]);
}

/** Flips one to eight bits. */
export const flipBits: Mutator = (bytes, random) => {
  const copy = Uint8Array.from(bytes);
  for (let count = random.int(1, 8); count > 0 && copy.length > 0; count -= 1) {
    const at = random.int(0, copy.length - 1);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.int(0, 7));
  }
  return copy;
};

/** Bytes at which counts and lengths go over. */
const edgeBytes = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff];

/** Sets one to eight bytes in a row to a value at the edge. */
export const setBytes: Mutator = (bytes, random) => {
  const from = random.int(0, bytes.length);
  const put = new Uint8Array(random.pick([1, 2, 4, 8])).fill(random.pick(edgeBytes));
  return replace(bytes, from, Math.min(bytes.length, from + put.length), put);
};

export const truncate: Mutator = (bytes, random) => bytes.subarray(0, random.int(0, bytes.length));

export const removeSlice: Mutator = (bytes, random) => {
  const [from, to] = pickSlice(bytes, random);
  return replace(bytes, from, to, new Uint8Array());
};

/** Puts a slice in once more, up to some thousand times: lists, nesting and lines that have no end. */
export const repeatSlice: Mutator = (bytes, random) => {
  const [from, to] = pickSlice(bytes, random);
  const times = random.pick([1, 1, 1, 2, 8, 64, 4096]);
  const most = Math.max(1, Math.floor((128 * 1024) / Math.max(1, to - from)));
  const slice = Buffer.from(bytes.subarray(from, to));
  return replace(bytes, to, to, Buffer.concat(Array<Buffer>(Math.min(times, most)).fill(slice)));
};

/** Moves a slice to another place. */
export const moveSlice: Mutator = (bytes, random) => {
  const [from, to] = pickSlice(bytes, random);
  const rest = replace(bytes, from, to, new Uint8Array());
  const at = random.int(0, rest.length);
  return replace(rest, at, at, bytes.subarray(from, to));
};

/** The beginning of this input with the end, or a slice from the middle, of another. */
export const splice: Mutator = (bytes, random, others) => {
  const other = random.pick(others.length === 0 ? [bytes] : others);
  if (random.chance(0.5)) return Buffer.concat([bytes.subarray(0, random.int(0, bytes.length)), other.subarray(random.int(0, other.length))]);
  const [from, to] = pickSlice(bytes, random);
  const [otherFrom, otherTo] = pickSlice(other, random);
  return replace(bytes, from, to, other.subarray(otherFrom, otherTo));
};

/** What fits every format. */
export const byteMutators: readonly Mutator[] = [flipBits, setBytes, truncate, removeSlice, repeatSlice, moveSlice, splice];

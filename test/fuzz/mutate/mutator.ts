import type { Random } from "../../../samples/make/random.ts";

/** Changes an input a little; `others` are further good inputs of the format, to take pieces from. */
export type Mutator = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

/** What a mutation may grow an input to, in bytes: what breaks on more breaks on less. */
export const largestInputBytes = 256 * 1024;

/** Applies one to four of the mutators, one on top of the other, and cuts what has grown too large. */
export function mutate(bytes: Uint8Array, mutators: readonly Mutator[], random: Random, others: readonly Uint8Array[]): Uint8Array {
  const rounds = random.pick([1, 1, 1, 2, 2, 3, 4]);
  let mutated = bytes;
  for (let round = 0; round < rounds; round += 1) mutated = random.pick(mutators)(mutated, random, others).subarray(0, largestInputBytes);
  return mutated;
}

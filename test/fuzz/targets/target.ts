import type { Mutator } from "../mutate/mutator.ts";
import type { Random } from "../../../samples/make/random.ts";
import { mutate } from "../mutate/mutator.ts";

/** Something that reads bytes and must bear any. */
export interface Target {
  readonly name: string;
  /** Good inputs that mutations start from. */
  readonly makeSeeds: () => Promise<readonly Uint8Array[]>;
  readonly mutators: readonly Mutator[];
  /**
   * Reads an input; the answer is compared where it is read twice.
   * @throws {ExtractionError} for an input that is refused; anything else that it throws is a fault.
   */
  readonly read: (bytes: Uint8Array) => Promise<unknown>;
}

/** The mutated input of a number; the same in every run and process. */
export function makeInput(target: Target, seeds: readonly Uint8Array[], random: Random): Uint8Array {
  const seed = random.pick(seeds);
  return mutate(seed, target.mutators, random, seeds);
}

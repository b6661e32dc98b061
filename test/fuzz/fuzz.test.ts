import { describe, expect, test } from "vitest";
import { emptyTally, runTarget } from "./run/run-target.ts";
import { targets } from "./targets/index.ts";

/** For each target; `npm run fuzz` goes on from here to 20,000 and more. */
const usualInputs = 500;
/** A whole form is mapped and stored for each: ten times the work of reading one. */
const mappedInputs = 100;
const seed = "ci";

describe.concurrent("mutated input", () => {
  test.each(targets.map((target) => target.name))("of %s is read or refused with a reason, steadily, in bounded time and memory", { timeout: 600_000 }, async (name) => {
    const inputs = name === "mapping" ? mappedInputs : usualInputs;
    const tally = await runTarget(name, emptyTally, { seed, to: inputs });
    expect(tally.faults).toEqual([]);
    expect(tally.done).toBe(inputs);
    // Were all refused at the door, nothing behind it would have been tried.
    expect(tally.outcomes["read"] ?? 0).toBeGreaterThan(inputs / 50);
  });
});

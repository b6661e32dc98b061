import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateDocument } from "../bench/generate.ts";
import type { AccuracyOptions, Damage } from "../bench/options.ts";
import { writeFormat } from "../../samples/make/write-format.ts";
import { scoreLeaves } from "../support/leaf-score.ts";
import { readBytes } from "./read-form.ts";

const noPrinter = (): never => {
  throw new Error("Text needs no printer.");
};

async function scoreForm(index: number, seed: string, damage: Damage): Promise<number> {
  const options: AccuracyOptions = { layouts: ["changdu"], formats: ["text"], count: 1, seed, damage, brief: false, check: false };
  const { drawing, random } = generateDocument("changdu", "text", index, options);
  const { bytes } = await writeFormat(drawing, "text", random, noPrinter, false);
  const mapped = await readBytes(bytes);
  return scoreLeaves({ statement: drawing.truth.statement, filings: drawing.truth.filings }, { statement: mapped.statement, filings: mapped.filings }).f1;
}

const seeds = fc.stringMatching(/^[a-z]{6}$/u);

describe("a generated form", () => {
  it("gives every leaf right with a row added, a row missing, or two rows in each other's place", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), seeds, async (index, seed) => {
        expect(await scoreForm(index, seed, "rows")).toBe(1);
      }),
      { numRuns: 12 },
    );
  });

  it("gives every leaf right with white space inside its labels", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        expect(await scoreForm(0, seed, "spaces")).toBe(1);
      }),
      { numRuns: 8 },
    );
  });

  it("gives at least 995 in 1,000 leaves right, on average, with a fifth of its labels' characters replaced", async () => {
    const scores: number[] = [];
    for (let index = 0; index < 15; index++) scores.push(await scoreForm(index, "labels-of-a-fifth", "labels"));
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(0.995);
  });
});


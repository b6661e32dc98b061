import { describe, expect, it } from "vitest";
import { damageLabels, type LabelDamage } from "../../samples/make/damage.ts";
import type { Drawing } from "../../samples/make/layouts/drawing.ts";
import { layouts } from "../../samples/make/layouts/index.ts";
import { printText } from "../../samples/make/write-format.ts";
import { Random } from "../../samples/make/random.ts";
import { noDepartures, type Departures } from "../../samples/make/sections.ts";
import { extractRecord, getFormat } from "../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { addCounts, rateCounts, scoreLeaves, type LeafScore } from "../support/leaf-score.ts";

const seeds = Array.from({ length: 12 }, (_, index) => `departures-${index}`);
const noDamage: LabelDamage = { replacedShare: 0, spaced: false };

describe("a form that departs from its layout gives the right leaves for what is there", async () => {
  const mapper = await loadMapper(mappingFolders());

  async function scoreForm(seed: string, departures: Departures, damage: LabelDamage): Promise<LeafScore> {
    const random = new Random(seed);
    const drawing = layouts.changdu(random, { departures, checks: "boxes", brief: false });
    const form = damageLabels(drawing.form, damage, random);
    const source = { fileName: `${seed}.txt`, bytes: Buffer.from(printText({ ...drawing, form }, random)) };
    return scoreLeaves(truthOf(drawing), await extractRecord(source, getFormat(source), mapper));
  }

  it.each(["addRow", "dropRow", "swapRows"] as const)("with %s", async (departure) => {
    for (const seed of seeds) {
      const { faults } = await scoreForm(seed, { ...noDepartures, [departure]: true }, noDamage);
      expect(faults, seed).toEqual([]);
    }
  });

  it("with labels spread over their cells", async () => {
    for (const seed of seeds) {
      const { faults } = await scoreForm(seed, noDepartures, { ...noDamage, spaced: true });
      expect(faults, seed).toEqual([]);
    }
  });

  // Two characters of a label of two may both be lost, and then only its place is left to know it by.
  it("with a fifth of the label characters replaced, but for one leaf in a thousand", async () => {
    const scores: LeafScore[] = [];
    for (const seed of seeds) scores.push(await scoreForm(seed, noDepartures, { ...noDamage, replacedShare: 0.2 }));
    expect(rateCounts(addCounts(scores)).f1).toBeGreaterThanOrEqual(0.999);
  });
});

function truthOf({ truth }: Drawing): unknown {
  return { statement: truth.statement, filings: truth.filings };
}

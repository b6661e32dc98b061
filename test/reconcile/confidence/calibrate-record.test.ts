import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listLeaves } from "../../../src/canonical/record-path.ts";
import { makeFinding } from "../../../src/document/finding.ts";
import { calibrateRecord } from "../../../src/reconcile/confidence/calibrate-record.ts";
import { confidenceModel, rateFeatures } from "../../../src/reconcile/confidence/confidence-model.ts";
import { featureNames, freeFeatures, readerKinds } from "../../../src/reconcile/confidence/leaf-features.ts";
import { buildFiling, buildIndicator, buildProject, buildRecord, traced } from "../../store/build-record.ts";

function makeRecord(confidence: number) {
  const project = buildProject({ name: traced("道路养护", confidence), manager: traced("甲某", 0.999), indicators: [buildIndicator("养护里程", 12)] });
  return buildRecord({ filings: [buildFiling([project])] });
}

function listConfidences(record: unknown): number[] {
  return Array.from(listLeaves(record, ""), ({ leaf }) => leaf.confidence);
}

describe("the fitted model", () => {
  it("never lets better evidence lower a confidence", () => {
    const signed = featureNames.flatMap((name, index) => (freeFeatures.has(name) ? [] : [index]));
    for (const kind of readerKinds) for (const index of signed) expect(confidenceModel.kinds[kind].weights[index]).toBeGreaterThanOrEqual(0);
  });

  it("gives a chance for whatever features, and never more than its data allow", () => {
    const features = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: featureNames.length, maxLength: featureNames.length });
    fc.assert(
      fc.property(fc.constantFrom(...readerKinds), features, (kind, given) => {
        const chance = rateFeatures(confidenceModel, kind, given);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(confidenceModel.kinds[kind].surest);
      }),
    );
  });
});

describe("calibrateRecord", () => {
  it("changes confidences and nothing else", () => {
    const record = makeRecord(0.7);
    const bare = (one: unknown) => JSON.stringify(one, (key, value: unknown) => (key === "confidence" ? null : value));
    const calibrated = calibrateRecord(record, true);
    expect(bare(calibrated)).toBe(bare(record));
    expect(listConfidences(calibrated.filings)).not.toEqual(listConfidences(record.filings));
    expect(listConfidences(record.filings)).toEqual(listConfidences(makeRecord(0.7).filings));
  });

  it("is less sure where a finding disputes the value, and where the reader was less sure of a scan", () => {
    const path = "filings[0].projects[0].name";
    const rate = (record: ReturnType<typeof makeRecord>) => calibrateRecord(record, true).filings[0]?.projects[0]?.name?.confidence ?? 0;
    expect(rate(makeRecord(0.6))).toBeLessThan(rate(makeRecord(0.99)));
    const disputed = { ...makeRecord(0.99), findings: [makeFinding("value-unparsed", "x", { path })] };
    expect(rate(disputed)).toBeLessThanOrEqual(rate(makeRecord(0.99)));
  });

  it("heeds no remark on what the form says: a right value of a weak form is as sure as one of a sound form", () => {
    const list = "filings[0].projects[0].indicators";
    const remarks = [makeFinding("indicator-misplaced", "x", { path: `${list}[0].name` }), makeFinding("indicators-copied", "x", { path: list }), makeFinding("field-blank", "x", { path: "filings[0].projects[0].phone" })];
    for (const isScan of [false, true]) {
      const [plain, remarked] = [makeRecord(0.9), { ...makeRecord(0.9), findings: remarks }].map((record) => listConfidences(calibrateRecord(record, isScan).filings));
      expect(remarked).toEqual(plain);
    }
  });
});

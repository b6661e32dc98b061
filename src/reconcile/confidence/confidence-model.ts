import { z } from "zod";
import modelFile from "./confidence.json" with { type: "json" };
import { featureNames, type ReaderKind } from "./leaf-features.ts";

const kindSchema = z.strictObject({
  /** One for each feature, in their order. */
  weights: z.array(z.number()).length(featureNames.length),
  /** No value is surer: as sure as the number of values it was fitted on allows. */
  surest: z.number().min(0).max(1),
});

/** The fitted model; `reviewBelow` is the level that keeps wrong values from passing unasked. */
export const confidenceModelSchema = z.strictObject({
  reviewBelow: z.number().min(0).max(1),
  kinds: z.strictObject({ exact: kindSchema, text: kindSchema, markdown: kindSchema, pdf: kindSchema, scan: kindSchema }),
});
export type ConfidenceModel = z.infer<typeof confidenceModelSchema>;

/** The model as test/bench/fit-confidence.ts last fitted it. */
export const confidenceModel: ConfidenceModel = confidenceModelSchema.parse(modelFile);

/** Confidences are given to so many decimals. */
const decimals = 1e5;

/** The chance that a value with these features is right. */
export function rateFeatures(model: ConfidenceModel, kind: ReaderKind, features: readonly number[]): number {
  const { weights, surest } = model.kinds[kind];
  const sum = features.reduce((so, feature, index) => so + feature * (weights[index] ?? 0), 0);
  return Math.round(decimals * Math.min(surest, 1 / (1 + Math.exp(-sum)))) / decimals;
}

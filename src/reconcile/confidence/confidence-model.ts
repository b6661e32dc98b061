import { z } from "zod";
import modelFile from "./confidence.json" with { type: "json" };
import type { TracedRecord } from "../../canonical/traced.ts";
import { featureNames, findReaderKind, type ReaderKind } from "./leaf-features.ts";

const kindSchema = z.strictObject({
  /** One for each feature, in their order. */
  weights: z.array(z.number()).length(featureNames.length),
  /** No value is surer: as sure as the number of values it was fitted on allows. */
  surest: z.number().min(0).max(1),
  /** The level under which a value asks for review, so that hardly a wrong one passes unasked. */
  reviewBelow: z.number().min(0).max(1),
});

/** The fitted model, for each kind of reading by itself. */
export const confidenceModelSchema = z.strictObject({
  kinds: z.strictObject({ exact: kindSchema, text: kindSchema, markdown: kindSchema, pdf: kindSchema, drafted: kindSchema, guessed: kindSchema, scan: kindSchema }),
});
export type ConfidenceModel = z.infer<typeof confidenceModelSchema>;

/** The model as test/bench/fit-confidence.ts last fitted it. */
export const confidenceModel: ConfidenceModel = confidenceModelSchema.parse(modelFile);

/** Confidences are given to so many decimals. */
const decimals = 1e5;

/** The chance that a value with these features is right. */
export function rateFeatures(model: ConfidenceModel, kind: ReaderKind, features: readonly number[]): number {
  return rateByWeights(model.kinds[kind], features);
}

/** As {@link rateFeatures}, by the weights of one kind. */
export function rateByWeights({ weights, surest }: Pick<z.infer<typeof kindSchema>, "weights" | "surest">, features: readonly number[]): number {
  const sum = features.reduce((so, feature, index) => so + feature * (weights[index] ?? 0), 0);
  return Math.round(decimals * Math.min(surest, 1 / (1 + Math.exp(-sum)))) / decimals;
}

/** The level under which values of a record ask for review, as fitted for the way in which it was read. */
export function findReviewBelow(record: Pick<TracedRecord, "document" | "findings" | "ocrPages">): number {
  return confidenceModel.kinds[findReaderKind(record, record.ocrPages !== undefined)].reviewBelow;
}

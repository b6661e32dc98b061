import type { TracedRecord } from "../../canonical/traced.ts";
import { confidenceModel, rateFeatures, type ConfidenceModel } from "./confidence-model.ts";
import { findReaderKind, rateLeaves } from "./leaf-features.ts";

/**
 * The record with every confidence as the measured chance that the value is right. To be called once, on a record with its
 * findings; `ocr` says whether any of its pages was read by OCR.
 */
export function calibrateRecord(record: TracedRecord, ocr: boolean, model: ConfidenceModel = confidenceModel): TracedRecord {
  const kind = findReaderKind(record, ocr);
  const calibrated = structuredClone(record);
  const chances = Array.from(rateLeaves(record), ({ features }) => rateFeatures(model, kind, features));
  // Both lists are in the record's order.
  for (const [index, { leaf }] of Array.from(rateLeaves(calibrated)).entries()) Reflect.set(leaf, "confidence", chances[index] ?? leaf.confidence);
  return calibrated;
}

import type { Place } from "../../document/place.ts";
import type { DocumentReview, ReviewField } from "../../store/review/document-review.ts";
import { formatPlace } from "./format-place.ts";

/**
 * What became of a printed text on its way to a value. `same`: it stands as printed; `normalised`: it was brought into the
 * field's own form; `stated`: the mapping says it, the document prints it nowhere; `corrected`, `confirmed`, `rejected`: a
 * person spoke; `unmapped`: it is in no value and no label; `lost`: a correction whose place was not found again.
 */
export type DiffMark = "same" | "normalised" | "stated" | "corrected" | "confirmed" | "rejected" | "unmapped" | "lost";

/** One line of extracted against original. */
export interface DiffRow {
  readonly mark: DiffMark;
  /** `?` where the value asks for a person's eye. */
  readonly asks: "?" | "";
  readonly path: string | null;
  readonly value: string | number | boolean | null;
  readonly raw: string | null;
  /** What the extraction gave, where a person entered something else. */
  readonly extracted: string | number | boolean | null;
  readonly confidence: number | null;
  readonly place: string;
  readonly why: string | null;
}

/** A document's values beside what is printed, in the record's order; then its unmapped texts, then corrections without a place. */
export function* diffDocument(review: DocumentReview): Generator<DiffRow> {
  for (const field of review.fields) if (field.leaf !== null || field.correction !== null) yield diffField(field);
  for (const { text, at } of review.record.unmapped) yield { ...blankRow, mark: "unmapped", raw: text, place: placeOf(at) };
  for (const { value, why, author } of review.lost) yield { ...blankRow, mark: "lost", value, why: why ?? `entered by ${author}` };
}

const blankRow = { asks: "", path: null, value: null, raw: null, extracted: null, confidence: null, place: "", why: null } as const;

const spokenMarks = { value: "corrected", confirm: "confirmed", reject: "rejected" } as const;

function diffField({ path, leaf, correction, asks }: ReviewField): DiffRow {
  const extracted = leaf?.value ?? null;
  const printed = { path, raw: leaf?.raw ?? null, place: placeOf(leaf?.at ?? []), asks: asks && correction === null ? "?" : "" } as const;
  if (correction === null) return { ...blankRow, ...printed, mark: markRaw(extracted, leaf?.raw ?? null), value: extracted, confidence: leaf?.confidence ?? null };
  const mark = spokenMarks[correction.kind];
  return { ...printed, mark, value: correction.value, extracted: correction.value === extracted ? null : extracted, confidence: 1, why: correction.why };
}

function markRaw(value: string | number | boolean | null, raw: string | null): DiffMark {
  if (raw === null) return "stated";
  return String(value) === raw ? "same" : "normalised";
}

function placeOf(at: readonly Place[]): string {
  const [first] = at;
  return first === undefined ? "" : formatPlace(first);
}

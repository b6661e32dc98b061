import type { Chunk, Unit } from "./form-text.ts";
import { labelled, mark } from "./form-text.ts";
import { likeness } from "./align-row.ts";
import { HeldLabels } from "./held-labels.ts";
import type { Mapping } from "./picture.ts";

/** A chunk that fits no row but is this like a label of the form is that label, printed apart from its row. */
const likeEnough = 0.8;

/** Marks labels that stand apart from their row: a side label on a line of its own, a repeated heading. */
export function markOrphanLabels(mapping: Mapping, units: readonly Unit[]): void {
  for (const unit of units) {
    for (const chunk of unit.chunks) {
      if (!isLabel(mapping, chunk)) continue;
      for (const span of chunk.spans) mark(span, labelled);
    }
  }
}

function isLabel(mapping: Mapping, chunk: Chunk): boolean {
  return HeldLabels.of(mapping).list(chunk.text).some((label) => likeness(label, chunk.text) >= likeEnough);
}

import { likeness } from "./align-row.ts";
import { findLabel, foldLabel } from "./label-text.ts";
import type { LabelElement, Mapping } from "./picture.ts";

/** A label is worth looking for in a text when it is at least this like it. */
const worthAligning = 0.5;
/** A longer label is known inside a text by this likeness, in texts up to this length, from this length of its own. */
const likeInside = 0.7;
const longestSearched = 120;
const shortestSearched = 4;

const known = new WeakMap<Mapping, Map<string, readonly LabelElement[]>>();
/** Texts remembered for a mapping before it begins anew; forms repeat their words. */
const mostRemembered = 20_000;

/** The labels of a mapping that a text may be or hold. Remembered, as every row of the picture asks. */
export function listHeldLabels(mapping: Mapping, text: string): readonly LabelElement[] {
  let texts = known.get(mapping);
  if (texts === undefined || texts.size >= mostRemembered) known.set(mapping, (texts = new Map<string, readonly LabelElement[]>()));
  let held = texts.get(text);
  if (held === undefined) texts.set(text, (held = text.trim() === "" ? [] : findHeld(mapping, text)));
  return held;
}

function findHeld(mapping: Mapping, text: string): readonly LabelElement[] {
  const held = mapping.rows.flatMap((row) => row.elements.filter((element): element is LabelElement => element.kind === "label" && mayHold(element, text)));
  return held.length === 0 ? none : held;
}

const none: readonly LabelElement[] = [];

function mayHold(label: LabelElement, text: string): boolean {
  if (likeness(label, text) >= worthAligning) return true;
  const folded = foldLabel(text).text;
  if (label.folded.some((one) => one.length > 1 && folded.includes(one))) return true;
  return folded.length <= longestSearched && label.folded.some((one) => one.length >= shortestSearched && findLabel(one, text, likeInside) !== undefined);
}

import { likeness } from "./align-row.ts";
import { findLabel, foldLabel } from "./label-text.ts";
import type { LabelElement, Mapping, PictureElement, PictureRow } from "./picture.ts";

/** A label is worth looking for in a text when it is at least this like it. */
const worthAligning = 0.5;
/** A longer label is known inside a text by this likeness, in texts up to this length, from this length of its own. */
const likeInside = 0.7;
const longestSearched = 120;
const shortestSearched = 4;

const known = new WeakMap<Mapping, HeldLabels>();
/** Texts remembered for a mapping before it begins anew; forms repeat their words. */
const mostRemembered = 20_000;

/** Which labels of a mapping a text may be or hold. Labels that are spelt alike, in however many rows, are asked once. */
export class HeldLabels {
  /** The first label of each spelling. */
  private readonly labels: readonly LabelElement[];
  private readonly spelling = new Map<PictureElement, LabelElement>();
  private readonly texts = new Map<string, readonly LabelElement[]>();

  private constructor(mapping: Mapping) {
    const first = new Map<string, LabelElement>();
    for (const element of mapping.rows.flatMap((row) => row.elements)) {
      if (element.kind !== "label") continue;
      const key = element.folded.join("\n");
      const same = first.get(key) ?? element;
      first.set(key, same);
      this.spelling.set(element, same);
    }
    this.labels = [...first.values()];
  }

  /** The labels of a mapping; the same mapping gives the same object. */
  static of(mapping: Mapping): HeldLabels {
    let labels = known.get(mapping);
    if (labels === undefined) known.set(mapping, (labels = new HeldLabels(mapping)));
    return labels;
  }

  /** The labels that a text may be or hold, one of each spelling. */
  list(text: string): readonly LabelElement[] {
    let held = this.texts.get(text);
    if (held === undefined) {
      if (this.texts.size >= mostRemembered) this.texts.clear();
      held = text.trim() === "" ? none : this.labels.filter((label) => mayHold(label, text));
      this.texts.set(text, held.length === 0 ? none : held);
    }
    return held;
  }

  /** Whether a row has a label of one of the spellings in `held`. */
  isHeldIn(row: PictureRow, held: ReadonlySet<LabelElement>): boolean {
    return row.elements.some((element) => {
      const same = this.spelling.get(element);
      return same !== undefined && held.has(same);
    });
  }
}

const none: readonly LabelElement[] = [];

function mayHold(label: LabelElement, text: string): boolean {
  if (likeness(label, text) >= worthAligning) return true;
  const folded = foldLabel(text).text;
  if (label.folded.some((one) => one.length > 1 && folded.includes(one))) return true;
  return folded.length <= longestSearched && label.folded.some((one) => one.length >= shortestSearched && findLabel(one, text, likeInside) !== undefined);
}

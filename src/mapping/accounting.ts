import type { Coverage } from "../canonical/record.ts";
import type { Unmapped } from "../canonical/traced.ts";
import { labelled, unmarked, valued, type Leaf } from "./form-text.ts";
import { findPlaces } from "./places.ts";

const meaningful = /[\p{L}\p{N}%]/u;

/** Counts where every printed character went, and lists those that went nowhere. White space is not counted. */
export function accountFor(leaves: readonly Leaf[]): { coverage: Coverage; unmapped: Unmapped[] } {
  const coverage = { characters: 0, valued: 0, labelled: 0, unmapped: 0 };
  const unmapped: Unmapped[] = [];
  for (const leaf of leaves) {
    spreadToPunctuation(leaf);
    countLeaf(leaf, coverage);
    unmapped.push(...listUnmapped(leaf));
  }
  return { coverage, unmapped };
}

/** The colon behind a label and the bracket around it belong to the label: punctuation next to what is accounted for. */
function spreadToPunctuation(leaf: Leaf): void {
  const offsets = Array.from(leaf.text, (_, offset) => offset);
  spread(leaf, offsets);
  spread(leaf, offsets.reverse());
}

function spread(leaf: Leaf, offsets: readonly number[]): void {
  let known = false;
  for (const offset of offsets) {
    const character = leaf.text[offset] ?? "";
    if (/\s/u.test(character)) continue;
    if (leaf.marks[offset] !== unmarked) known = true;
    else if (known && !meaningful.test(character)) leaf.marks[offset] = labelled;
    else known = false;
  }
}

function countLeaf(leaf: Leaf, coverage: Coverage): void {
  // By code points: a character outside the basic plane is one character.
  let offset = 0;
  for (const character of leaf.text) {
    const markHere = leaf.marks[offset];
    offset += character.length;
    if (/\s/u.test(character)) continue;
    coverage.characters += 1;
    if (markHere === valued) coverage.valued += 1;
    else if (markHere === labelled) coverage.labelled += 1;
    else coverage.unmapped += 1;
  }
}

function listUnmapped(leaf: Leaf): Unmapped[] {
  const found: Unmapped[] = [];
  let from = -1;
  let to = -1;
  for (let offset = 0; offset <= leaf.text.length; offset++) {
    const character = leaf.text[offset];
    if (character !== undefined && /\s/u.test(character)) continue;
    if (character !== undefined && leaf.marks[offset] === unmarked) {
      if (from < 0) from = offset;
      to = offset + 1;
    } else if (from >= 0) {
      found.push({ text: leaf.text.slice(from, to), at: findPlaces([{ leaf, from, to }]) });
      from = -1;
    }
  }
  return found;
}

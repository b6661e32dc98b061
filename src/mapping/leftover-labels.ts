import { likeness } from "./align-row.ts";
import type { Chunk } from "./form-text.ts";
import type { FieldElement, LabelElement, Mapping } from "./picture.ts";

/** A label of another row with its value, found on a line that was placed on this one: two printed rows in one. */
export interface Leftover {
  readonly row: number;
  readonly label: LabelElement;
  readonly labelChunk: Chunk;
  readonly field: FieldElement;
  readonly valueChunk: Chunk;
}

const likeEnough = 0.9;
/** How many rows of the picture away the label may belong. */
const nearRows = 2;

/** Finds labels of neighbouring rows, each with the chunk behind it, among the chunks that a row's alignment did not use. */
export function findLeftovers(mapping: Mapping, row: number, unused: readonly Chunk[]): Leftover[] {
  const found: Leftover[] = [];
  for (let index = 0; index + 1 < unused.length; index++) {
    const [labelChunk, valueChunk] = [unused[index], unused[index + 1]];
    if (labelChunk === undefined || valueChunk === undefined || valueChunk.column > labelChunk.columnEnd) continue;
    const match = findNeighbour(mapping, row, labelChunk);
    if (match !== undefined) found.push({ ...match, labelChunk, valueChunk });
  }
  return found;
}

function findNeighbour(mapping: Mapping, row: number, chunk: Chunk): { row: number; label: LabelElement; field: FieldElement } | undefined {
  for (let near = row - nearRows; near <= row + nearRows; near++) {
    const picture = mapping.rows[near];
    if (near === row || picture?.kind !== "row") continue;
    for (const [index, element] of picture.elements.entries()) {
      const next = picture.elements[index + 1];
      if (element.kind === "label" && next?.kind === "field" && likeness(element, chunk.text) >= likeEnough) return { row: near, label: element, field: next };
    }
  }
  return undefined;
}

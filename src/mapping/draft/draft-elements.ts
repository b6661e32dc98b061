import type { Slot } from "../align-row.ts";
import { foldLabel } from "../label-text.ts";
import { makeChunk, trimSpan, type Chunk } from "../form-text.ts";
import type { FieldElement, FieldUse, LabelElement, PictureElement } from "../picture.ts";

/** Printed characters that are no value of any field: the place for a seal or a signature. */
const ignored = ["盖章", "年月日", "（盖章）", "签字", "签章", "公章"];

const natureOptions: readonly (readonly [string, string])[] = [
  ["新增项目", "new"],
  ["延续项目", "continuing"],
];

/** A field as the vocabulary names it. */
export function plainUse(field: string, scope?: FieldUse["scope"]): FieldUse {
  return { field, options: new Map(field === "nature" ? natureOptions : []), ignore: ignored, wholeLine: false, ...(scope === undefined ? {} : { scope }) };
}

export const labelElement = (text: string, column: number): LabelElement => ({ kind: "label", texts: [text], folded: [foldLabel(text).text], column });

export const fieldElement = (use: FieldUse, column: number): FieldElement => ({ kind: "field", use, column });

/** An element of a drafted row with what stands for it. */
export function slotOf(element: PictureElement, chunks: readonly Chunk[], similarity = 1): Slot {
  return { element, chunks: chunks.filter((chunk) => chunk.text.trim() !== ""), similarity };
}

/** A part of a chunk's text, without the white space at its ends; the whole chunk where it was put together of several. */
export function partOf(chunk: Chunk, from: number, to: number): Chunk {
  const [whole] = chunk.spans;
  if (whole === undefined || chunk.spans.length > 1) return chunk;
  return makeChunk(trimSpan({ leaf: whole.leaf, from: whole.from + from, to: whole.from + to }), chunk);
}

export const isFilled = (chunk: Chunk): boolean => chunk.text.trim() !== "";

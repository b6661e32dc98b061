import type { Run } from "../../document/document.ts";
import type { FieldReading } from "../readings.ts";

/** A character that a reader of pictures read, with where it stands in its reading's text. */
export interface ReadCharacter {
  readonly run: Run;
  readonly text: string;
  /** Offset into the reading's text. */
  readonly at: number;
}

/**
 * The characters of a reading that were read from a picture, in order; none where the document states its text, or where
 * the reading's text is not that of its spans one after another.
 */
export function listReadCharacters(reading: FieldReading): ReadCharacter[] {
  const found: ReadCharacter[] = [];
  let start = 0;
  for (const { leaf, from, to } of reading.spans) {
    // Bodies of several lines have a line feed between them.
    if (reading.text[start] === "\n" && leaf.text[from] !== "\n") start += 1;
    if (!reading.text.startsWith(leaf.text.slice(from, to), start)) return [];
    for (const run of leaf.runs) {
      if (run.confidence === undefined || run.from < from || run.to > to) continue;
      const text = leaf.text.slice(run.from, run.to);
      if (text.trim() !== "") found.push({ run, text, at: start + run.from - from });
    }
    start += to - from;
  }
  return found;
}

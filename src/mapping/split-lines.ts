import { foldLabel } from "./label-text.ts";
import { makeChunk, trimSpan, type Unit } from "./form-text.ts";
import type { Mapping } from "./picture.ts";

/** A heading must have this many letters and digits to be cut out of a line that runs on into it. */
const shortestHeading = 4;

/**
 * Cuts lines where a heading of the form stands in them, between white space: a conversion ran two lines into one
 * (`…场地租赁费等。 五、实施周期`). Units are numbered anew.
 */
export function splitLines(mapping: Mapping, units: readonly Unit[]): Unit[] {
  const headings = listHeadings(mapping);
  if (headings.size === 0) return [...units];
  const split = units.flatMap((unit) => (unit.kind === "line" ? splitLine(unit, headings) : [unit]));
  return split.map((unit, index) => ({ ...unit, index }));
}

function listHeadings(mapping: Mapping): ReadonlySet<string> {
  const headings = new Set<string>();
  for (const row of mapping.rows) {
    if (!row.paragraph || row.elements.length !== 1) continue;
    const [element] = row.elements;
    if (element?.kind !== "label") continue;
    for (const folded of element.folded) if (folded.length >= shortestHeading) headings.add(folded);
  }
  return headings;
}

function splitLine(unit: Unit, headings: ReadonlySet<string>): Unit[] {
  const [chunk] = unit.chunks;
  if (chunk === undefined) return [unit];
  const cuts = new Set<number>();
  for (const match of chunk.text.matchAll(/\S+/gu)) {
    if (!headings.has(foldLabel(match[0]).text)) continue;
    cuts.add(match.index).add(match.index + match[0].length);
  }
  if (cuts.size === 0) return [unit];
  const edges = [0, ...[...cuts].sort((a, b) => a - b), chunk.text.length];
  return edges.slice(1).flatMap((to, index) => {
    const [whole] = chunk.spans;
    if (whole === undefined) return [];
    const span = trimSpan({ leaf: whole.leaf, from: whole.from + (edges[index] ?? 0), to: whole.from + to });
    return span.to > span.from ? [{ ...unit, chunks: [makeChunk(span, chunk)] }] : [];
  });
}

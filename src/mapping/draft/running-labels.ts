import { rateFit } from "../field-fit.ts";
import { getFieldDefinition } from "../fields.ts";
import { makeChunk, trimSpan, type Chunk } from "../form-text.ts";
import { foldLabel } from "../label-text.ts";
import type { VocabularyEntry } from "../picture.ts";
import { findExactEntries, type Labels } from "./find-entries.ts";

/** A label met in running text. `from` and `to` are offsets into the text; a colon behind it is in. */
export interface RunningLabel {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly entries: readonly VocabularyEntry[];
}

/** A label may be broken into this many stretches. */
const mostPieces = 3;
/** Inside a stretch without gaps only labels of this length are looked for: shorter ones are parts of words. */
const shortestInside = 4;
const longestInside = 12;

/**
 * The labels that a running text holds, as those that explain it best together: labels are long, what stands between two
 * of them has the shape of the first one's value, and a form goes on from its names to its money, goals and indicators.
 * Only what stands at `from` or behind it is looked at.
 */
export function findRunningLabels(labels: Labels, text: string, from: number): RunningLabel[] {
  return chooseSequence(text, [...listAtGaps(labels, text), ...listInside(labels, text)].filter((label) => label.from >= from));
}

/** Labels that are one or a few whole stretches between gaps. */
function listAtGaps(labels: Labels, text: string): RunningLabel[] {
  const stretches = [...text.matchAll(/\S+/gu)];
  return stretches.flatMap((first, index) =>
    Array.from({ length: mostPieces }, (_, more): RunningLabel | undefined => {
      const last = stretches[index + more];
      if (last === undefined) return undefined;
      const to = last.index + last[0].length;
      const printed = text.slice(first.index, to);
      if (printed.length > 2 * longestInside) return undefined;
      const entries = findExactEntries(labels, printed);
      return entries.length === 0 ? undefined : { from: first.index, to, text: printed, entries };
    }).filter((one) => one !== undefined),
  );
}

/** Labels inside stretches that have no gaps between label and value. */
function listInside(labels: Labels, text: string): RunningLabel[] {
  const found: RunningLabel[] = [];
  const folded = foldLabel(text);
  for (let start = 0; start < folded.text.length; start++) {
    for (let length = shortestInside; length <= longestInside; length++) {
      const entries = labels.vocabulary.get(folded.text.slice(start, start + length));
      const from = folded.offsets[start];
      const last = folded.offsets[start + length - 1];
      if (entries === undefined || from === undefined || last === undefined) continue;
      const printed = text.slice(from, last + 1);
      if (/\s/u.test(printed)) continue;
      const rest = /^(?:[（(][^）)]{1,6}[)）])?[:：]?/u.exec(text.slice(last + 1, last + 12))?.[0] ?? "";
      found.push({ from, to: last + 1 + rest.length, text: printed + rest, entries });
    }
  }
  return found;
}

/** Where in a form a field stands: forms go on, they do not go back. */
const stages: readonly (readonly [RegExp, number])[] = [
  [/^preparer\./u, 5],
  [/^narratives\.(?:otherNotes|reviewOpinion)/u, 5],
  [/^indicators/u, 4],
  [/^goals\.|^department\.goal/u, 3],
];
const perCharacter = 0.35;
const noField = 0.4;
const goesBack = -1.5;
const longValue = 0.03;
/** A value of a name or an office is not longer than this. */
const longestName = 40;
const blankValue = -0.1;
const listBody = -0.5;

/** Undefined for labels that stand anywhere. */
function stageOf(entries: readonly VocabularyEntry[]): number | undefined {
  if (entries.every((entry) => entry.field === "-")) return undefined;
  return stages.find(([field]) => entries.some((entry) => field.test(entry.field)))?.[1] ?? 0;
}

function chooseSequence(text: string, found: readonly RunningLabel[]): RunningLabel[] {
  const sorted = [...found].sort((a, b) => a.to - b.to || a.from - b.from);
  const best: { score: number; before: number }[] = [];
  sorted.forEach((label, index) => {
    let chosen = { score: label.from === 0 ? 0 : -0.2, before: -1 };
    for (let before = index - 1; before >= 0; before--) {
      const other = sorted[before];
      const reached = best[before];
      if (other === undefined || reached === undefined || other.to > label.from) continue;
      const score = reached.score + rateBetween(other, label, text.slice(other.to, label.from));
      if (score > chosen.score) chosen = { score, before };
      // What stands further back is reached through labels in between, or by leaving them out at a loss.
      if (label.from - other.to > farthest) break;
    }
    best.push({ ...chosen, score: chosen.score + weigh(label) });
  });
  return trace(sorted, best);
}

/** A value is not longer than this. */
const farthest = 4000;

function trace(sorted: readonly RunningLabel[], best: readonly { score: number; before: number }[]): RunningLabel[] {
  let at = best.reduce((top, one, index) => (one.score > (best[top]?.score ?? -Infinity) ? index : top), 0);
  const path: RunningLabel[] = [];
  while (at >= 0) {
    const label = sorted[at];
    if (label === undefined) break;
    path.unshift(label);
    at = best[at]?.before ?? -1;
  }
  return path;
}

function weigh(label: RunningLabel): number {
  const length = Math.min(8, foldLabel(label.text).text.length);
  return perCharacter * length * (label.entries.some((entry) => entry.role === "value" && entry.field !== "-") ? 1 : noField) + (/[:：]\s*$/u.test(label.text) ? 0.3 : 0);
}

function rateBetween(label: RunningLabel, next: RunningLabel, between: string): number {
  const back = (stageOf(next.entries) ?? Infinity) < (stageOf(label.entries) ?? 0) ? goesBack : 0;
  const value = between.trim();
  if (value === "") return back + blankValue;
  const fits = label.entries.flatMap((entry) => (entry.role === "value" && entry.field !== "-" ? [rateValue(entry.field, value)] : []));
  // Behind the last heading of a list stand its rows.
  if (fits.length === 0 && label.entries.some((entry) => entry.role === "column")) return back + listBody;
  return back + (fits.length === 0 ? -1 - longValue * value.length : Math.max(...fits));
}

function rateValue(field: string, value: string): number {
  const { type } = getFieldDefinition(field);
  const over = type === "prose" ? 0 : Math.max(0, value.length - longestName) * longValue;
  return rateFit(type, value) - over;
}

/** A part of the text's chunk, without the white space at its ends. */
export function cut(chunk: Chunk, from: number, to: number): Chunk {
  const [whole] = chunk.spans;
  if (whole === undefined) throw new Error("A chunk has at least one span.");
  return makeChunk(trimSpan({ leaf: whole.leaf, from: whole.from + from, to: whole.from + to }));
}

import { DocumentWords } from "./document-words.ts";
import { listReadCharacters, type ReadCharacter } from "./printed-characters.ts";
import type { Leaf } from "../form-text.ts";
import type { FieldReading, ReadRow } from "../readings.ts";

/** A reader surer of a character than this is believed. */
const doubtful = 0.93;
/** Characters of the same line to either side that tell which words a character may be part of. */
const reach = 4;
/** A reader this sure is only gainsaid where two more characters find their words than before, one less sure where one does. */
const ratherSure = { confidence: 0.8, gain: 2 };
/** How often two characters must stand side by side elsewhere in the document to bear witness. */
const oftenMet = 2;

const mendedTypes: ReadonlySet<string> = new Set(["text", "prose", "organisation", "indicator-name"]);
const han = /^\p{Script=Han}$/u;

/**
 * Puts other readings of doubtful characters in their place where only those make words: 少隐惠 is 少隐患, since the readers saw
 * that too and 隐患 is a word. Words are those of the dictionary, and what the document itself says elsewhere.
 */
export function mendLookalikes(rows: readonly ReadRow[], leaves: readonly Leaf[]): ReadRow[] {
  let words: DocumentWords | undefined;
  const mend = (reading: FieldReading): FieldReading => {
    if (reading.mended !== undefined || !mendedTypes.has(reading.definition.type)) return reading;
    const doubted = listReadCharacters(reading).filter(isDoubtful);
    if (doubted.length === 0) return reading;
    words ??= new DocumentWords(leaves);
    const mended = doubted.reduce((text, character) => mendCharacter(text, character, words ?? new DocumentWords(leaves)), reading.text);
    return mended === reading.text ? reading : { ...reading, mended };
  };
  return rows.map((row) => ({ ...row, readings: row.readings.map(mend) }));
}

function isDoubtful({ run, text }: ReadCharacter): boolean {
  return han.test(text) && (run.confidence ?? 1) < doubtful && (run.readings ?? []).some((other) => han.test(other));
}

function mendCharacter(text: string, { run, text: read, at }: ReadCharacter, words: DocumentWords): string {
  const before = /[\p{Script=Han}]*$/u.exec(text.slice(0, at).replace(/\s+/gu, ""))?.[0].slice(-reach) ?? "";
  const after = /^[\p{Script=Han}]*/u.exec(text.slice(at + read.length).replace(/\s+/gu, ""))?.[0].slice(0, reach) ?? "";
  // A character that makes a word is believed: 目前 and 日前 are both said.
  if (!words.isLooseAt(before + read + after, before.length)) return text;
  const rate = (character: string): number => -words.countLoose(before + character + after) + witness(before, character, after, words);
  const own = rate(read);
  const ranked = (run.readings ?? []).filter((other) => han.test(other)).map((other) => ({ other, gain: rate(other) - own })).sort((a, b) => b.gain - a.gain);
  const best = ranked[0];
  const isSaid = best !== undefined && witness(before, best.other, after, words) > witness(before, read, after, words);
  const needed = (run.confidence ?? 1) >= ratherSure.confidence && !isSaid ? ratherSure.gain : 1;
  if (best === undefined || best.gain < needed || best.gain === ranked[1]?.gain) return text;
  return text.slice(0, at) + best.other + text.slice(at + read.length);
}

/** 1 where the document says elsewhere what the character would say here; the place itself is one time. */
function witness(before: string, character: string, after: string, words: DocumentWords): number {
  const left = before.slice(-1) + character;
  const right = character + after.slice(0, 1);
  return [left, right].some((pair) => pair.length === 2 && words.countPair(pair) > oftenMet) ? 1 : 0;
}

import { foldLabel, similarity } from "../label-text.ts";
import type { Vocabulary, VocabularyEntry } from "../picture.ts";

/** A label longer than this is a sentence. */
const longestLabel = 24;
/** Damaged labels are compared only when they are long enough to be told apart. */
const shortestFuzzy = 4;
const fuzzyLikeness = 0.75;

const numbering = /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳])\s*/u;
const brackets = /[（(［[][^（）()［\]]*[)）］\]]/gu;

const remembered = new WeakMap<Vocabulary, Map<string, readonly VocabularyEntry[]>>();

/** What a printed text may be for as a label; empty where it is none. Numbering, units in brackets, 其中 and years do not matter. */
export function findEntries(vocabulary: Vocabulary, text: string): readonly VocabularyEntry[] {
  let known = remembered.get(vocabulary);
  if (known === undefined) remembered.set(vocabulary, (known = new Map<string, readonly VocabularyEntry[]>()));
  let entries = known.get(text);
  if (entries === undefined) known.set(text, (entries = lookUp(vocabulary, text)));
  return entries;
}

function lookUp(vocabulary: Vocabulary, text: string): readonly VocabularyEntry[] {
  if (text.trim() === "" || text.length > 3 * longestLabel) return [];
  for (const spelling of listSpellings(text)) {
    const entries = vocabulary.get(spelling);
    if (entries !== undefined) return entries;
  }
  return findDamaged(vocabulary, foldLabel(text.replace(brackets, "")).text);
}

/** The text as it is, and less what forms put around a label, one thing after the other. */
function* listSpellings(text: string): Generator<string> {
  const plain = text.replace(numbering, "");
  for (const variant of [text, plain, plain.replace(brackets, ""), plain.replace(brackets, "").replace(/^\s*其中\s*[:：]?\s*/u, "")]) {
    const folded = foldLabel(variant).text;
    yield folded;
    yield folded.replace(/^(?:19|20)\d{2}年?度?/u, "");
  }
}

function findDamaged(vocabulary: Vocabulary, folded: string): readonly VocabularyEntry[] {
  if (folded.length < shortestFuzzy || folded.length > longestLabel) return [];
  let best: { entries: readonly VocabularyEntry[]; like: number; clear: boolean } | undefined;
  for (const [label, entries] of vocabulary) {
    if (Math.abs(label.length - folded.length) > 1 || label.length < shortestFuzzy) continue;
    const like = similarity(label, folded);
    if (like < fuzzyLikeness || like < (best?.like ?? 0)) continue;
    // Of two labels equally like it, the text may be either, unless they mean the same.
    const same = best?.entries[0]?.field === entries[0]?.field;
    best = { entries, like, clear: like > (best?.like ?? 0) || (same && best?.clear === true) };
  }
  return best?.clear === true ? best.entries : [];
}

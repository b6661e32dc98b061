import { foldLabel, similarity } from "../label-text.ts";
import type { Vocabulary, VocabularyEntry } from "../picture.ts";

/** A label longer than this is a sentence. */
const longestLabel = 24;
/** Damaged labels are compared only when they are long enough to be told apart. */
const shortestFuzzy = 4;
const fuzzyLikeness = 0.75;
/** A longer label that ends in a known one of this length is a kind of it: 业务主管部门 ends in 主管部门. */
const shortestEnding = 4;
const longestBeginning = 4;
/** How far a label told by its ending is trusted. */
export const likeEnding = 0.85;

/** What a text may be for as a label, and how like the vocabulary's spelling it is, 0 to 1. */
export interface KnownLabel {
  readonly entries: readonly VocabularyEntry[];
  readonly similarity: number;
}

const numbering = /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳])\s*/u;
const brackets = /[（(［[][^（）()［\]]*[)）］\]]/gu;

const remembered = new WeakMap<Vocabulary, Map<string, KnownLabel>>();
const unknownLabel: KnownLabel = { entries: [], similarity: 0 };

/** What a printed text may be for as a label; no entries where it is none. Numbering, units in brackets, 其中 and years do not matter. */
export function findLabelEntries(vocabulary: Vocabulary, text: string): KnownLabel {
  let known = remembered.get(vocabulary);
  if (known === undefined) remembered.set(vocabulary, (known = new Map<string, KnownLabel>()));
  let entries = known.get(text);
  if (entries === undefined) known.set(text, (entries = lookUp(vocabulary, text)));
  return entries;
}

/** The entries alone. */
export function findEntries(vocabulary: Vocabulary, text: string): readonly VocabularyEntry[] {
  return findLabelEntries(vocabulary, text).entries;
}

function lookUp(vocabulary: Vocabulary, text: string): KnownLabel {
  if (text.trim() === "" || text.length > 3 * longestLabel) return unknownLabel;
  for (const spelling of listSpellings(text)) {
    const entries = vocabulary.get(spelling);
    if (entries !== undefined) return { entries, similarity: 1 };
  }
  const folded = foldLabel(text.replace(brackets, "")).text;
  const damaged = findDamaged(vocabulary, folded);
  return damaged.entries.length > 0 ? damaged : findByEnding(vocabulary, folded);
}

/** The text as it is, and less what forms put around a label, one thing after the other. */
function* listSpellings(text: string): Generator<string> {
  const plain = text.replace(numbering, "");
  const bare = plain.replace(brackets, "");
  for (const variant of [text, plain, bare, bare.replace(numbering, ""), bare.replace(/^\s*其中\s*[:：]?\s*/u, "")]) {
    const folded = foldLabel(variant).text;
    yield folded;
    yield folded.replace(/^(?:19|20)\d{2}年?度?/u, "");
  }
  // 1、资金来源：财政性资金 names the part behind the colon.
  const colon = /[:：](?=[^:：]+$)/u.exec(plain);
  if (colon !== null) yield foldLabel(plain.slice(colon.index + 1).replace(numbering, "").replace(brackets, "")).text;
}

function findDamaged(vocabulary: Vocabulary, folded: string): KnownLabel {
  if (folded.length < shortestFuzzy || folded.length > longestLabel) return unknownLabel;
  let best: { entries: readonly VocabularyEntry[]; like: number; clear: boolean } | undefined;
  for (const [label, entries] of vocabulary) {
    if (Math.abs(label.length - folded.length) > 1 || label.length < shortestFuzzy) continue;
    const like = similarity(label, folded);
    if (like < fuzzyLikeness || like < (best?.like ?? 0)) continue;
    // Of two labels equally like it, the text may be either, unless they mean the same.
    const same = best?.entries[0]?.field === entries[0]?.field;
    best = { entries, like, clear: like > (best?.like ?? 0) || (same && best?.clear === true) };
  }
  return best?.clear === true ? { entries: best.entries, similarity: best.like } : unknownLabel;
}

function findByEnding(vocabulary: Vocabulary, folded: string): KnownLabel {
  for (let from = 1; from <= Math.min(longestBeginning, folded.length - shortestEnding); from++) {
    const entries = vocabulary.get(folded.slice(from))?.filter((entry) => entry.role === "value" && entry.field !== "-");
    if (entries !== undefined && entries.length > 0) return { entries, similarity: likeEnding };
  }
  return unknownLabel;
}

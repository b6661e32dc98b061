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
const likeEnding = 0.85;

/** What a text may be for as a label, and how like the vocabulary's spelling it is, 0 to 1. */
export interface KnownLabel {
  readonly entries: readonly VocabularyEntry[];
  readonly similarity: number;
}

const numbering = /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳])\s*/u;
const brackets = /[（(［[][^（）()［\]]*[)）］\]]/gu;

/** The vocabulary as it is looked up for one document: how damaged a label may be. */
export interface Labels {
  readonly byLength: ReadonlyMap<number, readonly (readonly [label: string, entries: readonly VocabularyEntry[]])[]>;
  readonly vocabulary: Vocabulary;
  /** A label less like its spelling is not known by its text alone. */
  readonly least: number;
  readonly remembered: Map<string, KnownLabel>;
}

const unknownLabel: KnownLabel = { entries: [], similarity: 0 };
/** In a document whose labels are damaged, half a label is enough where its place and its value fit. */
const damagedLikeness = 0.5;

const prepared = new WeakMap<Vocabulary, { readonly sound: Labels; readonly damaged: Labels }>();

/** The vocabulary for sound documents and for damaged ones. */
export function prepareLabels(vocabulary: Vocabulary): { readonly sound: Labels; readonly damaged: Labels } {
  let known = prepared.get(vocabulary);
  if (known === undefined) {
    const byLength = Map.groupBy(vocabulary, ([label]) => label.length);
    const make = (least: number): Labels => ({ byLength, vocabulary, least, remembered: new Map<string, KnownLabel>() });
    prepared.set(vocabulary, (known = { sound: make(fuzzyLikeness), damaged: make(damagedLikeness) }));
  }
  return known;
}

/** Texts are remembered up to this many; forms repeat their labels, not their values. */
const mostRemembered = 20_000;

/** What a printed text may be for as a label; no entries where it is none. Numbering, units in brackets, 其中 and years do not matter. */
export function findLabelEntries(labels: Labels, text: string): KnownLabel {
  let entries = labels.remembered.get(text);
  if (entries !== undefined) return entries;
  if (labels.remembered.size >= mostRemembered) labels.remembered.clear();
  labels.remembered.set(text, (entries = lookUp(labels, text)));
  return entries;
}

/** The entries alone. */
export function findEntries(labels: Labels, text: string): readonly VocabularyEntry[] {
  return findLabelEntries(labels, text).entries;
}

/** What a text is for where it is spelt as the vocabulary has it, or nearly. */
export function findSoundEntries(labels: Labels, text: string): readonly VocabularyEntry[] {
  const known = findLabelEntries(labels, text);
  return known.similarity >= fuzzyLikeness ? known.entries : [];
}

/** What a text is for where it is spelt as the vocabulary has it, to the letter. */
export function findExactEntries(labels: Labels, text: string): readonly VocabularyEntry[] {
  for (const spelling of listSpellings(text)) {
    const entries = labels.vocabulary.get(spelling);
    if (entries !== undefined) return entries;
  }
  return [];
}

function lookUp(labels: Labels, text: string): KnownLabel {
  if (text.trim() === "" || text.length > 3 * longestLabel) return unknownLabel;
  const exact = findExactEntries(labels, text);
  if (exact.length > 0) return { entries: exact, similarity: 1 };
  const folded = foldLabel(text.replace(brackets, "")).text;
  const damaged = findDamaged(labels, folded);
  if (damaged.similarity >= fuzzyLikeness) return damaged;
  const ending = findByEnding(labels.vocabulary, folded);
  return ending.entries.length > 0 ? ending : damaged;
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

/** The label that a damaged text is most like. Of several equally like it the text may be any, where they mean the same or its place can tell. */
function findDamaged(labels: Labels, folded: string): KnownLabel {
  if (folded.length < shortestFuzzy || folded.length > longestLabel) return unknownLabel;
  let best = 0;
  let found: (readonly VocabularyEntry[])[] = [];
  for (const length of [folded.length - 1, folded.length, folded.length + 1]) {
    for (const [label, entries] of labels.byLength.get(length) ?? []) {
      if (length < shortestFuzzy) continue;
      const like = similarity(label, folded);
      if (like < labels.least || like < best) continue;
      if (like > best) found = [];
      best = like;
      found.push(entries);
    }
  }
  const clear = new Set(found.map((entries) => entries[0]?.field)).size === 1;
  if (clear || labels.least < fuzzyLikeness) return { entries: [...new Set(found.flat())], similarity: best };
  return unknownLabel;
}

function findByEnding(vocabulary: Vocabulary, folded: string): KnownLabel {
  for (let from = 1; from <= Math.min(longestBeginning, folded.length - shortestEnding); from++) {
    const entries = vocabulary.get(folded.slice(from))?.filter((entry) => entry.role === "value" && entry.field !== "-");
    if (entries !== undefined && entries.length > 0) return { entries, similarity: likeEnding };
  }
  return unknownLabel;
}

/** A document is damaged where at least this many of its short texts, and this share of its labels, are nearly a label. */
const leastDamaged = 3;
const damagedShare = 0.25;
/** A text less like a label than this says nothing of damage. */
const nearlyLabel = 0.6;

/** The vocabulary for a document with these texts: lenient where many of its labels are damaged. */
export function chooseLabels(vocabulary: Vocabulary, texts: Iterable<string>): Labels {
  const { sound, damaged } = prepareLabels(vocabulary);
  let [whole, near] = [0, 0];
  for (const text of texts) {
    const { similarity: like } = findLabelEntries(sound, text);
    if (like === 1) whole += 1;
    else if (like < likeEnding && foldLabel(text).text.length >= shortestFuzzy && findLabelEntries(damaged, text).similarity >= nearlyLabel) near += 1;
  }
  return near >= leastDamaged && near > damagedShare * (near + whole) ? damaged : sound;
}

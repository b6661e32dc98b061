import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import type { Leaf } from "../form-text.ts";

/**
 * What the document itself says elsewhere: the evidence for putting torn or mixed texts together again. Texts are
 * compared without white space.
 */
export class DocumentWords {
  /** All texts in one, apart from each other by a character that no text has. */
  private readonly whole: string;
  private readonly saidWhole = new Map<string, boolean>();
  private readonly loose = new Map<string, number>();
  private readonly stretches = new Map<string, number>();
  private readonly bigrams = new Map<string, number>();
  /** For each character those that follow it, and those that precede it, with how often. */
  private readonly after = new Map<string, Map<string, number>>();
  private readonly before = new Map<string, Map<string, number>>();

  /** @param leaves Texts to learn from; those of the damaged place itself are left out by the caller. */
  constructor(leaves: Iterable<Leaf>) {
    const texts: string[] = [];
    for (const leaf of leaves) {
      // A gap in running text may hide a tear, so words are learnt within stretches.
      for (const stretch of leaf.text.split(/\s+/u)) {
        this.stretches.set(stretch, (this.stretches.get(stretch) ?? 0) + 1);
        this.countBigrams(stretch);
      }
      texts.push(leaf.text.replace(/\s+/gu, ""));
    }
    this.whole = texts.join(separator);
  }

  private countBigrams(stretch: string): void {
    for (let index = 0; index + 1 < stretch.length; index++) {
      const pair = stretch.slice(index, index + 2);
      this.bigrams.set(pair, (this.bigrams.get(pair) ?? 0) + 1);
      const [first, second] = [pair.charAt(0), pair.charAt(1)];
      count(this.after, first, second);
      count(this.before, second, first);
    }
  }

  /** Whether the document says this text elsewhere as a whole: no Han character, letter or digit runs on at its ends. */
  saysWhole(text: string): boolean {
    let said = this.saidWhole.get(text);
    if (said === undefined) this.saidWhole.set(text, (said = this.findWhole(text)));
    return said;
  }

  private findWhole(text: string): boolean {
    for (let at = this.whole.indexOf(text); at >= 0; at = this.whole.indexOf(text, at + 1)) {
      if (!runsOn(this.whole[at - 1]) && !runsOn(this.whole[at + text.length])) return true;
    }
    return false;
  }

  /** How often the text stands between two gaps. */
  countStretches(text: string): number {
    return this.stretches.get(text) ?? 0;
  }

  /** Whether the document says this text anywhere. */
  says(text: string): boolean {
    return this.whole.includes(text);
  }

  /** How many Chinese characters of a text are part of no word of two or more. */
  countLoose(text: string): number {
    let loose = this.loose.get(text);
    if (loose === undefined) {
      loose = getDictionary().cut(text, false).filter((word) => word.length === 1 && /\p{Script=Han}/u.test(word)).length;
      this.loose.set(text, loose);
    }
    return loose;
  }

  /** How often two characters stand side by side. */
  countPair(pair: string): number {
    return this.bigrams.get(pair) ?? 0;
  }

  /** Characters that stand between two others somewhere, or after the first, or before the second; most frequent first. */
  listBetween(before: string, after: string): string[] {
    const found = new Map<string, number>(this.after.get(before) ?? []);
    for (const [character, times] of this.before.get(after) ?? []) found.set(character, (found.get(character) ?? 0) + times);
    return [...found].sort((a, b) => b[1] - a[1]).map(([character]) => character);
  }
}

const separator = "\u0000";

/** Loaded when a torn text is first met: the dictionary takes a moment. */
let dictionary: Jieba | undefined;

function getDictionary(): Jieba {
  return (dictionary ??= Jieba.withDict(dict));
}

function runsOn(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function count(pairs: Map<string, Map<string, number>>, key: string, character: string): void {
  let counts = pairs.get(key);
  if (counts === undefined) pairs.set(key, (counts = new Map<string, number>()));
  counts.set(character, (counts.get(character) ?? 0) + 1);
}

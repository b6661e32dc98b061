import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import type { Leaf } from "../form-text.ts";

/**
 * What the document itself says elsewhere: the evidence for putting torn or mixed texts together again. Texts are
 * compared without white space.
 */
export class DocumentWords {
  private readonly texts: readonly string[];
  private readonly bigrams = new Map<string, number>();

  /** @param leaves Texts to learn from; those of the damaged place itself are left out by the caller. */
  constructor(leaves: Iterable<Leaf>) {
    const texts: string[] = [];
    for (const leaf of leaves) {
      // A gap in running text may hide a tear, so words are learnt within stretches.
      for (const stretch of leaf.text.split(/\s+/u)) this.countBigrams(stretch);
      texts.push(leaf.text.replace(/\s+/gu, ""));
    }
    this.texts = texts;
  }

  private countBigrams(stretch: string): void {
    for (let index = 0; index + 1 < stretch.length; index++) {
      const pair = stretch.slice(index, index + 2);
      this.bigrams.set(pair, (this.bigrams.get(pair) ?? 0) + 1);
    }
  }

  /** Whether the document says this text elsewhere as a whole: no Han character, letter or digit runs on at its ends. */
  saysWhole(text: string): boolean {
    return this.texts.some((one) => {
      for (let at = one.indexOf(text); at >= 0; at = one.indexOf(text, at + 1)) {
        if (!runsOn(one[at - 1]) && !runsOn(one[at + text.length])) return true;
      }
      return false;
    });
  }

  /** Whether the document says this text anywhere. */
  says(text: string): boolean {
    return this.texts.some((one) => one.includes(text));
  }

  /** How many Chinese characters of a text are part of no word of two or more. */
  countLoose(text: string): number {
    return getDictionary().cut(text, false).filter((word) => word.length === 1 && /\p{Script=Han}/u.test(word)).length;
  }

  /** How often two characters stand side by side. */
  countPair(pair: string): number {
    return this.bigrams.get(pair) ?? 0;
  }

  /** Characters that stand between two others somewhere, or after the first, or before the second; most frequent first. */
  listBetween(before: string, after: string): string[] {
    const found = new Map<string, number>();
    for (const [pair, count] of this.bigrams) {
      if (before !== "" && pair.startsWith(before)) found.set(pair.slice(1), (found.get(pair.slice(1)) ?? 0) + count);
      if (after !== "" && pair.endsWith(after)) found.set(pair.slice(0, 1), (found.get(pair.slice(0, 1)) ?? 0) + count);
    }
    return [...found].sort((a, b) => b[1] - a[1]).map(([character]) => character);
  }
}

/** Loaded when a torn text is first met: the dictionary takes a moment. */
let dictionary: Jieba | undefined;

function getDictionary(): Jieba {
  return (dictionary ??= Jieba.withDict(dict));
}

function runsOn(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

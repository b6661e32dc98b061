import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import type { Leaf } from "../form-text.ts";

/**
 * What the document itself says elsewhere: the evidence for putting torn or mixed texts together again. Texts are
 * compared without white space.
 */
export class DocumentWords {
  private readonly text: DocumentText;
  /** The damaged place itself, which bears no witness. */
  private readonly except: ExceptedLeaf | undefined;
  private readonly said = new Map<string, boolean>();
  private readonly saidWhole = new Map<string, boolean>();
  private readonly loose = new Map<string, number>();

  /** @param leaves Texts to learn from; the same list is read once. @param except One of them that is left out. */
  constructor(leaves: readonly Leaf[], except?: Leaf) {
    this.text = DocumentText.of(leaves);
    this.except = except === undefined ? undefined : this.text.except(except);
  }

  /** Whether the document says this text elsewhere as a whole: no Han character, letter or digit runs on at its ends. */
  saysWhole(text: string): boolean {
    let said = this.saidWhole.get(text);
    if (said === undefined) this.saidWhole.set(text, (said = this.text.finds(text, this.except, true)));
    return said;
  }

  /** How often the text stands between two gaps. */
  countStretches(text: string): number {
    return (this.text.stretches.get(text) ?? 0) - (this.except?.stretches.get(text) ?? 0);
  }

  /** Whether the document says this text anywhere. */
  says(text: string): boolean {
    let said = this.said.get(text);
    if (said === undefined) this.said.set(text, (said = this.text.finds(text, this.except, false)));
    return said;
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

  /** Whether the character at an offset is part of no word of two or more. */
  isLooseAt(text: string, offset: number): boolean {
    let at = 0;
    for (const word of getDictionary().cut(text, false)) {
      if (offset < at + word.length) return Array.from(word).length === 1;
      at += word.length;
    }
    return true;
  }

  /** How often two characters stand side by side. */
  countPair(pair: string): number {
    if (pair.length !== 2) return 0;
    const key = pairKey(pair, 0);
    return (this.text.pairs.get(key) ?? 0) - (this.except?.pairs.get(key) ?? 0);
  }

  /** Characters that stand between two others somewhere, or after the first, or before the second; most frequent first. */
  listBetween(before: string, after: string): string[] {
    const found = new Map<string, number>();
    for (const pair of [...this.text.pairsFrom(before), ...this.text.pairsTo(after)]) {
      const character = pair.other;
      const times = pair.count - (this.except?.pairs.get(pair.key) ?? 0);
      if (times > 0) found.set(character, (found.get(character) ?? 0) + times);
    }
    return [...found].sort((a, b) => b[1] - a[1]).map(([character]) => character);
  }
}

/** Parts all texts from each other: no text has it. */
const separator = "\u0000";

interface Counts {
  readonly pairs: Map<number, number>;
  readonly stretches: Map<string, number>;
}

interface ExceptedLeaf extends Counts {
  /** Where the leaf stands in the whole text, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

interface CountedPair {
  readonly key: number;
  readonly other: string;
  readonly count: number;
}

/** All texts of a document in one, with how often what stands side by side. */
class DocumentText implements Counts {
  readonly pairs = new Map<number, number>();
  readonly stretches = new Map<string, number>();
  private readonly whole: string;
  private readonly starts = new Map<Leaf, number>();
  private neighbours: { from: ReadonlyMap<string, CountedPair[]>; to: ReadonlyMap<string, CountedPair[]> } | undefined;

  private static readonly known = new WeakMap<readonly Leaf[], DocumentText>();

  private constructor(leaves: readonly Leaf[]) {
    const texts: string[] = [];
    let start = 0;
    for (const leaf of leaves) {
      countText(leaf.text, this);
      const text = tighten(leaf.text);
      this.starts.set(leaf, start);
      start += text.length + separator.length;
      texts.push(text);
    }
    this.whole = texts.join(separator);
  }

  /** What a list of leaves says; read once for each list. */
  static of(leaves: readonly Leaf[]): DocumentText {
    let text = DocumentText.known.get(leaves);
    if (text === undefined) DocumentText.known.set(leaves, (text = new DocumentText(leaves)));
    return text;
  }

  /** What one of the leaves adds to the whole. */
  except(leaf: Leaf): ExceptedLeaf | undefined {
    const from = this.starts.get(leaf);
    if (from === undefined) return undefined;
    const counts: Counts = { pairs: new Map(), stretches: new Map() };
    countText(leaf.text, counts);
    return { ...counts, from, to: from + tighten(leaf.text).length };
  }

  /** Whether a text stands anywhere but in the leaf left out; `apart`: with nothing running on at its ends. */
  finds(text: string, except: ExceptedLeaf | undefined, apart: boolean): boolean {
    for (let at = this.whole.indexOf(text); at >= 0; at = this.whole.indexOf(text, at + 1)) {
      if (except !== undefined && at >= except.from && at < except.to) {
        at = except.to - 1;
        continue;
      }
      if (!apart || (!runsOn(this.whole[at - 1]) && !runsOn(this.whole[at + text.length]))) return true;
    }
    return false;
  }

  pairsFrom(character: string): readonly CountedPair[] {
    return this.listNeighbours().from.get(character) ?? [];
  }

  pairsTo(character: string): readonly CountedPair[] {
    return this.listNeighbours().to.get(character) ?? [];
  }

  private listNeighbours(): { from: ReadonlyMap<string, CountedPair[]>; to: ReadonlyMap<string, CountedPair[]> } {
    if (this.neighbours !== undefined) return this.neighbours;
    const entries = [...this.pairs].map(([key, count]) => ({ key, count, first: String.fromCharCode(Math.floor(key / pairBase)), second: String.fromCharCode(key % pairBase) }));
    const from = Map.groupBy(entries.map((one) => ({ ...one, other: one.second })), (one) => one.first);
    const to = Map.groupBy(entries.map((one) => ({ ...one, other: one.first })), (one) => one.second);
    return (this.neighbours = { from, to });
  }
}

function tighten(text: string): string {
  return text.replace(/\s+/gu, "");
}

/** A gap in running text may hide a tear, so words are learnt within stretches. */
function countText(text: string, counts: Counts): void {
  for (const stretch of text.split(/\s+/u)) {
    counts.stretches.set(stretch, (counts.stretches.get(stretch) ?? 0) + 1);
    for (let index = 0; index + 1 < stretch.length; index++) {
      const key = pairKey(stretch, index);
      counts.pairs.set(key, (counts.pairs.get(key) ?? 0) + 1);
    }
  }
}

/** One more than the greatest UTF-16 unit. */
const pairBase = 0x10000;

function pairKey(text: string, index: number): number {
  return text.charCodeAt(index) * pairBase + text.charCodeAt(index + 1);
}

/** Loaded when a torn text is first met: the dictionary takes a moment. */
let dictionary: Jieba | undefined;

function getDictionary(): Jieba {
  return (dictionary ??= Jieba.withDict(dict));
}

function runsOn(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

import type { Random } from "../../../samples/make/random.ts";
import type { Mutator } from "./mutator.ts";

/** Numbers at which readers of numbers go wrong. */
const edgeNumbers = [
  ...["0", "-0", "-1", "1", "2", "255", "256", "4096", "16384", "65535", "65536", "1048577", "2147483647", "2147483648", "4294967295"],
  ...["4294967296", "9007199254740993", "99999999999999999999", "1e9", "1e308", "1e999", "-1e999", "0.5", "1e-320", "NaN", "Infinity", "0x10", ""],
];

/** Characters that are counted, cut, compared or drawn otherwise than one thinks; a lone half of a pair among them. */
const edgeCharacters = ["\u0000", "\ud800", "\udfff", "\ufeff", "\u202e", "\u200b", "\u2028", "𠮷", "\r", "\n", "\t", "\f", "ﷺ", "e\u0301\u0301", "‼", "\u00a0", "\u3000"];

/** One unit of Latin-1 for each byte, so that bytes which are no text come through unchanged. */
function toUnits(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function fromUnits(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function utf8Units(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function replaceOne(text: string, pattern: RegExp, random: Random, put: (found: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = random.pick(matches);
  return text.slice(0, match.index) + put(match[0]) + text.slice(match.index + match[0].length);
}

/** Writes another number for one that stands there. */
export const editNumber: Mutator = (bytes, random) => fromUnits(replaceOne(toUnits(bytes), /-?\d+(?:\.\d+)?/gu, random, () => random.pick(edgeNumbers)));

/** Puts in an odd character, once or many times. */
export const insertCharacter: Mutator = (bytes, random) => {
  const text = toUnits(bytes);
  const at = random.int(0, text.length);
  return fromUnits(text.slice(0, at) + utf8Units(random.pick(edgeCharacters)).repeat(random.pick([1, 1, 3, 500])) + text.slice(at));
};

/** Puts in a word of the format; sometimes nested in itself, sometimes a thousand times over. */
export function insertToken(tokens: readonly string[]): Mutator {
  return (bytes, random) => {
    const text = toUnits(bytes);
    const at = random.int(0, text.length);
    const token = utf8Units(random.pick(tokens));
    return fromUnits(text.slice(0, at) + token.repeat(random.pick([1, 1, 1, 1, 2, 10, 1000])) + text.slice(at));
  };
}

function onPieces(pattern: RegExp, change: (pieces: string[], random: Random) => string[]): Mutator {
  return (bytes, random) => {
    const pieces = toUnits(bytes).split(pattern);
    return fromUnits(change(pieces, random).join(""));
  };
}

/** Removes, repeats or moves one to three of the pieces, or puts one in another's place. */
function shuffle(pieces: string[], random: Random): string[] {
  for (let count = random.int(1, 3); count > 0 && pieces.length > 0; count -= 1) {
    const at = random.int(0, pieces.length - 1);
    const piece = pieces[at] ?? "";
    const deed = random.int(0, 3);
    if (deed === 0) pieces.splice(at, 1);
    else if (deed === 1) pieces.splice(random.int(0, pieces.length), 0, ...Array<string>(random.pick([1, 1, 2, 200])).fill(piece));
    else if (deed === 2) pieces[random.int(0, pieces.length - 1)] = piece;
    else pieces.splice(random.int(0, pieces.length - 1), 0, ...pieces.splice(at, 1));
  }
  return pieces;
}

/** Mixes up the tags of markup, each a piece of its own, as the text between them. */
export const shuffleTags: Mutator = onPieces(/(?=<)|(?<=>)/u, shuffle);
/** Mixes up lines. */
export const shuffleLines: Mutator = onPieces(/(?<=\n)/u, shuffle);
/** Mixes up fields between tabs, bars and line ends. */
export const shuffleFields: Mutator = onPieces(/(?<=[\t|\n])/u, shuffle);
/** Mixes up words of a syntax: names, numbers and signs. */
export const shuffleWords: Mutator = onPieces(/(?=[\s<>[\](){}/,:"])/u, shuffle);

/** What fits every format of text. */
export const textMutators: readonly Mutator[] = [editNumber, insertCharacter, shuffleLines];

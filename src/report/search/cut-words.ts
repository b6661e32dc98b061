/**
 * Chinese prints no spaces, so words are found as overlapping pairs of characters: 网络租赁 is kept as 网络 络租 租赁 赁. A word of two
 * characters is one entry of the index, a longer one a row of neighbouring entries, and a single character is the start of
 * an entry: the last character of a run stands alone for that. Latin words and numbers are kept whole.
 */

const ideograph = /^[\p{Script=Han}〇]$/u;
const wordCharacter = /^[\p{L}\p{N}\p{M}]$/u;

/** A text as it is compared: half width, small letters; `starts[i]` is where character i of it begins in the text, in UTF-16 units. */
export interface FoldedText {
  readonly characters: readonly string[];
  readonly starts: readonly number[];
}

/** Folds a text, character by character, and leaves out white space between two ideographs. */
export function foldText(text: string): FoldedText {
  const characters: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    for (const folded of character.normalize("NFKC").toLowerCase()) {
      characters.push(/\s/u.test(folded) ? " " : folded);
      starts.push(at);
    }
    at += character.length;
  }
  starts.push(text.length);
  return dropInnerSpaces(characters, starts);
}

function dropInnerSpaces(characters: readonly string[], starts: readonly number[]): FoldedText {
  const kept = characters.flatMap((character, at) => (character === " " && isBetweenIdeographs(characters, at) ? [] : [at]));
  if (kept.length === characters.length) return { characters, starts };
  return {
    characters: kept.map((at) => characters[at] ?? ""),
    starts: [...kept.map((at) => starts[at] ?? 0), starts.at(-1) ?? 0],
  };
}

function isBetweenIdeographs(characters: readonly string[], at: number): boolean {
  let before = at - 1;
  let after = at + 1;
  while (characters[before] === " ") before -= 1;
  while (characters[after] === " ") after += 1;
  return ideograph.test(characters[before] ?? "") && ideograph.test(characters[after] ?? "");
}

/** A run of ideographs, or one word of other letters and digits. */
interface Run {
  readonly kind: "ideographs" | "word";
  readonly characters: readonly string[];
}

function cutRuns(characters: readonly string[]): Run[] {
  const runs: { kind: Run["kind"]; characters: string[] }[] = [];
  let open: Run["kind"] | undefined;
  for (const character of characters) {
    const kind = ideograph.test(character) ? "ideographs" : wordCharacter.test(character) ? "word" : undefined;
    if (kind !== undefined && kind === open) runs.at(-1)?.characters.push(character);
    else if (kind !== undefined) runs.push({ kind, characters: [character] });
    open = kind;
  }
  return runs;
}

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, at) => `${characters[at] ?? ""}${character}`);
}

/** The entries under which a text is kept, in order, separated by spaces. */
export function cutText(text: string): string {
  const entries = cutRuns(foldText(text).characters).flatMap(({ kind, characters }) =>
    kind === "word" ? [characters.join("")] : [...pairs(characters), characters.at(-1) ?? ""],
  );
  return entries.join(" ");
}

/** The words of a question: what white space separates, each folded. */
export function splitQuestion(question: string): string[] {
  const words = question.trim().split(/\s+/u);
  return words.map((word) => foldText(word).characters.join("")).filter((word) => Array.from(word).some((character) => wordCharacter.test(character)));
}

/** The FTS5 phrase that finds a word of {@link splitQuestion}. */
export function wordPhrase(word: string): string {
  const runs = cutRuns(Array.from(word));
  const entries = runs.flatMap(({ kind, characters }, at) => {
    if (kind === "word") return [characters.join("")];
    const isLast = at === runs.length - 1;
    // At the end of the question the text may go on, so the last character does not stand alone.
    return isLast && characters.length > 1 ? pairs(characters) : [...pairs(characters), characters.at(-1) ?? ""];
  });
  const last = runs.at(-1);
  const isOpenEnded = last !== undefined && (last.kind === "word" || last.characters.length === 1);
  return `"${entries.join(" ")}"${isOpenEnded ? " *" : ""}`;
}

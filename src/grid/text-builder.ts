import type { Run } from "../document/document.ts";
import type { Box } from "../document/place.ts";
import type { Glyph } from "../document/page-content.ts";
import { unite } from "./box.ts";
import { emOf, gapBetween, isBlank, type TextLine, type Turn } from "./lines.ts";
import { firstCharacter, isWide, lastCharacter, takesNoSpace } from "./script.ts";

/** A text and where each of its characters stands. */
export interface PlacedText {
  readonly text: string;
  readonly runs: Run[];
}

/** A gap this wide between Latin letters or digits is a space; in ems. A space of most fonts is 0.25 wide, letter-spacing less. */
const LATIN_SPACE_EM = 0.22;
/** Beside a Chinese character: layout programs put up to 0.5 between the scripts where nobody typed a space. */
const MIXED_SPACE_EM = 0.6;
/** A typed space squeezed to less than this is one that the program which set the text wanted away. */
const TYPED_SPACE_EM = 0.1;

/** Builds a text from characters in reading order. Exact characters share a run as long as nothing parts them; others have one each. */
export class TextBuilder {
  readonly #page: number;
  readonly #runs: Run[] = [];
  #text = "";
  #stretch: { from: number; boxes: Box[] } | undefined;

  constructor(page: number) {
    this.#page = page;
  }

  get text(): string {
    return this.#text;
  }

  /** Adds a separator, which has no place. Never at the beginning, nor after another. */
  separate(separator: string): void {
    this.#close();
    if (this.#text !== "" && !/\s$/.test(this.#text)) this.#text += separator;
  }

  add(glyph: Glyph): void {
    const isExact = glyph.confidence === undefined && glyph.readings === undefined;
    // A stretch ends before a character with a run of its own.
    if (!isExact) this.#close();
    const from = this.#text.length;
    this.#text += glyph.text;
    if (isExact) {
      this.#stretch ??= { from, boxes: [] };
      this.#stretch.boxes.push(glyph.box);
      return;
    }
    this.#runs.push({ from, to: this.#text.length, at: { page: this.#page, box: [...glyph.box] }, ...certainty(glyph) });
  }

  /**
   * Adds a line's characters, with a space where a gap says so; between Chinese characters only where the file has one or the gap is
   * at least `wideGapEm`.
   */
  addLine(line: TextLine, wideGapEm = Infinity): void {
    let before: Glyph | undefined;
    let typedSpace = false;
    for (const glyph of line.glyphs) {
      if (isBlank(glyph)) {
        typedSpace = true;
        continue;
      }
      if (before !== undefined && isSpace(before, glyph, { typed: typedSpace, turn: line.turn, wideGapEm })) this.separate(" ");
      this.add(glyph);
      before = glyph;
      typedSpace = false;
    }
    this.#close();
  }

  build(): PlacedText {
    this.#close();
    return { text: this.#text.trimEnd(), runs: this.#runs };
  }

  #close(): void {
    if (this.#stretch === undefined) return;
    const { from, boxes } = this.#stretch;
    this.#runs.push({ from, to: this.#text.length, at: { page: this.#page, box: unite(boxes) } });
    this.#stretch = undefined;
  }
}

function certainty(glyph: Glyph): Pick<Run, "confidence" | "readings"> {
  return {
    ...(glyph.confidence === undefined ? {} : { confidence: glyph.confidence }),
    ...(glyph.readings === undefined ? {} : { readings: [...glyph.readings] }),
  };
}

/** What is known of two neighbours on a line: whether the file has a space between them, and how they run. */
export interface Neighbourhood {
  readonly typed: boolean;
  readonly turn: Turn | undefined;
  /** The least gap between Chinese characters, in ems, that is white space. */
  readonly wideGapEm: number;
}

/** Whether white space stands between two neighbours on a line. */
export function isSpace(before: Glyph, after: Glyph, { typed, turn, wideGapEm }: Neighbourhood): boolean {
  const last = lastCharacter(before.text);
  const first = firstCharacter(after.text);
  const gap = gapBetween(before, after, turn) / Math.max(Math.min(emOf(before), emOf(after)), Number.EPSILON);
  // A space that the file has is printed, as between two fields on one line; one that a reader of pictures saw may be noise.
  if (takesNoSpace(last, first)) return gap >= wideGapEm || (typed && before.confidence === undefined && gap >= TYPED_SPACE_EM);
  if (typed) return gap >= TYPED_SPACE_EM;
  return gap >= (isWide(last) || isWide(first) ? MIXED_SPACE_EM : LATIN_SPACE_EM);
}

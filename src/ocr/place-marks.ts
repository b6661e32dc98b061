import type { PixelBox } from "./gray-image.ts";
import { groupAtoms } from "./ink-atoms.ts";
import { findGlyphRows, type FramedLine, type PixelGlyph } from "./line-glyphs.ts";
import { lookAtMark, type SeenMark } from "./mark-eye.ts";
import { findPaleBoxes } from "./pale-boxes.ts";
import type { SeenLine } from "./seen-line.ts";
import { softTrim } from "./soft-trim.ts";

/** What readers make of comparators: those themselves, and the letters of the same strokes. */
const COMPARATOR_LIKE = new Set("≥≤><=＞＜＝〉〈》《≧≦⩾⩽VvΛ∧∨ИNMAKWZzLΞXx二三=、".split(""));
/** What readers make of boxes, with and without a mark. */
const BOX_LIKE = new Set("□☑☒■√×✓口囗ロ".split(""));
/** Characters in a frame: what readers make of a box with a mark, and far more often themselves. */
const FRAMED = new Set("区凶回図日曰因団田目团国园圈固四門门Ｏ0OoD".split(""));
const COMPARATORS = new Set(["≥", "≤", ">", "<", "="]);

/** The eye must be this sure: where the reader itself saw such a sign, an ordinary character, or nothing. */
const SURE_WHERE_READ = 0.6;
const SURE_WHERE_LIKE = 0.93;
const SURE_WHERE_FRAMED = 0.995;
const SURE_WHERE_DROPPED = 0.75;
/** Below this the reader itself was in doubt, and the eye looks whatever it read. */
const DOUBTFUL = 0.85;
/** A character whose own sign the eye does not see is at best this certain. */
const UNSEEN_CONFIDENCE = 0.5;

/** >= and <= typed as two signs: they stand this near to each other, and together are this wide and this many times as wide as high. */
const OPENS_PAIR = new Set([">", "<", "＞", "＜"]);
const PAIR_GAP = 0.35;
const PAIR_WIDTH = 0.7;
const PAIR_ASPECT = 1.35;
const PAIR_CUTS = [0.4, 0.45, 0.5, 0.55, 0.6];
const SURE_OF_PAIR = 0.6;

/** Shares of the print's height. */
const REACH = 0.4;
const MIN_SIGN = 0.22;
const MAX_SIGN = 1.5;
const LOW_SIGN = 0.55;
/** Ink nearer than this to the middle of a Chinese character that was read is part of it. */
const OWN_REACH = 0.62;

const CHINESE = /\p{Script=Han}/u;

/** The line's characters with its signs as the eye sees them: misread ones put right, dropped ones put in. */
export function placeMarks(glyphs: readonly PixelGlyph[], seen: SeenLine): PixelGlyph[] {
  const atoms = groupAtoms(seen.line.parts).filter((atom) => isSignSized(atom, seen.frame.size));
  const owners = atoms.map((atom) => glyphs.filter((glyph) => nearestAtom(glyph, atoms, seen.frame.size) === atom));
  let result = [...glyphs];
  for (const [index, atom] of atoms.entries()) {
    const own = owners[index] ?? [];
    result = own.length > 0 ? judgeRead(result, own, atom, seen) : judgeDropped(result, atom, seen);
  }
  const homeless = glyphs.filter((glyph) => !owners.some((own) => own.includes(glyph)));
  // Boxes are clipped last: until then characters are known by their identity.
  const judged = clipNeighbours(homeless.reduce((placed, glyph) => judgePale(placed, glyph, seen), result));
  const pale = findPaleBoxes(judged, seen);
  return pale.length === 0 ? judged : [...judged, ...pale].sort((a, b) => a.centre - b.centre);
}

function isSignSized(atom: PixelBox, size: number): boolean {
  const longer = Math.max(atom.x1 - atom.x0, atom.y1 - atom.y0);
  return longer >= MIN_SIGN * size && longer <= MAX_SIGN * size;
}

function nearestAtom(glyph: PixelGlyph, atoms: readonly PixelBox[], size: number): PixelBox | undefined {
  let best: PixelBox | undefined;
  let bestDistance = REACH * size;
  for (const atom of atoms) {
    const distance = Math.max(atom.x0 - glyph.centre, glyph.centre - atom.x1, 0);
    if (distance < bestDistance) {
      best = atom;
      bestDistance = distance;
    }
  }
  return best;
}

/** A sign that the reader gave some character for. */
function judgeRead(glyphs: PixelGlyph[], own: readonly PixelGlyph[], atom: PixelBox, seen: SeenLine): PixelGlyph[] {
  const [first] = own;
  if (first === undefined || own.length > 2) return glyphs;
  const needed = Math.max(...own.map(neededConfidence));
  if (needed > 1) return glyphs;
  const pair = lookForPair(atom, seen);
  if (pair.length > 0) {
    const signs = pair.map(({ mark, box }) => makeSign(mark.sign ?? "", mark, box, seen.frame, own));
    return glyphs.flatMap((other) => (other === first ? signs : own.includes(other) ? [] : [other]));
  }
  const mark = lookTwice(atom, first, seen);
  const { sign } = mark;
  // No letter or digit is as low as = is: of low ink the reader's doubtful word counts little.
  const isLow = atom.y1 - atom.y0 < LOW_SIGN * seen.frame.size && first.confidence < DOUBTFUL;
  if (sign === undefined || mark.confidence < (isLow ? Math.min(needed, SURE_WHERE_DROPPED) : needed)) {
    return COMPARATORS.has(plain(first.text)) ? glyphs.map((glyph) => (glyph === first ? doubt(glyph) : glyph)) : glyphs;
  }
  const glyph = makeSign(sign, mark, atom, seen.frame, own);
  return glyphs.flatMap((other) => (other === first ? [glyph] : own.includes(other) ? [] : [other]));
}

/** A character whose ink is too pale to have left a patch of a sign's size. */
function judgePale(glyphs: PixelGlyph[], glyph: PixelGlyph, seen: SeenLine): PixelGlyph[] {
  if (neededConfidence(glyph) > 1 || glyph.text.trim() === "") return glyphs;
  const box = softTrim(seen.gray, { ...glyph.room, y0: seen.frame.y0 - 2, y1: seen.frame.y1 + 2 });
  return box !== undefined && isSignSized(box, seen.frame.size) ? judgeRead(glyphs, [glyph], box, seen) : glyphs;
}

/** How sure the eye must be to overrule a character; more than 1 where it has no say. */
function neededConfidence(glyph: PixelGlyph): number {
  if (COMPARATORS.has(plain(glyph.text)) || glyph.text === "□" || glyph.text === "■") return SURE_WHERE_READ;
  if (COMPARATOR_LIKE.has(glyph.text) || BOX_LIKE.has(glyph.text) || glyph.confidence < DOUBTFUL) return SURE_WHERE_LIKE;
  if (FRAMED.has(glyph.text)) return SURE_WHERE_FRAMED;
  return 2;
}

function doubt(glyph: PixelGlyph): PixelGlyph {
  return { ...glyph, confidence: Math.min(glyph.confidence, UNSEEN_CONFIDENCE) };
}

/** A sign that the reader passed over. */
function judgeDropped(glyphs: PixelGlyph[], atom: PixelBox, seen: SeenLine): PixelGlyph[] {
  const middle = (atom.x0 + atom.x1) / 2;
  const size = seen.frame.size;
  if (glyphs.some((glyph) => CHINESE.test(glyph.text) && Math.abs(glyph.centre - middle) < OWN_REACH * size)) return glyphs;
  const before = glyphs.filter((other) => other.centre < middle);
  const after = glyphs.filter((other) => other.centre >= middle);
  const insert = (marks: readonly PlacedMark[]): PixelGlyph[] => [...before, ...marks.map(({ mark, box }) => makeSign(mark.sign ?? "", mark, box, seen.frame, [])), ...after];
  const pair = lookForPair(atom, seen);
  if (pair.length > 0) return insert(pair);
  const mark = look(atom, seen);
  const previous = before.at(-1);
  const isSecond = mark.sign === "=" && previous !== undefined && OPENS_PAIR.has(previous.text) && atom.x0 - previous.box.x1 < PAIR_GAP * size;
  // A lone × or = beside text is as likely a smudge; readers do not drop them.
  if (mark.sign === undefined || mark.sign === "×" || mark.confidence < (isSecond ? SURE_OF_PAIR : SURE_WHERE_DROPPED)) return glyphs;
  return insert([{ mark, box: atom }]);
}

interface PlacedMark {
  readonly mark: SeenMark;
  readonly box: PixelBox;
}

/** The two signs of >= and <= that touch, which the eye knows only one by one; none where the ink is something else. */
function lookForPair(atom: PixelBox, seen: SeenLine): PlacedMark[] {
  const width = atom.x1 - atom.x0;
  if (width < PAIR_WIDTH * seen.frame.size || width < PAIR_ASPECT * (atom.y1 - atom.y0)) return [];
  let best: PlacedMark[] = [];
  let bestConfidence = SURE_OF_PAIR;
  for (const share of PAIR_CUTS) {
    const cut = Math.round(atom.x0 + share * width);
    const boxes = [{ ...atom, x1: cut }, { ...atom, x0: cut }].flatMap((half) => softTrim(seen.gray, half) ?? []);
    const marks = boxes.map((box) => ({ mark: look(box, seen), box }));
    const [left, right] = marks;
    const confidence = Math.min(left?.mark.confidence ?? 0, right?.mark.confidence ?? 0);
    if (OPENS_PAIR.has(left?.mark.sign ?? "") && right?.mark.sign === "=" && confidence > bestConfidence) [best, bestConfidence] = [marks, confidence];
  }
  return best;
}

/** Looks at the ink itself, then at the whole room of the character: strokes too pale for the threshold leave only part of a sign. */
function lookTwice(atom: PixelBox, glyph: PixelGlyph, seen: SeenLine): SeenMark {
  const mark = look(atom, seen);
  if (mark.sign !== undefined && mark.confidence >= SURE_WHERE_LIKE) return mark;
  const box = softTrim(seen.gray, { ...glyph.room, y0: seen.frame.y0 - 2, y1: seen.frame.y1 + 2 });
  if (box === undefined || !isSignSized(box, seen.frame.size)) return mark;
  const again = look(box, seen);
  return again.sign !== undefined && again.confidence > (mark.sign === undefined ? 0 : mark.confidence) ? again : mark;
}

function look(atom: PixelBox, seen: SeenLine): SeenMark {
  const { frame, gray } = seen;
  return lookAtMark(gray, atom, { middle: (frame.y0 + frame.y1) / 2, size: frame.size });
}

function makeSign(sign: string, mark: SeenMark, atom: PixelBox, frame: FramedLine, own: readonly PixelGlyph[]): PixelGlyph {
  const [first] = own;
  // The reader tells a full-width sign from a narrow one; the eye does not.
  const text = first !== undefined && plain(first.text) === sign ? first.text : sign;
  const readings = [...own.flatMap((glyph) => [glyph.text, ...glyph.readings])].filter((reading) => reading !== text);
  return {
    text,
    box: { x0: atom.x0, x1: atom.x1, ...findGlyphRows(frame, mark.confidence) },
    room: { x0: atom.x0, x1: atom.x1 },
    size: frame.size,
    centre: (atom.x0 + atom.x1) / 2,
    confidence: mark.confidence,
    sign: true,
    readings: [...new Set(readings)],
  };
}

/** The sign that a character is a wider form of. */
function plain(text: string): string {
  return text.normalize("NFKC");
}

/** The characters beside a sign give up the room that it takes. */
function clipNeighbours(glyphs: readonly PixelGlyph[]): PixelGlyph[] {
  return glyphs.map((glyph, index) => {
    if (glyph.sign === true) return glyph;
    const before = glyphs[index - 1];
    const after = glyphs[index + 1];
    const x0 = before?.sign === true ? Math.max(glyph.box.x0, before.box.x1) : glyph.box.x0;
    const x1 = after?.sign === true ? Math.min(glyph.box.x1, after.box.x0) : glyph.box.x1;
    return x0 < x1 ? { ...glyph, box: { ...glyph.box, x0, x1 } } : glyph;
  });
}

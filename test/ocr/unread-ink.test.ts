import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import type { GrayImage } from "../../src/ocr/gray-image.ts";
import type { PixelGlyph } from "../../src/ocr/line-glyphs.ts";
import { doubtBesideUnread, fillUnread, readUnreadInk } from "../../src/ocr/read-again.ts";
import type { LineReading, Recognizer } from "../../src/ocr/recognizer.ts";
import type { SeenLine } from "../../src/ocr/seen-line.ts";
import { findUnreadInk } from "../../src/ocr/unread-ink.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const SIZE = 30;

function glyph(text: string, centre: number, confidence = 0.99): PixelGlyph {
  const [x0, x1] = [centre - 14, centre + 14];
  return { text, centre, confidence, readings: [], size: SIZE, box: { x0, y0: 20, x1, y1: 50 }, room: { x0, x1 } };
}

function see(page: GrayImage): SeenLine {
  const parts = findComponents(asInk(page)).sort((a, b) => a.x0 - b.x0);
  const line = { x0: 10, y0: 20, x1: page.width - 10, y1: 20 + SIZE, parts };
  return { line, gray: page, frame: { crop: { ...line, y0: 16, y1: 54 }, y0: 20, y1: 20 + SIZE, size: SIZE } };
}

/** Characters drawn at the given middles, in a line. */
function draw(...middles: readonly number[]): SeenLine {
  const page = blank(300, 70);
  for (const middle of middles) stamp(page, middle - 14, 21, 28);
  return see(page);
}

/** A reader that reads the same of every picture. */
function readerOf(text: string, confidence = 0.9): Recognizer {
  const reading: LineReading = { columnsPerStep: 1, characters: text === "" ? [] : [{ text, fromStep: 0, toStep: 1, confidence, alternatives: [] }] };
  return { read: (lines) => Promise.resolve(lines.map(() => reading)), close: () => Promise.resolve() };
}

const textOf = (glyphs: readonly PixelGlyph[]): string => glyphs.map(({ text }) => text).join("");

test("Ink that stands in the room of no character that was read is unread; ink of one that was read is not.", () => {
  expect(findUnreadInk([glyph("甲", 40), glyph("丙", 106)], draw(40, 73, 106))).toMatchObject([{ x0: 59, x1: 87 }]);
  expect(findUnreadInk([glyph("甲", 40), glyph("乙", 73), glyph("丙", 106)], draw(40, 73, 106))).toEqual([]);
});

test("A character that was passed over is read alone and put in its place, as a doubtful one.", async () => {
  const [line] = await readUnreadInk([{ seen: draw(40, 73, 106), glyphs: [glyph("甲", 40), glyph("丙", 106)] }], readerOf("乙"));
  expect(textOf(line?.glyphs ?? [])).toBe("甲乙丙");
  expect(line?.glyphs[1]?.confidence).toBeLessThan(0.7);
  expect(line?.unread).toEqual([]);
});

test("Ink of which nothing can be read makes the characters beside it doubtful, and no others.", async () => {
  const [line] = await readUnreadInk([{ seen: draw(40, 73, 106, 139), glyphs: [glyph("甲", 40), glyph("丙", 106), glyph("丁", 139)] }], readerOf(""));
  if (line === undefined) throw new Error("The line is gone.");
  expect(doubtBesideUnread(line).map(({ confidence }) => confidence < 0.7)).toEqual([true, true, false]);
});

test("What only the second reader saw of unread ink is put in there.", () => {
  const seen = draw(40, 73, 106);
  const line = { seen, glyphs: [glyph("甲", 40), glyph("丙", 106)], unread: [{ x0: 59, x1: 87, y0: 21, y1: 49 }] };
  // The crop is scaled to 48 rows: a column of the page is 48/38 steps.
  const at = (x: number): { fromStep: number; toStep: number } => ({ fromStep: (x - 10) * (48 / 38) - 1, toStep: (x - 10) * (48 / 38) + 1 });
  const read = [{ text: "甲", ...at(40) }, { text: "乙", ...at(73) }, { text: "丙", ...at(106) }].map((one) => ({ ...one, confidence: 0.9, alternatives: [] }));
  const filled = fillUnread(line, { columnsPerStep: 1, characters: read });
  expect(textOf(filled.glyphs)).toBe("甲乙丙");
  expect(filled.unread).toEqual([]);
});

test("A stroke as thin as the rest of a ruling is no character, and makes nothing doubtful.", async () => {
  const page = blank(200, 70);
  stamp(page, 26, 21, 28);
  fill(page, [80, 22, 83, 48]);
  const [line] = await readUnreadInk([{ seen: see(page), glyphs: [glyph("5", 40)] }], readerOf("", 0));
  expect(line).toMatchObject({ glyphs: [{ text: "5", confidence: 0.99 }], unread: [] });
});

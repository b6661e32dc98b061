import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import type { GrayImage } from "../../src/ocr/gray-image.ts";
import { judgePoints } from "../../src/ocr/judge-points.ts";
import type { PixelGlyph } from "../../src/ocr/line-glyphs.ts";
import { foldLookalikes } from "../../src/ocr/lookalikes.ts";
import { placeMarks } from "../../src/ocr/place-marks.ts";
import type { SeenLine } from "../../src/ocr/seen-line.ts";
import type { TextLine } from "../../src/ocr/text-lines.ts";
import { weighSecondReading } from "../../src/ocr/second-opinion.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const SIZE = 30;
const emptyLine: TextLine = { x0: 0, y0: 0, x1: 0, y1: 0, parts: [] };

/** A thin upright box, as □ is printed. */
function drawBox(page: GrayImage, x: number, y: number, size: number): void {
  fill(page, [x, y, x + size, y + 2]);
  fill(page, [x, y + size - 2, x + size, y + size]);
  fill(page, [x, y, x + 2, y + size]);
  fill(page, [x + size - 2, y, x + size, y + size]);
}

/** ≥ with a level bar. */
function drawAtLeast(page: GrayImage, x: number, y: number): void {
  for (let step = 0; step < 18; step++) {
    const reach = Math.round((step <= 9 ? step : 18 - step) * 1.8);
    fill(page, [x + reach, y + step, x + reach + 3, y + step + 1]);
  }
  fill(page, [x, y + 21, x + 19, y + 23]);
}

function see(page: GrayImage): SeenLine {
  const parts = findComponents(asInk(page)).sort((a, b) => a.x0 - b.x0);
  const line = { x0: 10, y0: 20, x1: page.width - 10, y1: 20 + SIZE, parts };
  return { line, gray: page, frame: { crop: { ...line, y0: 16, y1: 54 }, y0: 20, y1: 20 + SIZE, size: SIZE } };
}

function glyph(text: string, centre: number, confidence = 0.99): PixelGlyph {
  const [x0, x1] = [centre - 14, centre + 14];
  return { text, centre, confidence, readings: [], size: SIZE, box: { x0, y0: 20, x1, y1: 50 }, room: { x0, x1 } };
}

function textOf(glyphs: readonly PixelGlyph[]): string {
  return glyphs.map(({ text }) => text).join("");
}

test("A comparator that the reader took for a letter is what its pixels show, and the letter is kept as another reading.", () => {
  const page = blank(200, 70);
  drawAtLeast(page, 20, 24);
  const [sign] = placeMarks([glyph("V", 30)], see(page));
  expect(sign).toMatchObject({ text: "≥", readings: ["V"], sign: true });
});

test("Boxes that were dropped or read as a mouth are put in, each in its place, however many there are.", () => {
  const page = blank(400, 70);
  drawBox(page, 20, 22, 26);
  drawBox(page, 150, 22, 26);
  drawBox(page, 280, 22, 26);
  for (const x of [55, 88, 185, 218, 315, 348]) stamp(page, x, 20, SIZE);
  const read = [glyph("甲", 70), glyph("丑", 103), glyph("口", 163), glyph("丙", 200), glyph("丁", 233), glyph("口", 293, 0.8), glyph("戊", 330), glyph("辛", 363)];
  const placed = placeMarks(read, see(page));
  expect(textOf(placed)).toBe("□甲丑□丙丁□戊辛");
});

test("A character that was read with certainty is not overruled by ink that resembles a sign.", () => {
  const page = blank(200, 70);
  drawBox(page, 40, 22, 26);
  expect(textOf(placeMarks([glyph("甲", 53)], see(page)))).toBe("甲");
});

test("A comma between digits hangs, a point does not; a doubtful reader is put right and its reading kept.", () => {
  const digits = (hang: number): GrayImage => {
    const page = blank(200, 80);
    fill(page, [20, 22, 34, 46]);
    fill(page, [50, 22, 64, 46]);
    fill(page, [40, 42, 43, 46 + hang]);
    return page;
  };
  const read = (point: string): PixelGlyph[] => [glyph("1", 27), glyph(point, 41, 0.9), glyph("2", 57)];
  const seen = see(digits(5));
  expect(textOf(judgePoints(read("."), seen.line, seen.gray))).toBe("1,2");
  const level = see(digits(0));
  expect(textOf(judgePoints(read("."), level.line, level.gray))).toBe("1.2");
  expect(judgePoints(read(","), level.line, level.gray)[1]).toMatchObject({ text: ".", readings: [","] });
});

test("A letter o alone or among digits is a nought; in a word it stays a letter.", () => {
  expect(textOf(foldLookalikes([glyph("o", 20)], emptyLine))).toBe("0");
  expect(textOf(foldLookalikes([glyph("1", 20), glyph("O", 40), glyph(".", 55), glyph("5", 70)], emptyLine))).toBe("10.5");
  expect(textOf(foldLookalikes([glyph("N", 20), glyph("o", 40)], emptyLine))).toBe("No");
});

test("Quotation marks that turn neither way open and close by turns, or as the reader guesses.", () => {
  expect(textOf(foldLookalikes([glyph("“", 20), glyph("甲", 50), glyph('"', 80)], emptyLine))).toBe("“甲”");
  expect(textOf(foldLookalikes([glyph('"', 20), glyph("甲", 50), glyph('"', 80)], emptyLine))).toBe("“甲”");
  expect(textOf(foldLookalikes([{ ...glyph('"', 20), readings: ["”"] }, glyph("甲", 50)], emptyLine))).toBe("”甲");
  expect(textOf(foldLookalikes([glyph('"', 20), glyph("a", 50)], emptyLine))).toBe('"a');
});

test("Who hesitates between a plain and a filled bracket sees a cornered one; who is sure of a plain one is right.", () => {
  const hesitating = { ...glyph("【", 20, 0.4), readings: ["〔", "["] };
  expect(foldLookalikes([hesitating], emptyLine)[0]).toMatchObject({ text: "〔", readings: ["【", "["] });
  expect(textOf(foldLookalikes([glyph("[", 20)], emptyLine))).toBe("[");
});

test(">= typed as two signs that touch is both of them, whatever the reader made of it.", () => {
  const page = blank(200, 70);
  for (let step = 0; step < 20; step++) {
    const reach = Math.round((step <= 10 ? step : 20 - step) * 1.6);
    fill(page, [20 + reach, 25 + step, 23 + reach, 26 + step]);
  }
  fill(page, [37, 31, 52, 33]);
  fill(page, [37, 38, 52, 40]);
  expect(textOf(placeMarks([glyph(">", 36)], see(page)))).toBe(">=");
});

test("A second reader that agrees makes a character surer, one that differs leaves both readings.", () => {
  const second = { columnsPerStep: 1, characters: [{ text: "甲", fromStep: 0, toStep: 1, confidence: 0.9, alternatives: [] }, { text: "木", fromStep: 1, toStep: 2, confidence: 0.7, alternatives: [] }] };
  const [same, other] = weighSecondReading([glyph("甲", 20, 0.8), glyph("本", 50, 0.9)], second);
  expect(same?.confidence).toBeGreaterThan(0.9);
  expect(other).toMatchObject({ text: "本", readings: ["木"] });
  expect(other?.confidence).toBeLessThan(0.9);
});

import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import { insertDroppedPoints } from "../../src/ocr/dropped-points.ts";
import type { PixelGlyph } from "../../src/ocr/line-glyphs.ts";
import type { SeenLine } from "../../src/ocr/seen-line.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const SIZE = 30;

function glyph(text: string, centre: number): PixelGlyph {
  const [x0, x1] = [centre - 14, centre + 14];
  return { text, centre, confidence: 0.99, readings: [], size: SIZE, box: { x0, y0: 20, x1, y1: 50 }, room: { x0, x1 } };
}

/** Characters at the given middles, and a point of 8 pixels behind the first. */
function read(middles: readonly number[], pointAt: number): string {
  const page = blank(300, 70);
  for (const middle of middles) stamp(page, middle - 15, 20, SIZE);
  fill(page, [pointAt, 42, pointAt + 8, 50]);
  const parts = findComponents(asInk(page)).sort((a, b) => a.x0 - b.x0);
  const line = { x0: 10, y0: 20, x1: 290, y1: 50, parts };
  const seen: SeenLine = { line, gray: page, frame: { crop: line, y0: 20, y1: 50, size: SIZE } };
  return insertDroppedPoints(middles.map((middle) => glyph("甲", middle)), seen).map(({ text }) => text).join("");
}

test("A point that was passed over is put in where there is room for one, between characters and at the end of a line.", () => {
  expect(read([40, 106], 60)).toBe("甲。甲");
  expect(read([40], 60)).toBe("甲。");
});

test("A speck between characters that follow each other, or far from any, is no point.", () => {
  expect(read([40, 78], 55)).toBe("甲甲");
  expect(read([40], 140)).toBe("甲");
});

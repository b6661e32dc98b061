import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import type { GrayImage } from "../../src/ocr/gray-image.ts";
import { judgePoints } from "../../src/ocr/judge-points.ts";
import type { PixelGlyph } from "../../src/ocr/line-glyphs.ts";
import { seePoints } from "../../src/ocr/see-points.ts";
import type { SeenLine } from "../../src/ocr/seen-line.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const SIZE = 30;

function glyph(text: string, centre: number, confidence: number, readings: readonly string[] = []): PixelGlyph {
  const [x0, x1] = [centre - 15, centre + 15];
  return { text, centre, confidence, readings, size: SIZE, box: { x0, y0: 20, x1, y1: 50 }, room: { x0, x1 } };
}

function see(page: GrayImage): SeenLine {
  const parts = findComponents(asInk(page)).sort((a, b) => a.x0 - b.x0);
  const line = { x0: 10, y0: 20, x1: page.width - 10, y1: 20 + SIZE, parts };
  return { line, gray: page, frame: { crop: { ...line, y0: 16, y1: 54 }, y0: 20, y1: 20 + SIZE, size: SIZE } };
}

/** Two dots above each other in the left half of a character's room, as a full-width colon is printed. */
function drawColon(page: GrayImage, centre: number): void {
  for (const y of [29, 41]) fill(page, [centre - 9, y, centre - 4, y + 5]);
}

/** A ring in the lower left corner of a character's room, as a Chinese full stop is printed. */
function drawFullStop(page: GrayImage, centre: number): void {
  const [x, y, radius] = [centre - 7, 43, 4.5];
  for (let row = -6; row <= 6; row++) {
    for (let column = -6; column <= 6; column++) {
      const distance = Math.hypot(row, column);
      if (distance <= radius && distance >= radius - 2) fill(page, [x + column, y + row, x + column + 1, y + row + 1]);
    }
  }
}

function page(drawPoint: (page: GrayImage, centre: number) => void): SeenLine {
  const drawn = blank(200, 70);
  stamp(drawn, 26, 21, 28);
  stamp(drawn, 92, 21, 28);
  drawPoint(drawn, 73);
  return see(drawn);
}

const read = (text: string, confidence: number, readings: readonly string[] = []): PixelGlyph[] => [glyph("甲", 40, 0.99), glyph(text, 73, confidence, readings), glyph("乙", 106, 0.99)];

test("A full stop that a doubting reader took for a comma is what its ink shows, and the comma is kept beside it.", () => {
  expect(seePoints(read("，", 0.55, ["。"]), page(drawFullStop))[1]).toMatchObject({ text: "。", readings: ["，"] });
});

test("Where the eye sees what the reader read, it is surer; a reader that is sure is not overruled.", () => {
  expect(seePoints(read("：", 0.8), page(drawColon))[1]?.confidence).toBeGreaterThan(0.9);
  expect(seePoints(read("，", 0.9999), page(drawFullStop))[1]?.text).toBe("，");
});

test("Characters that are like no point are not looked at.", () => {
  const glyphs = read("丙", 0.4);
  expect(seePoints(glyphs, page(drawColon))).toEqual(glyphs);
});

test("A doubtful comma before one or two digits is a point, one before three stays.", () => {
  const line = { x0: 0, y0: 0, x1: 0, y1: 0, parts: [] };
  const numberOf = (text: string): string => judgePoints(Array.from(text, (one, index) => glyph(one, 20 + 16 * index, one === "," ? 0.8 : 0.99)), line, blank(10, 10)).map((one) => one.text).join("");
  expect(numberOf("81,04%")).toBe("81.04%");
  expect(numberOf("7,5")).toBe("7.5");
  expect(numberOf("1,234")).toBe("1,234");
});

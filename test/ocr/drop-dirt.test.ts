import { expect, test } from "vitest";
import { isDirt } from "../../src/ocr/drop-dirt.ts";
import type { PixelGlyph } from "../../src/ocr/line-glyphs.ts";
import type { PixelRuling } from "../../src/ocr/ruling-line.ts";

const TEXT = 30;

function dirty(text: string, { width, height, confidence = 0.9, rulings = [] }: { width: number; height: number; confidence?: number; rulings?: PixelRuling[] }): boolean {
  const line = { x0: 100, y0: 100, x1: 100 + width, y1: 100 + height, parts: [] };
  const glyphs = Array.from(text, (one): PixelGlyph => ({ text: one, box: line, room: line, centre: 100, size: TEXT, confidence, readings: [] }));
  return isDirt({ line, glyphs }, rulings, TEXT);
}

const frame: PixelRuling[] = [
  { horizontal: true, from: 50, to: 200, middleFrom: 90, middleTo: 90, thickness: 2 },
  { horizontal: true, from: 50, to: 200, middleFrom: 140, middleTo: 140, thickness: 2 },
  { horizontal: false, from: 90, to: 140, middleFrom: 50, middleTo: 50, thickness: 2 },
  { horizontal: false, from: 90, to: 140, middleFrom: 200, middleTo: 200, thickness: 2 },
];

test("What is much lower than the print is dirt, what is rather low only where it is hardly believed.", () => {
  expect(dirty("8", { width: 10, height: 10 })).toBe(true);
  expect(dirty("锅", { width: 20, height: 20, confidence: 0.1 })).toBe(true);
  expect(dirty("注", { width: 20, height: 20 })).toBe(false);
});

test("A dash, a line of small print and a character of the print's height are no dirt.", () => {
  expect(dirty("—", { width: 30, height: 3 })).toBe(false);
  expect(dirty("附注说明", { width: 40, height: 12 })).toBe(false);
  expect(dirty("项", { width: 30, height: 30, confidence: 0.2 })).toBe(false);
});

test("A small character alone is dirt, but in a cell it may be the value.", () => {
  expect(dirty("1", { width: 8, height: 22 })).toBe(true);
  expect(dirty("1", { width: 8, height: 22, rulings: frame })).toBe(false);
});

test("A low but wide character that is believed is print in a cell, and dirt elsewhere.", () => {
  expect(dirty("心", { width: 25, height: 12, confidence: 0.7, rulings: frame })).toBe(false);
  expect(dirty("心", { width: 25, height: 12, confidence: 0.7 })).toBe(true);
  expect(dirty("心", { width: 25, height: 12, confidence: 0.3, rulings: frame })).toBe(true);
});

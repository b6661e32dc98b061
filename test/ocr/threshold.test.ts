import { expect, test } from "vitest";
import { thresholdInk } from "../../src/ocr/threshold.ts";
import { blank, fill } from "./picture.ts";

/** A page with one black square on it whose light falls off from left to right. */
function shadowed(): ReturnType<typeof blank> {
  const page = blank(200, 100);
  for (let y = 0; y < 100; y++) for (let x = 0; x < 200; x++) page.data[y * 200 + x] = 250 - x * 0.7;
  fill(page, [160, 40, 170, 50], 40);
  return page;
}

test("Paper in a shadow is paper, and ink in it is ink.", () => {
  const ink = thresholdInk(shadowed(), 20);
  expect(ink.data[45 * 200 + 165]).toBe(1);
  expect(ink.data.reduce((sum, value) => sum + value, 0)).toBe(100);
});

test("The grain of a scan is no ink.", () => {
  const page = blank(120, 120, 200);
  // A fixed pattern without period: grain of some eight levels.
  for (let at = 0; at < page.data.length; at++) page.data[at] = 200 + (((at * 2654435761) >>> 24) % 25) - 12;
  fill(page, [50, 50, 60, 60], 30);
  const ink = thresholdInk(page, 20);
  expect(ink.data[55 * 120 + 55]).toBe(1);
  expect(ink.data.reduce((sum, value) => sum + value, 0)).toBeLessThan(160);
});

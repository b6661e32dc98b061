import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import { findLayout } from "../../src/ocr/page-layout.ts";
import { groupTextLines } from "../../src/ocr/text-lines.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const TEXT = 30;

test("Specks between the lines of a page are no lines, however many there are.", () => {
  const page = blank(600, 300);
  for (let x = 60; x < 300; x += 34) stamp(page, x, 100, TEXT);
  for (let at = 0; at < 40; at++) fill(page, [(at * 97) % 590, 180 + ((at * 31) % 110), ((at * 97) % 590) + 3, 183 + ((at * 31) % 110)]);
  expect(findLayout(page, asInk(page), TEXT).lines.map(({ y0, y1 }) => [y0, y1])).toEqual([[100, 130]]);
});

test("A point right after a character belongs to its line, a speck further off widens no line.", () => {
  const page = blank(600, 200);
  for (let x = 60; x < 160; x += 34) stamp(page, x, 100, TEXT);
  fill(page, [162, 126, 166, 130]);
  fill(page, [200, 112, 203, 115]);
  const [line] = groupTextLines(findComponents(asInk(page)), [], TEXT).filter(({ y1, y0 }) => y1 - y0 > 10);
  expect([line?.x0, line?.x1]).toEqual([60, 166]);
});

test("A punched hole is no line of text.", () => {
  const page = blank(600, 300);
  for (let x = 60; x < 300; x += 34) stamp(page, x, 100, TEXT);
  for (let row = -35; row <= 35; row++) {
    const half = Math.round(Math.sqrt(35 * 35 - row * row));
    fill(page, [500 - half, 200 + row, 500 + half, 201 + row]);
  }
  expect(findLayout(page, asInk(page), TEXT).lines.map(({ y0, y1 }) => [y0, y1])).toEqual([[100, 130]]);
});

test("Bold characters of a heading that run together are text, on a page of small print too.", () => {
  const page = blank(900, 300);
  for (let x = 60; x < 700; x += 20) stamp(page, x, 200, 16);
  for (const x of [60, 100]) fill(page, [x, 60, x + 40, 84]);
  for (const y of [64, 76]) fill(page, [60, y, 140, y + 5], 255);
  expect(findLayout(page, asInk(page), 16).lines.filter(({ y1 }) => y1 < 100).length).toBeGreaterThan(0);
});

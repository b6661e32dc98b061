import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import { findLayout } from "../../src/ocr/page-layout.ts";
import { runsAcross } from "../../src/ocr/text-direction.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const SIZE = 24;

function write(page: ReturnType<typeof blank>, x: number, y: number, count: number): void {
  for (let index = 0; index < count; index++) stamp(page, x + index * (SIZE + 3), y, SIZE);
}

function boxesOf(page: ReturnType<typeof blank>): number[][] {
  const { lines } = findLayout(page, asInk(page), SIZE);
  return lines.map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]).sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0) || (a[0] ?? 0) - (b[0] ?? 0));
}

test("Characters beside each other are a line; those below are another.", () => {
  const page = blank(500, 200);
  write(page, 40, 40, 6);
  write(page, 40, 80, 4);
  expect(boxesOf(page)).toEqual([
    [40, 40, 199, 64],
    [40, 80, 145, 104],
  ]);
});

test("No line goes across a ruling, however near the characters are.", () => {
  const page = blank(500, 200);
  fill(page, [20, 20, 480, 22]);
  fill(page, [20, 100, 480, 102]);
  for (const x of [20, 206, 478]) fill(page, [x, 20, x + 2, 102]);
  write(page, 40, 50, 6);
  write(page, 212, 50, 4);
  expect(boxesOf(page).map(([x0, , x1]) => [x0, x1])).toEqual([
    [40, 199],
    [212, 317],
  ]);
});

test("The two strokes of a sign are one line, and a point goes to the line it ends.", () => {
  const page = blank(500, 300);
  write(page, 40, 40, 5);
  fill(page, [180, 60, 184, 64]);
  write(page, 40, 120, 5);
  fill(page, [300, 200, 318, 203]);
  fill(page, [300, 208, 318, 211]);
  expect(boxesOf(page)).toEqual([
    [40, 40, 184, 64],
    [40, 120, 172, 144],
    [300, 200, 318, 211],
  ]);
});

test("Lines whose characters touch are told apart.", () => {
  const page = blank(500, 200);
  write(page, 40, 40, 8);
  write(page, 40, 40 + SIZE + 4, 8);
  // One stroke runs down into the line below.
  fill(page, [50, 60, 53, 70]);
  expect(boxesOf(page)).toHaveLength(2);
});

test("Text that runs across is told from text that runs down.", () => {
  const page = blank(400, 400);
  for (let row = 0; row < 6; row++) write(page, 30, 30 + row * 50, 10);
  const ink = asInk(page);
  const turned = { ...ink, data: ink.data.map((_, at) => ink.data[(at % 400) * 400 + Math.floor(at / 400)] ?? 0) };
  expect([ink, turned].map((picture) => runsAcross(findComponents(picture), SIZE))).toEqual([true, false]);
});

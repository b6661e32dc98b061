import { expect, test } from "vitest";
import { findRulings } from "../../src/ocr/ruling-lines.ts";
import { asInk, blank, fill, stamp } from "./picture.ts";

const TEXT = 30;

/** A table of three rows of 60 pixels and two columns of 200, its middle row merged. */
function drawTable(): ReturnType<typeof blank> {
  const page = blank(500, 300);
  for (const y of [50, 110, 170, 230]) fill(page, [50, y, 452, y + 2]);
  for (const x of [50, 450]) fill(page, [x, 50, x + 2, 232]);
  fill(page, [250, 50, 252, 110]);
  fill(page, [250, 170, 252, 232]);
  return page;
}

test("Each line of a table is found with its ends, its middle and its thickness.", () => {
  const lines = findRulings(asInk(drawTable()), TEXT);
  const across = lines.filter((line) => line.horizontal);
  expect(across.map((line) => Math.round(line.middleFrom))).toEqual([51, 111, 171, 231]);
  expect(across.every((line) => line.from === 50 && line.to === 452 && Math.round(line.thickness) === 2)).toBe(true);
});

test("A merged cell interrupts a line, though the line goes on beyond it.", () => {
  const middle = findRulings(asInk(drawTable()), TEXT).filter((line) => !line.horizontal && Math.round(line.middleFrom) === 251);
  expect(middle.map(({ from, to }) => [from, to])).toEqual([
    [50, 112],
    [170, 232],
  ]);
});

test("A worn place in a line is bridged.", () => {
  const page = drawTable();
  fill(page, [120, 110, 132, 112], 255);
  fill(page, [300, 110, 360, 112], 255);
  const line = findRulings(asInk(page), TEXT).filter((found) => found.horizontal && Math.round(found.middleFrom) === 111);
  expect(line.map(({ from, to }) => [from, to])).toEqual([[50, 452]]);
});

test("A line that climbs a little is one line and keeps its slope.", () => {
  const page = blank(600, 100);
  for (let x = 20; x < 580; x++) fill(page, [x, 50 + Math.round(x / 150), x + 1, 52 + Math.round(x / 150)]);
  const [line, ...rest] = findRulings(asInk(page), TEXT);
  expect(rest).toEqual([]);
  expect((line?.middleTo ?? 0) - (line?.middleFrom ?? 0)).toBeGreaterThan(3);
});

test("A dash, a character's stroke and a black square are no lines.", () => {
  const page = blank(500, 300);
  fill(page, [40, 40, 100, 43]);
  for (let index = 0; index < 8; index++) stamp(page, 40 + index * 36, 100, TEXT);
  fill(page, [40, 200, 80, 240]);
  expect(findRulings(asInk(page), TEXT)).toEqual([]);
});

test("A character that touches a line does not make the line longer.", () => {
  const page = drawTable();
  // A stroke with others growing out of it, right below the merged row's upper line.
  fill(page, [250, 112, 252, 136]);
  for (const y of [114, 121, 128]) fill(page, [244, y, 258, y + 2]);
  const upper = findRulings(asInk(page), TEXT).find((line) => !line.horizontal && Math.round(line.middleFrom) === 251);
  expect(upper?.to).toBeLessThan(116);
});

test("Strokes of a row of characters that run together are no ruling, though a line across cuts the row.", () => {
  const page = drawTable();
  // The middle bars of characters that all but touch, from one cell into the next.
  for (let x = 100; x < 400; x += 33) {
    stamp(page, x, 125, 31);
    for (const stem of [8, 15, 22]) fill(page, [x + stem, 130, x + stem + 3, 150]);
  }
  const level = findRulings(asInk(page), TEXT).filter((line) => line.horizontal && line.middleFrom > 135 && line.middleFrom < 150);
  expect(level).toEqual([]);
});

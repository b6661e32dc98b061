import { expect, test } from "vitest";
import { coverSurroundings } from "../../src/ocr/paper-mask.ts";
import { blank, fill } from "./picture.ts";

test("A dark desk round the sheet takes the sheet's grey; what is printed on the sheet stays.", () => {
  const photo = blank(640, 800, 60);
  fill(photo, [80, 80, 560, 720], 220);
  fill(photo, [200, 200, 300, 204], 20);
  const covered = coverSurroundings(photo);
  expect(covered.data[10 * 640 + 10]).toBe(220);
  expect(covered.data[202 * 640 + 250]).toBe(20);
});

test("A shadow that reaches in from the edge is no desk.", () => {
  const scan = blank(640, 800, 230);
  for (let y = 0; y < 800; y++) for (let x = 0; x < 640; x++) scan.data[y * 640 + x] = Math.min(230, 110 + x / 2);
  expect(coverSurroundings(scan)).toBe(scan);
});

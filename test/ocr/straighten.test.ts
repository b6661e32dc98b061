import { expect, test } from "vitest";
import { invertHomography, mapPoint } from "../../src/document/homography.ts";
import type { GrayImage } from "../../src/ocr/gray-image.ts";
import { squareToQuad } from "../../src/ocr/perspective.ts";
import { straightenPage } from "../../src/ocr/straighten.ts";
import { warpImage } from "../../src/ocr/warp.ts";
import { blank, fill, stamp } from "./picture.ts";

function drawForm(): GrayImage {
  const page = blank(600, 800);
  for (let y = 100; y <= 700; y += 60) fill(page, [60, y, 542, y + 2]);
  for (const x of [60, 220, 380, 540]) fill(page, [x, 100, x + 2, 702]);
  for (let row = 0; row < 10; row++) for (let at = 0; at < 5; at++) stamp(page, 70 + at * 26, 120 + row * 60, 22);
  return page;
}

type Corner = readonly [number, number];
const upright: readonly [Corner, Corner, Corner, Corner] = [[0, 0], [600, 0], [600, 800], [0, 800]];

/** How far, at most, a place of the form lies from where the straightened page says it came from. */
function measureError(corners: readonly [Corner, Corner, Corner, Corner]): number {
  const toForm = invertHomography(squareToQuad(600, 800, corners));
  const { toGiven, gray } = straightenPage(warpImage(drawForm(), toForm));
  const errors = [200, 400, 600].map((row) => {
    // Along a straight row, the way back to the given page must run along a row of the form.
    const places = [100, 300, 500].map((column) => mapPoint(toForm, ...mapPoint(toGiven, column, row)));
    const ys = places.map(([, y]) => y);
    return Math.max(...ys) - Math.min(...ys);
  });
  expect([gray.width, gray.height]).toEqual([600, 800]);
  return Math.max(...errors);
}

test("A page that lies straight is left as it is.", () => {
  const { toGiven } = straightenPage(drawForm());
  expect(mapPoint(toGiven, 100, 200)).toEqual([100, 200]);
});

test("A skewed scan is turned level, by whichever small angle.", () => {
  for (const degrees of [-4, -1.3, 0.7, 2.5]) {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const turn = ([x, y]: Corner): Corner => [300 + cos * (x - 300) - sin * (y - 400), 400 + sin * (x - 300) + cos * (y - 400)];
    const [a, b, c, d] = upright;
    expect(measureError([turn(a), turn(b), turn(c), turn(d)])).toBeLessThan(1.5);
  }
});

test("The perspective of a photo is taken out.", () => {
  expect(measureError([[30, 20], [575, 45], [590, 770], [10, 790]])).toBeLessThan(2.5);
});

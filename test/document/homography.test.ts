import fc from "fast-check";
import { expect, test } from "vitest";
import { composeHomographies, identityHomography, invertHomography, mapBox, mapPoint, moveBlocks, type Homography } from "../../src/document/homography.ts";

const number = (reach: number): fc.Arbitrary<number> => fc.double({ min: -reach, max: reach, noNaN: true });
/** Maps near the identity, as straightening a page gives. */
const maps = fc
  .tuple(number(0.2), number(0.2), number(50), number(0.2), number(0.2), number(50), number(0.0002), number(0.0002))
  .map(([a, b, c, d, e, f, g, h]): Homography => [1 + a, b, c, d, 1 + e, f, g, h, 1]);

test("A map and its inverse bring every point back.", () => {
  fc.assert(
    fc.property(maps, fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 }), (map, x, y) => {
      const [backX, backY] = mapPoint(composeHomographies(invertHomography(map), map), x, y);
      return Math.abs(backX - x) < 1e-6 && Math.abs(backY - y) < 1e-6;
    }),
  );
});

test("A box's image holds the images of its corners.", () => {
  const quarterTurn: Homography = [0, -1, 100, 1, 0, 0, 0, 0, 1];
  expect(mapBox(quarterTurn, [10, 20, 30, 60])).toEqual([40, 10, 80, 30]);
});

test("A map that folds the plane has no inverse.", () => {
  expect(() => invertHomography([1, 2, 0, 2, 4, 0, 0, 0, 1])).toThrow(RangeError);
});

test("Blocks move on the pages that have a map, to no place outside their page.", () => {
  const paragraph = (page: number) => ({ kind: "paragraph" as const, text: "甲", at: [{ page, box: [5, 5, 20, 20] as [number, number, number, number] }], runs: [] });
  const shift: Homography = [1, 0, -10, 0, 1, 2, 0, 0, 1];
  const [first, second] = moveBlocks([paragraph(1), paragraph(2)], new Map([[1, shift]]), [{ number: 1, width: 100, height: 100 }]);
  expect(first?.at).toEqual([{ page: 1, box: [0, 7, 10, 22] }]);
  expect(second?.at).toEqual([{ page: 2, box: [5, 5, 20, 20] }]);
  expect(moveBlocks([paragraph(1)], new Map([[1, identityHomography]]))[0]?.at).toEqual([{ page: 1, box: [5, 5, 20, 20] }]);
});

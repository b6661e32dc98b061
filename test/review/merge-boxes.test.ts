import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../../src/document/place.ts";
import { mergeBoxes } from "../../src/review/page/original/merge-boxes.ts";

describe("the boxes of one value", () => {
  it("are one where they stand in one line, and stay apart from line to line", () => {
    const line = (y: number): Box[] => [0, 10, 20].map((x) => [x, y, x + 9, y + 10]);
    expect(mergeBoxes([...line(0), ...line(14)])).toEqual([[0, 0, 29, 10], [0, 14, 29, 24]]);
  });

  it("stay apart from column to column", () => {
    expect(mergeBoxes([[0, 0, 30, 10], [80, 0, 110, 10]])).toHaveLength(2);
  });

  it("lose nothing: each lies in one of the joined", () => {
    const side = fc.integer({ min: 0, max: 100 });
    const box = fc.tuple(side, side, side, side).map(([x, y, width, height]): Box => [x, y, x + width + 1, y + height + 1]);
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
        const merged = mergeBoxes(boxes);
        expect(boxes.every(([x0, y0, x1, y1]) => merged.some((one) => one[0] <= x0 && one[1] <= y0 && one[2] >= x1 && one[3] >= y1))).toBe(true);
      }),
    );
  });
});

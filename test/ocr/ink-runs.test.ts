import fc from "fast-check";
import { expect, test } from "vitest";
import { collectRuns } from "../../src/ocr/ink-runs.ts";
import { transpose } from "../../src/ocr/ruling-lines.ts";

const picture = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) => fc.array(fc.constantFrom(0, 0, 0, 0, 1), { minLength: width * height, maxLength: width * height }).map((pixels) => ({ width, height, data: Uint8Array.from(pixels) })));

test("Runs laid out again give the picture.", () => {
  fc.assert(
    fc.property(picture, (ink) => {
      const { from, to, rowStart } = collectRuns(ink);
      const again = new Uint8Array(ink.data.length);
      for (let row = 0; row < ink.height; row++) {
        for (let run = rowStart[row] ?? 0; run < (rowStart[row + 1] ?? 0); run++) again.fill(1, row * ink.width + (from[run] ?? 0), row * ink.width + (to[run] ?? 0));
      }
      expect(again).toEqual(ink.data);
    }),
  );
});

test("No run touches the next one of its row.", () => {
  fc.assert(
    fc.property(picture, (ink) => {
      const { from, to, rowStart } = collectRuns(ink);
      for (let row = 0; row < ink.height; row++) {
        for (let run = (rowStart[row] ?? 0) + 1; run < (rowStart[row + 1] ?? 0); run++) expect(from[run]).toBeGreaterThan(to[run - 1] ?? 0);
      }
    }),
  );
});

test("A picture mirrored twice at its diagonal is itself.", () => {
  fc.assert(
    fc.property(picture, (ink) => {
      const turned = transpose(ink, collectRuns(ink));
      expect(transpose(turned, collectRuns(turned))).toEqual(ink);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";

/** A picture from rows of dots and crosses. */
function draw(...rows: string[]): { width: number; height: number; data: Uint8Array } {
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint8Array.from(rows.join(""), (sign) => (sign === "x" ? 1 : 0)) };
}

test("Patches that touch at a corner are one.", () => {
  expect(findComponents(draw("x..", ".x.", "..x"))).toEqual([{ x0: 0, y0: 0, x1: 3, y1: 3, area: 3 }]);
});

test("Two arms that meet further down are one patch.", () => {
  expect(findComponents(draw("x.x", "x.x", "xxx"))).toEqual([{ x0: 0, y0: 0, x1: 3, y1: 3, area: 7 }]);
});

test("Patches with paper between them are apart.", () => {
  expect(findComponents(draw("x.x", "..."))).toHaveLength(2);
});

test("Every ink pixel is in exactly one patch, and every patch lies within the picture.", () => {
  const picture = fc.array(fc.constantFrom(0, 1), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(picture, (pixels) => {
      const found = findComponents({ width: 10, height: 6, data: Uint8Array.from(pixels) });
      const inside = found.every((part) => part.x0 >= 0 && part.y0 >= 0 && part.x1 <= 10 && part.y1 <= 6);
      return inside && found.reduce((sum, part) => sum + part.area, 0) === pixels.filter((pixel) => pixel === 1).length;
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findProduct } from "../../src/canonical/product.ts";

describe("findProduct", () => {
  it.each<[string, number[], number]>([
    ["800×47=38000", [800, 47], 38000],
    ["$800 \\times 50 = 40000$", [800, 50], 40000],
    ["10. 39×3850=40000", [10.39, 3850], 40000],
    ["3850本×10元=38500元", [3850, 10], 38500],
    ["２×3x4＝24", [2, 3, 4], 24],
    ["10. 39×3850=4000040000×5=200000", [40000, 5], 200000],
    ["1,200×2=2,400", [1200, 2], 2400],
    ["10. 39×3850=40000 40000×5=200000", [40000, 5], 200000],
  ])("reads %j", (text, factors, result) => {
    expect(findProduct(text)).toMatchObject({ factors, result });
  });

  it.each(["800×47", "38000", "a=b", "1×2=2=2", ""])("finds none in %j", (text) => {
    expect(findProduct(text)).toBeUndefined();
  });

  it("reads back every product", () => {
    const factor = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(fc.array(factor, { minLength: 2, maxLength: 3 }), factor, fc.constantFrom("×", " × ", "*", "x"), (factors, result, sign) => {
        expect(findProduct(`${factors.join(sign)}=${result}`)).toMatchObject({ factors, result });
      }),
    );
  });
});

import { expect, test } from "vitest";
import { findComponents } from "../../src/ocr/components.ts";
import { turnImage } from "../../src/ocr/gray-image.ts";
import { runsAcross } from "../../src/ocr/text-direction.ts";
import { asInk, blank, stamp } from "./picture.ts";

const TEXT = 30;

test("Lines run across where characters stand nearer to the next one than to the next line, also in narrow columns of a table.", () => {
  const page = blank(900, 900);
  for (let y = 60; y < 800; y += 52) for (const x of [60, 94, 128, 400, 434, 700, 734]) stamp(page, x, y, TEXT);
  expect(runsAcross(findComponents(asInk(page)), TEXT)).toBe(true);
  expect(runsAcross(findComponents(asInk(turnImage(page, 1))), TEXT)).toBe(false);
});

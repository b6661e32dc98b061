import { expect, test } from "vitest";
import type { LineRaster } from "../../src/ocr/line-raster.ts";
import type { Recognizer } from "../../src/ocr/recognizer.ts";
import { rememberReadings } from "../../src/ocr/remember-readings.ts";

/** A line all of one shade. */
function makeLine(width: number, shade: number): LineRaster {
  return { width, data: new Float32Array(48 * width).fill(shade) };
}

/** A reader that counts what it reads, and tells how many lines it had read before. */
function countingReader(): { reader: Recognizer; seen: LineRaster[] } {
  const seen: LineRaster[] = [];
  const read = (lines: readonly LineRaster[]): ReturnType<Recognizer["read"]> =>
    Promise.resolve(lines.map((line) => ({ characters: [], columnsPerStep: seen.push(line) })));
  return { reader: { read, close: () => Promise.resolve() }, seen };
}

test("A line that was read before is not read again, and every line gets its own reading.", async () => {
  const { reader, seen } = countingReader();
  const remembering = rememberReadings(reader);
  expect(await remembering.read([makeLine(10, 1), makeLine(20, 1)])).toMatchObject([{ columnsPerStep: 1 }, { columnsPerStep: 2 }]);
  const again = await remembering.read([makeLine(30, 1), makeLine(20, 1), makeLine(10, 0.5), makeLine(10, 1)]);
  expect(again).toMatchObject([{ columnsPerStep: 3 }, { columnsPerStep: 2 }, { columnsPerStep: 4 }, { columnsPerStep: 1 }]);
  expect(seen).toHaveLength(4);
});

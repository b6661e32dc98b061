import type { LineRaster } from "./line-raster.ts";
import type { LineReading, Recognizer } from "./recognizer.ts";

/** A line as it was shown to a reader, and what it read. */
interface Remembered {
  readonly line: LineRaster;
  readonly reading: LineReading;
}

/**
 * The reader with a memory for one page: what it is shown twice, pixel for pixel, is read once. The lines that tell which
 * way is up are read again with all others. Closing is left to who opened the reader.
 */
export function rememberReadings(reader: Recognizer): Recognizer {
  // Few lines are equally wide, so that hardly any two are compared.
  const known = new Map<number, Remembered[]>();
  const recall = (line: LineRaster): LineReading | undefined => known.get(line.width)?.find((other) => isSame(other.line, line))?.reading;
  const keep = (line: LineRaster, reading: LineReading): void => {
    known.set(line.width, [...(known.get(line.width) ?? []), { line, reading }]);
  };
  const read = async (lines: readonly LineRaster[]): Promise<LineReading[]> => {
    const recalled = lines.map(recall);
    const fresh = lines.filter((_, index) => recalled[index] === undefined);
    const readings = await reader.read(fresh);
    fresh.forEach((line, index) => {
      const reading = readings[index];
      if (reading !== undefined) keep(line, reading);
    });
    let next = 0;
    return recalled.flatMap((reading) => reading ?? readings[next++] ?? []);
  };
  return { read, close: () => Promise.resolve() };
}

function isSame(a: LineRaster, b: LineRaster): boolean {
  return a.data.length === b.data.length && a.data.every((value, index) => value === b.data[index]);
}

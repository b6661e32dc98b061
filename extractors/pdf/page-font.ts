/** What is needed of a font to place its characters; lengths in ems. */
export interface PageFont {
  readonly name: string;
  readonly ascent: number;
  /** Negative: below the baseline. */
  readonly descent: number;
  readonly vertical: boolean;
  /** Width units per em: 0.001 except for fonts of drawn characters (Type 3). */
  readonly widthScale: number;
}

/** Heights that fonts state beyond these are mistakes (0, or the height of a whole drawing). */
const ASCENT = { least: 0.5, most: 1.05, usual: 0.88 };
const DESCENT = { least: -0.4, most: -0.02, usual: -0.12 };
const UNITS = 0.001;

/** A font as pdf.js describes it. Missing or impossible measures take those of a usual Chinese font. */
export function toPageFont(value: unknown): PageFont {
  // A font that is not in the file has no name of its own in pdf.js, but is to be loaded by it.
  const name = property(value, "name") ?? property(value, "loadedName");
  const matrix = property(value, "fontMatrix");
  const scale: unknown = Array.isArray(matrix) ? matrix[0] : undefined;
  return {
    name: typeof name === "string" ? name : "",
    ascent: within(property(value, "ascent"), ASCENT),
    descent: within(property(value, "descent"), DESCENT),
    vertical: property(value, "vertical") === true,
    widthScale: typeof scale === "number" && scale !== 0 ? Math.abs(scale) : UNITS,
  };
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, key) as unknown) : undefined;
}

function within(value: unknown, { least, most, usual }: { least: number; most: number; usual: number }): number {
  return typeof value === "number" && value >= least && value <= most ? value : usual;
}

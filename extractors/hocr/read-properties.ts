/** The properties of an hOCR element, as its `title` attribute lists them. Source: hOCR 1.2, chapter 2. */
export interface HocrProperties {
  /** Pixels, left, top, right, bottom. */
  readonly bbox?: readonly [number, number, number, number];
  /** 0 to 1. */
  readonly confidence?: number;
  /** Pixels per inch of the page's image. */
  readonly dpi?: number;
}

function readNumbers(values: string): number[] {
  return values.split(/\s+/).filter((value) => value !== "").map(Number).filter(Number.isFinite);
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** `x_wconf` and `x_confs` are percentages. */
function readConfidence(values: string): { confidence?: number } {
  const numbers = readNumbers(values);
  return numbers.length === 0 ? {} : { confidence: Math.min(1, Math.max(0, average(numbers) / 100)) };
}

/** Reads a `title` attribute; what it does not state is absent. */
export function readProperties(title: string): HocrProperties {
  const properties: { -readonly [Key in keyof HocrProperties]: HocrProperties[Key] } = {};
  for (const part of title.split(";")) {
    const [, name = "", values = ""] = /^\s*(\w+)\s*(.*)$/s.exec(part) ?? [];
    if (name === "bbox") {
      const [x0, y0, x1, y1] = readNumbers(values);
      if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined) properties.bbox = [x0, y0, x1, y1];
    } else if (name === "x_wconf" || name === "x_conf" || name === "x_confs") Object.assign(properties, readConfidence(values));
    else if (name === "scan_res") {
      const [dpi] = readNumbers(values);
      if (dpi !== undefined) properties.dpi = dpi;
    }
  }
  return properties;
}

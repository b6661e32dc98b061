import { listReadCharacters } from "./printed-characters.ts";
import type { FieldReading, ReadRow } from "../readings.ts";

const numericTypes: ReadonlySet<string> = new Set(["money", "number"]);
/** In a cell of one number, a comma before the last one or two digits. */
const inNumber = /^(\D{0,4}\d+)[,，](\d{1,2}\D{0,3})$/u;
/** In prose, the same before a share or an amount of money. */
const inProse = /(?<![\d,，.])(\d+)[,，](\d{1,2})(?=[%％]|万元|亿元|元)/gu;

/**
 * Mends points that were read as commas in a scan: a comma parts off three digits at a time, so that one before the last one
 * or two digits of a number is a point.
 */
export function mendPoints(rows: readonly ReadRow[]): ReadRow[] {
  return rows.map((row) => ({ ...row, readings: row.readings.map(mendReading) }));
}

function mendReading(reading: FieldReading): FieldReading {
  const { type } = reading.definition;
  const printed = reading.mended ?? reading.text;
  const mended = numericTypes.has(type) ? printed.replace(/\s+/gu, "").replace(inNumber, "$1.$2") : type === "prose" ? printed.replace(inProse, "$1.$2") : printed;
  const isSame = mended.replace(/\s+/gu, "") === printed.replace(/\s+/gu, "");
  return isSame || listReadCharacters(reading).length === 0 ? reading : { ...reading, mended };
}

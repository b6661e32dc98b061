import { listReadCharacters } from "./printed-characters.ts";
import { targetFields } from "./target-fields.ts";
import type { FieldReading, ReadRow } from "../readings.ts";

/** Fields of names and numbers, which neither begin nor end with a point. */
const pointlessTypes: ReadonlySet<string> = new Set(["indicator-name", "organisation", "phone", "count", "number"]);
/** What readers make of a speck. */
const speck = /^[.,:;·'`．，：；、•-]$/u;
/** A reader surer of a point than this saw one. */
const sure = 0.97;

/** Leaves out doubtful points at the ends of names and numbers of a scan, and in targets those that part no digits: specks were read as such. */
export function mendSpecks(rows: readonly ReadRow[]): ReadRow[] {
  return rows.map((row) => ({ ...row, readings: row.readings.map(mendReading) }));
}

function mendReading(reading: FieldReading): FieldReading {
  const isTarget = targetFields.has(reading.use.field);
  if (reading.mended !== undefined || (!isTarget && !pointlessTypes.has(reading.definition.type))) return reading;
  const characters = listReadCharacters(reading);
  const specks = characters.filter(({ run, text }, index) => {
    if (!speck.test(text) || (run.confidence ?? 1) >= sure) return false;
    const [before, after] = [characters[index - 1]?.text, characters[index + 1]?.text];
    return before === undefined || after === undefined || (isTarget && text !== "-" && !(isDigit(before) && isDigit(after)));
  });
  // A dash alone in a cell says that there is nothing.
  if (specks.length === 0 || specks.length === characters.length) return reading;
  const left = specks.reduceRight((text, { at, text: one }) => text.slice(0, at) + text.slice(at + one.length), reading.text).trim();
  return { ...reading, mended: left };
}

function isDigit(text: string): boolean {
  return /^\d$/u.test(text);
}

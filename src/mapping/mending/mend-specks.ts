import { listReadCharacters } from "./printed-characters.ts";
import { targetFields } from "./target-fields.ts";
import type { FieldReading, ReadRow } from "../readings.ts";

/** Fields of names and numbers, which neither begin nor end with a point. */
const pointlessTypes: ReadonlySet<string> = new Set(["indicator-name", "organisation", "phone", "count", "number"]);
/** What readers make of a speck; in a text that may end with a point, only what no Chinese text ends with. */
const speck = /^[.,:;·'`．，：；、•-]$/u;
const narrowSpeck = /^[.·'`•]$/u;
/** A reader surer of a point than this saw one. */
const sure = 0.97;

/**
 * Leaves out doubtful points at the ends of names and numbers of a scan, and in targets those that part no digits: specks
 * were read as such. A ≥ before = is the > of a comparator typed as two signs.
 */
export function mendSpecks(rows: readonly ReadRow[]): ReadRow[] {
  return rows.map((row) => ({ ...row, readings: row.readings.map(mendReading) }));
}

function mendReading(reading: FieldReading): FieldReading {
  const isTarget = targetFields.has(reading.use.field);
  const { type } = reading.definition;
  if (reading.mended !== undefined || !(isTarget || type === "text" || pointlessTypes.has(type))) return reading;
  const characters = listReadCharacters(reading);
  const specks = characters.filter(({ run, text }, index) => {
    if (!(type === "text" ? narrowSpeck : speck).test(text)) return false;
    const [before, after] = [characters[index - 1]?.text, characters[index + 1]?.text];
    // 1.个: a point between a number and its unit is none, however sure the reader is.
    if (isTarget && text === "." && isDigit(before) && isHan(after)) return true;
    if ((run.confidence ?? 1) >= sure) return false;
    return before === undefined || (after === undefined && (type !== "text" || isHan(before))) || (isTarget && text !== "-" && !(isDigit(before) && isDigit(after)));
  });
  // A dash alone in a cell says that there is nothing.
  if (characters.length === 0 || specks.length === characters.length) return reading;
  const left = specks.reduceRight((text, { at, text: one }) => text.slice(0, at) + text.slice(at + one.length), reading.text).trim();
  const mended = isTarget ? left.replace(/≥(?=[=＝])/u, ">").replace(/≤(?=[=＝])/u, "<") : left;
  return mended === reading.text.trim() ? reading : { ...reading, mended };
}

function isDigit(text: string | undefined): boolean {
  return text !== undefined && /^\d$/u.test(text);
}

function isHan(text: string | undefined): boolean {
  return text !== undefined && /^\p{Script=Han}$/u.test(text);
}

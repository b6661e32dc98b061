import { parseCount, parsePhone } from "../canonical/count.ts";
import { parseDate, parseDateRange } from "../canonical/date.ts";
import { readChoice } from "../canonical/marks.ts";
import { findMoneyUnit, parseMoney, type MoneyUnit } from "../canonical/money.ts";
import { normaliseInline, normaliseText } from "../canonical/text.ts";
import { makeFinding, type Finding } from "../document/finding.ts";
import { foldLabel } from "./label-text.ts";
import { findPlaces } from "./places.ts";
import type { FieldReading } from "./readings.ts";
import { markLabelled, understood } from "./trace.ts";

/** A value, or why there is none; both undefined where nothing is printed. */
export interface Interpretation<T> {
  readonly value?: T;
  readonly finding?: Finding;
}

/** A text field: single line, paragraphs for prose. What the mapping says to ignore (a stamp, an empty date line) is a label. */
export function interpretText(reading: FieldReading): Interpretation<string> {
  if (isIgnored(reading)) return {};
  const printed = understood(reading);
  const value = reading.definition.type === "prose" ? normaliseText(dropPageNumbers(printed)) : normaliseInline(printed);
  return value === null ? {} : { value };
}

/**
 * A running text that a conversion made of several pages has their numbers inside: 云 1/36 南. The number of a page and of
 * all pages, between gaps, in the middle of Chinese words, is no part of the text.
 */
function dropPageNumbers(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (\d{1,3})\/(\d{1,3}) (?=\p{Script=Han})/gu, (found, page: string, pages: string) =>
    Number(page) <= Number(pages) && Number(pages) > 1 ? "" : found,
  );
}

/** Whether nothing is printed but what the mapping says to ignore; its characters then count as labels. */
export function isIgnored(reading: FieldReading): boolean {
  let rest = foldLabel(reading.text).text;
  if (rest === "" || reading.use.ignore.length === 0) return false;
  for (const text of reading.use.ignore) rest = rest.replace(foldLabel(text).text, "");
  if (rest !== "") return false;
  markLabelled(reading.spans);
  return true;
}

/** A date in ISO form. */
export function interpretDate(reading: FieldReading, path: string): Interpretation<string> {
  return interpretWith(reading, path, parseDate, "a date");
}

export function interpretDateRange(reading: FieldReading, path: string): Interpretation<{ start: string; end: string }> {
  return interpretWith(reading, path, parseDateRange, "two dates");
}

/** A whole number that counts people, units or projects. */
export function interpretCount(reading: FieldReading, path: string): Interpretation<number> {
  return interpretWith(reading, path, parseCount, "a count");
}

export function interpretPhone(reading: FieldReading, path: string): Interpretation<string> {
  return interpretWith(reading, path, (text) => parsePhone(text) ?? normaliseInline(text) ?? undefined, "a telephone number");
}

/** A plain number such as a sequence or a weight. */
export function interpretNumber(reading: FieldReading, path: string): Interpretation<number> {
  return interpretWith(reading, path, parsePlainNumber, "a number");
}

/** A number with nothing but a unit of up to three characters behind it. */
export function parsePlainNumber(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\D{0,3}$/u.exec(text.normalize("NFKC").replace(/[\s,]/gu, ""));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The four digits of a year. */
export function interpretYear(reading: FieldReading, path: string): Interpretation<number> {
  return interpretWith(reading, path, findFourDigits, "a year");
}

function findFourDigits(text: string): number | undefined {
  const match = /(?:19|20)\d{2}/u.exec(text.normalize("NFKC").replace(/\s+/gu, ""));
  if (match !== null) return Number(match[0]);
  const iso = parseDate(`${text.replace(/年.*$/u, "")}年`);
  return iso === undefined ? undefined : Number(iso.slice(0, 4));
}

/** An amount in fen; the unit from the cell, else from the nearest text that states one. */
export function interpretMoney(reading: FieldReading, path: string, formUnit: MoneyUnit | undefined): Interpretation<number> {
  const text = understood(reading);
  if (text.trim() === "") return {};
  const unit = firstUnit(reading.unitTexts) ?? formUnit;
  const money = parseMoney(text, unit);
  if (money === undefined) return unparsed(reading, path, "an amount of money");
  if (money.kind === "amount") return { value: money.fen };
  if (money.number === 0) return { value: 0 };
  const message = `${text.trim()} is printed without a unit, and neither its column, its table nor the form states one.`;
  return { finding: makeFinding("unit-missing", message, { path, actual: text.trim(), at: findPlaces(reading.spans) }) };
}

function firstUnit(texts: readonly string[]): MoneyUnit | undefined {
  for (const text of texts) {
    const unit = findMoneyUnit(text);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** Which option is ticked; its labels count as labels whether one is or not. */
export function interpretChoice(reading: FieldReading, path: string): Interpretation<string> {
  if (reading.text.trim() === "") return {};
  const labels = Object.fromEntries([...reading.use.options].map(([label, value]) => [value, label]));
  const choice = readChoice(reading.text, labels);
  const at = findPlaces(reading.spans);
  if (choice.kind === "one" || choice.kind === "plain") return { value: choice.option };
  markLabelled(reading.spans);
  const boxes = [...reading.use.options.keys()].join("、");
  if (choice.kind === "several") {
    return { finding: makeFinding("check-mark-ambiguous", `More than one of ${boxes} seems to be marked.`, { path, actual: reading.text, at }) };
  }
  return { finding: makeFinding("check-mark-missing", `No mark can be seen on any of ${boxes}.`, { path, actual: reading.text, at }) };
}

function interpretWith<T>(reading: FieldReading, path: string, parse: (text: string) => T | undefined, what: string): Interpretation<T> {
  if (reading.text.trim() === "" || isIgnored(reading)) return {};
  const value = parse(understood(reading));
  return value === undefined ? unparsed(reading, path, what) : { value };
}

function unparsed<T>(reading: FieldReading, path: string, what: string): Interpretation<T> {
  const printed = reading.text.trim();
  const finding = makeFinding("value-unparsed", `"${printed}" is not ${what}.`, {
    path,
    expected: what,
    actual: printed,
    at: findPlaces(reading.spans),
  });
  return { finding };
}

import { listReadCharacters, type ReadCharacter } from "./printed-characters.ts";
import { targetFields } from "./target-fields.ts";
import type { FieldReading, ReadRow } from "../readings.ts";
import { understood } from "../trace.ts";

/** Indicators whose target is a share. */
const shareName = /(?:率|比例|占比|比重|百分比|满意度|知晓度|认可度)(?:[（(][^（）()]*[）)])?$/u;
/** Of the form's shares at least so many, and so large a part, are printed with %. */
const leastShares = 2;
const usualPart = 0.3;

/**
 * Mends % in targets that were read from a picture: readers take it for a digit or two, for dirt, or pass over it. Only where
 * the indicator's name says that it is a share, and the form prints its other shares with %.
 */
export function mendPercents(rows: readonly ReadRow[]): ReadRow[] {
  const shares = rows.filter(isShare);
  const printed = shares.filter(hasPercent).length;
  const isUsual = printed >= leastShares && printed >= usualPart * shares.length;
  // A digit is no unit, whatever the others have.
  return rows.map((row) => (isShare(row) && (isUsual || /^\d$/u.test(unitOf(row))) ? mendRow(row) : row));
}

function unitOf(row: ReadRow): string {
  return row.readings.find((reading) => reading.use.field === "indicators.unit")?.text.replace(/\s+/gu, "") ?? "";
}

function isShare(row: ReadRow): boolean {
  const name = row.readings.find((reading) => reading.use.field === "indicators.name");
  return name !== undefined && shareName.test(understood(name).replace(/\s+/gu, "")) && row.readings.some(({ use }) => targetFields.has(use.field));
}

function hasPercent(row: ReadRow): boolean {
  return row.readings.some((reading) => (targetFields.has(reading.use.field) || reading.use.field === "indicators.unit") && /[%％]/u.test(reading.text));
}

function mendRow(row: ReadRow): ReadRow {
  const unit = row.readings.find((reading) => reading.use.field === "indicators.unit");
  const unitText = unitOf(row);
  // A unit in words (个, 人次) says that the name misleads.
  if (/\p{Script=Han}/u.test(unitText)) return row;
  const inUnit = unitText !== "" && !/[%％]/u.test(unitText);
  return {
    ...row,
    readings: row.readings.map((reading) => {
      if (listReadCharacters(reading).length === 0) return reading;
      if (reading === unit) return inUnit ? { ...reading, mended: "%" } : reading;
      if (!targetFields.has(reading.use.field)) return reading;
      const mended = mendTarget(reading, unitText !== "");
      return mended === undefined ? reading : { ...reading, mended };
    }),
  };
}

/** A printed number with its comparator, and what stands behind it. */
const numberWithRest = /^(?<lead>\D{0,8}?)(?<number>\d+(?:[.,，、:：·]\d+)?)(?<rest>\D*)$/u;
/** Dirt, and what readers make of half a %. */
const debris = /^[*.,·:;：；，。'"°oO/\\-]*$/u;
/** % as two digits behind a number that is else more than the whole. */
const asDigits = /(?<=\d)(?:96|06|9[oO])$/u;
const whole = 100;

/** @returns The target as it is to be read; undefined where nothing is wrong with it, or nothing can be told. */
function mendTarget(reading: FieldReading, hasUnitCell: boolean): string | undefined {
  const text = understood(reading).replace(/\s+/gu, "");
  const groups = numberWithRest.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const [lead, number, rest] = [groups["lead"] ?? "", groups["number"] ?? "", groups["rest"] ?? ""];
  const point = number.replace(/[,，、:：·](?=\d{1,2}$)/u, ".");
  if (/^[%％]/u.test(rest) || hasUnitCell) return point === number ? undefined : lead + point + rest;
  if (!debris.test(rest)) return undefined;
  const share = rest === "" ? dropDigits(point, reading) : point;
  return share === undefined ? undefined : `${lead}${share}%`;
}

/** The number without the digits that are a misread %; undefined where it is no share in any way. */
function dropDigits(number: string, reading: FieldReading): string | undefined {
  const last = listReadCharacters(reading);
  if (number.length > 1 && isPercentLike(last)) return number.slice(0, -1);
  if (Number(number) <= whole) return number;
  const without = number.replace(asDigits, "");
  return without !== number && Number(without) <= whole ? without : undefined;
}

/** A % is this many times as wide as the digits before it. */
const wider = 1.3;
/** A digit surer than this is one; a wide box then holds a % behind it that nobody read. */
const sureDigit = 0.95;

/** Whether the last of the characters is a % by another reading of it, or by its width. */
function isPercentLike(characters: readonly ReadCharacter[]): boolean {
  const last = characters.at(-1);
  if (last === undefined) return false;
  if (last.run.readings?.some((reading) => /[%％]/u.test(reading)) === true) return true;
  if ((last.run.confidence ?? 1) >= sureDigit) return false;
  const widths = characters.slice(0, -1).flatMap((one) => (/^\d$/u.test(one.text) ? (widthOf(one) ?? []) : []));
  const own = widthOf(last);
  return own !== undefined && widths.length > 0 && own >= wider * Math.max(...widths);
}

function widthOf({ run }: ReadCharacter): number | undefined {
  return "box" in run.at ? run.at.box[2] - run.at.box[0] : undefined;
}

import { parseDate } from "../../canonical/date.ts";
import { similarity } from "../label-text.ts";
import type { Leaf } from "../form-text.ts";
import type { FieldReading, ReadRow } from "../readings.ts";
import { DocumentWords } from "./document-words.ts";
import { mendShape, mendTear } from "./mend-tear.ts";

/** A damaged text this like a sound one is that one. */
const leastTwin = 0.7;
const oftenMet = 2;
const shortestTwin = 4;
/** A text cut short is known by its beginning when only one sound text begins so. */
const shortestBeginning = 3;

/**
 * Mends readings of torn tables and running text: pieces are joined at the tear, dates are put together, and names of
 * organisations and categories are compared with what the document prints soundly elsewhere. Nothing is changed in a
 * document without such damage.
 */
export function mendReadings(rows: readonly ReadRow[], leaves: readonly Leaf[]): ReadRow[] {
  const torn = findTornTables(rows);
  const isDamaged = (row: ReadRow): boolean => row.unit.running === true || (row.unit.table !== undefined && torn.has(row.unit.table));
  if (!rows.some(isDamaged)) return [...rows];
  const words = new DocumentWords(leaves);
  const sound = new SoundTexts(words);
  for (const row of rows) for (const reading of row.readings) sound.add(reading, isDamaged(row));
  const mendRow = (row: ReadRow): ReadRow[] => {
    const clean = row.unit.table !== undefined && torn.get(row.unit.table) === "clean";
    return splitNames(row, words).map((one) => ({ ...one, readings: one.readings.map((reading) => mendReading(reading, words, sound, clean)) }));
  };
  return rows.flatMap((row) => (isDamaged(row) ? mendRow(row) : [row]));
}

/**
 * A cell that holds the names of two indicators, one below the other, is two rows: both names stand by themselves
 * elsewhere in the document. The second row has its name only; levels are carried down to it.
 */
function splitNames(row: ReadRow, words: DocumentWords): ReadRow[] {
  const name = row.readings.find((reading) => reading.use.field === "indicators.name");
  const [span, ...others] = name?.spans ?? [];
  if (name === undefined || span === undefined || others.length > 0) return [row];
  for (const gap of name.text.matchAll(/\s+/gu)) {
    const [above, below] = [name.text.slice(0, gap.index), name.text.slice(gap.index + gap[0].length)];
    if (above.length < shortestName || below.length < shortestName || words.countStretches(above) < 2 || words.countStretches(below) < 2) continue;
    const first = { ...name, text: above, pieces: [above], spans: [{ ...span, to: span.from + gap.index }] };
    const second = { ...name, text: below, pieces: [below], spans: [{ ...span, from: span.from + gap.index + gap[0].length }] };
    return [
      { ...row, readings: row.readings.map((reading) => (reading === name ? first : reading)) },
      { ...row, readings: [second] },
    ];
  }
  return [row];
}

const shortestName = 4;

/** How a table's borders went through its labels: `clean` where many pieces put together are the labels, and none lost a character. */
type Tearing = "clean" | "damaging";

/** Tables where borders went through labels. */
function findTornTables(rows: readonly ReadRow[]): ReadonlyMap<number, Tearing> {
  const tears = new Map<number, { torn: number; cut: number }>();
  for (const { unit, tornLabels, cutLabels } of rows) {
    if (unit.table === undefined || tornLabels === 0) continue;
    const so = tears.get(unit.table) ?? { torn: 0, cut: 0 };
    tears.set(unit.table, { torn: so.torn + tornLabels, cut: so.cut + cutLabels });
  }
  return new Map(Array.from(tears, ([table, { torn, cut }]) => [table, cut === 0 && torn >= provenClean ? "clean" : "damaging"]));
}

/** So many torn labels, all of them whole when put together, show that nothing is lost where the borders go through. */
const provenClean = 3;

function mendReading(reading: FieldReading, words: DocumentWords, sound: SoundTexts, clean: boolean): FieldReading {
  const { type } = reading.definition;
  if (type === "level1" || type === "level2" || reading.text.trim() === "") return reading;
  const pieces = reading.pieces.map((piece) => piece.trim());
  if (type === "date") return withMended(reading, findDate(mendShape(pieces, (text) => parseDate(text) !== undefined)));
  const isText = type === "text" || type === "organisation" || type === "indicator-name" || type === "prose";
  if (!isText) return reading;
  const joined = pieces.length > 1 && !clean && reading.condition !== "running" ? pieces.reduce((left, right) => mendTear(left, right, words)) : reading.text;
  const twin = (type === "organisation" && !clean) || reading.use.field === "category" ? sound.findTwin(reading.use.field, joined) : undefined;
  return withMended(reading, twin ?? joined);
}

function findDate(text: string): string {
  return /\d{4}\D\d{1,2}\D\d{1,2}/u.exec(text)?.[0] ?? text;
}

function withMended(reading: FieldReading, text: string): FieldReading {
  const tight = (one: string): string => one.replace(/\s+/gu, "");
  return tight(text) === tight(reading.text) ? reading : { ...reading, mended: text };
}

/** Texts that undamaged lines print, by field; names of organisations are shared by all fields that take one. */
class SoundTexts {
  private readonly byField = new Map<string, Set<string>>();
  private readonly met = new Map<string, number>();
  private readonly words: DocumentWords;

  constructor(words: DocumentWords) {
    this.words = words;
  }

  /** A text of an undamaged line is sound; one of a damaged line when several forms of the document print the same. */
  add(reading: FieldReading, isDamaged: boolean): void {
    const text = reading.text.replace(/\s+/gu, "").replace(/[（(].*$|[。.]$/gu, "");
    if (text.length < 2 || text.length > 40) return;
    const key = keyOf(reading);
    const count = (this.met.get(`${key}:${text}`) ?? 0) + 1;
    this.met.set(`${key}:${text}`, count);
    // Names of organisations are cut alike in every form; only an undamaged line tells them whole.
    if (isDamaged ? key === "organisation" || count < oftenMet : !this.words.saysWhole(text)) return;
    const texts = this.byField.get(key) ?? new Set<string>();
    this.byField.set(key, texts.add(text));
  }

  /** The sound text that a damaged one stands for; undefined where none is like enough. */
  findTwin(field: string, text: string): string | undefined {
    const tight = text.replace(/\s+/gu, "");
    const known = [...(this.byField.get(organisationFields.has(field) ? "organisation" : field) ?? [])];
    if (known.includes(tight) && !known.some((one) => one !== tight && one.startsWith(tight))) return undefined;
    // Of two texts that several forms print, the longer is whole and the shorter cut.
    const begun = known.filter((one) => one !== tight && one.startsWith(tight));
    if (begun.length === 1 && tight.length >= shortestBeginning) return begun[0];
    const doubled = known.find((one) => tight === one + one || (tight.startsWith(one) && tight.length === one.length + 1));
    if (doubled !== undefined) return doubled;
    if (tight.length < shortestTwin) return undefined;
    const ranked = known.map((one) => ({ one, like: similarity(one, tight) })).sort((a, b) => b.like - a.like);
    return ranked[0] !== undefined && ranked[0].like >= leastTwin ? ranked[0].one : undefined;
  }
}

const organisationFields: ReadonlySet<string> = new Set([
  "reportingUnit",
  "supervisingDepartment",
  "implementingUnit",
  "department.name",
  "department.fundingDepartment",
  "narratives.implementer",
]);

function keyOf(reading: FieldReading): string {
  return organisationFields.has(reading.use.field) ? "organisation" : reading.use.field;
}


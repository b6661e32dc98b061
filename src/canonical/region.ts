import { createRequire } from "node:module";
import { z } from "zod";
import { foldTight } from "./fold.ts";

/** An administrative division: its GB/T 2260 code and its full name. */
export interface Division {
  readonly code: string;
  readonly name: string;
}

const namesByCode = z.record(z.string().regex(/^\d{6}$/u), z.string());
const packageSchema = z.object({
  areaList: z.object({ province_list: namesByCode, city_list: namesByCode, county_list: namesByCode }),
});

/** Divisions of the standard; the package also lists townships of cities without counties, and its own groupings. */
const standardName = /(?:省|市|自治区|特别行政区|区|县|旗|自治州|地区|盟)$/u;
const groupings = new Set(["省直辖县", "县", "自治区直辖县级行政区划", "市辖区", "城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "中区"]);
/** Ending of a province, city or county that a document may leave out. */
const ending = /(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|地区|盟)$/u;
const shortestName = 2;

interface Index {
  readonly byName: ReadonlyMap<string, readonly Division[]>;
  readonly byCode: ReadonlyMap<string, string>;
  readonly longest: number;
}

let index: Index | undefined;

function getIndex(): Index {
  index ??= buildIndex();
  return index;
}

function buildIndex(): Index {
  // Loaded when a name is first looked up: most of a program's runs of one document need it once, some never.
  const { areaList } = packageSchema.parse(createRequire(import.meta.url)("@vant/area-data"));
  const entries = [areaList.province_list, areaList.city_list, areaList.county_list].flatMap((list) => Object.entries(list));
  const byCode = new Map<string, string>();
  const byName = new Map<string, Division[]>();
  for (const [code, name] of entries) {
    // A municipality is listed as province and as its own city; the province's code is the standard's.
    const repeated = byCode.get(`${code.slice(0, 2)}0000`) === name;
    if (!standardName.test(name) || groupings.has(name) || repeated) continue;
    byCode.set(code, name);
    for (const spelling of spellings(code, name)) byName.set(spelling, [...(byName.get(spelling) ?? []), { code, name }]);
  }
  return { byName, byCode, longest: Math.max(...Array.from(byName.keys(), (name) => name.length)) };
}

/** The name, and for provinces and cities also the name without its ending; a county's short name is too often a common word. */
function spellings(code: string, name: string): string[] {
  const short = name.replace(ending, "");
  return code.endsWith("00") && short.length >= shortestName && short !== name ? [name, short] : [name];
}

/** The division of a six-digit code; undefined where there is none. */
export function findDivision(code: string): Division | undefined {
  const name = getIndex().byCode.get(code);
  return name === undefined ? undefined : { code, name };
}

/** Names of the division and of those it lies in, the widest first; empty for an unknown code. */
export function listAncestry(code: string): Division[] {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return [...new Set(codes)].flatMap((one) => findDivision(one) ?? []);
}

/**
 * The divisions that a text names, in order, each once, the longest match first. A county inside a city that is named
 * right before it stands for both (长春市朝阳区 is the district). A name that several counties share is given only where the
 * text names the city or province it lies in.
 */
export function findRegions(text: string): Division[] {
  const { byName, longest } = getIndex();
  const tight = foldTight(text);
  const found: Match[] = [];
  for (let at = 0; at < tight.length; ) {
    const longestHere = findLongest(tight, at, byName, longest);
    const last = found.at(-1);
    const length = longestHere === shortestName && isInsideWord(tight, at, last === undefined ? 0 : last.at + last.length) ? 0 : longestHere;
    if (length > 0) found.push({ at, length, divisions: byName.get(tight.slice(at, at + length)) ?? [] });
    at += Math.max(1, length);
  }
  return settle(found);
}

interface Match {
  readonly at: number;
  readonly length: number;
  readonly divisions: readonly Division[];
}

/** Words before a place's name that are no part of it. */
const beforeName = /[共于在对为和与及是由向从到至]/u;

/** Whether a county's name of two characters (南县) stands inside a longer word: a character runs on before it that neither ends another division's name nor leads to one. */
function isInsideWord(text: string, at: number, end: number): boolean {
  const before = text[at - 1] ?? "";
  return at !== end && /[县区旗市]/u.test(text[at + 1] ?? "") && /\p{Script=Han}/u.test(before) && !beforeName.test(before) && !isDivisionEnd.test(before);
}

const isDivisionEnd = /[省市州盟区]/u;

function findLongest(text: string, at: number, byName: Index["byName"], longest: number): number {
  for (let length = Math.min(longest, text.length - at); length >= shortestName; length -= 1) {
    if (byName.has(text.slice(at, at + length))) return length;
  }
  return 0;
}

function settle(found: readonly Match[]): Division[] {
  const certain = found.flatMap((match) => (match.divisions.length === 1 ? match.divisions : []));
  const result: Division[] = [];
  for (const [position, match] of found.entries()) {
    const division = match.divisions.length === 1 ? match.divisions[0] : pickByParent(match.divisions, certain);
    if (division === undefined) continue;
    const next = found[position + 1];
    const holdsNext = next?.at === match.at + match.length && next.divisions.some((child) => liesIn(child.code, division.code));
    if (!holdsNext && !result.some((one) => one.code === division.code)) result.push(division);
  }
  return result;
}

function pickByParent(divisions: readonly Division[], named: readonly Division[]): Division | undefined {
  const inside = divisions.filter((division) => named.some((parent) => liesIn(division.code, parent.code)));
  return inside.length === 1 ? inside[0] : undefined;
}

/** Whether the division of one code lies in that of another (and is not the same). */
export function liesIn(code: string, parent: string): boolean {
  return code !== parent && code.startsWith(parent.replace(/(?:00)+$/u, ""));
}

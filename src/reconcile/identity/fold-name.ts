/** A project's name in three degrees of sameness. */
export interface FoldedName {
  /** Width, white space, punctuation and the form's own year in front aside; other years written relative to it. */
  readonly full: string;
  /** Also without a leading region and trailing 项目, 经费 and the like. */
  readonly core: string;
  /** Numbers and ordinals in order (期, 批, 标段): two projects that differ in these are two. */
  readonly numerals: string;
}

/** A unit's name with and without the region in front of it. */
export interface FoldedUnit {
  readonly full: string;
  readonly core: string;
}

const year = /(?:19|20)\d{2}/u;
const leadingRegion = /^(?:[\p{Script=Han}]{2,7}?(?:省|自治区|自治州|地区|市|区|县|旗|盟|州))+(?=[\p{Script=Han}]{4})/u;
const genericEnd = /(?:项目|经费|资金|费用|专项|工作|费)+$/u;
const shortestCore = 3;
const ordinal = /第?([一二三四五六七八九十]+)(?=[期批标阶号届轮次段])/gu;

/** Folds a project's name; null where none is given. `formYear` is the year that 2023年 at its front is the same as. */
export function foldName(name: string | null, formYear: number | null): FoldedName | null {
  const plain = foldText(name);
  if (plain === "") return null;
  const full = relateYears(plain, formYear).replace(/^〈0〉/u, "");
  const core = shorten(full);
  return { full, core, numerals: listNumerals(full) };
}

/** Folds a unit's name; null where none is given. `(本级)` is the unit itself. */
export function foldUnit(name: string | null): FoldedUnit | null {
  const full = foldText(name?.replace(/[(（]本级[)）]/u, "") ?? null);
  if (full === "") return null;
  const core = full.replace(leadingRegion, "");
  return { full, core };
}

function foldText(text: string | null): string {
  return (text ?? "").normalize("NFKC").replace(/[\s\p{P}\p{S}]/gu, "").toLowerCase();
}

/** 2023年度 in a form for 2023 says 〈0〉, 2022年 says 〈-1〉: next year's filing of the same project then has the same name. */
function relateYears(plain: string, formYear: number | null): string {
  if (formYear === null || !year.test(plain)) return plain;
  return plain.replace(/((?:19|20)\d{2})(?:年度?)?/gu, (_all, printed: string) => `〈${Number(printed) - formYear}〉`);
}

function shorten(full: string): string {
  const withoutRegion = full.replace(leadingRegion, "");
  const core = withoutRegion.replace(genericEnd, "");
  return core.length >= shortestCore ? core : withoutRegion;
}

function listNumerals(full: string): string {
  const arabic = full.replace(ordinal, (_all, digits: string) => String("一二三四五六七八九十".indexOf(digits) + 1));
  return (arabic.match(/\d+|[a-z](?![a-z])|〈-?\d+〉/gu) ?? []).filter((token) => token !== "〈0〉").join(" ");
}

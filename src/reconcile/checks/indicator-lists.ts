import { foldTight } from "../../canonical/fold.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { listProjects, read, type IndicatorCheck, type ProjectSubject, type RecordCheck, type TracedIndicator } from "./subject.ts";

/** Shorter lists are often a part of one. */
const shortestWhole = 4;

/**
 * A list with outputs and benefits and without any satisfaction, of one scope. A list's form asks for all three.
 * Adds indicator-group-missing.
 */
export const checkIndicatorGroups: IndicatorCheck = ({ path, indicators }) =>
  [...Map.groupBy(indicators, (indicator) => indicator.scope.value)].flatMap(([scope, rows]) => {
    const levels = new Set(rows.flatMap((row) => [read(row.level1Code), row.level2Code?.value === "service-satisfaction" ? "satisfaction" : null]));
    if (rows.length < shortestWhole || !levels.has("output") || !levels.has("benefit") || levels.has("satisfaction")) return [];
    const at = rows.at(-1)?.name?.at ?? [];
    return [makeFinding("indicator-group-missing", `No indicator of satisfaction is among the ${rows.length} ${scope} ones.`, { path, expected: "满意度指标", at: [...at] })];
  });

/** Fewer rows may be the same for the year and for the whole by chance. */
const fewestAlike = 4;

/**
 * A long-term list that is the annual one over again, names and targets, printed in full beside it: what several years are
 * to reach is what one is. Forms whose one list has a column for each are left alone. Adds indicators-copied.
 */
export const checkListsOfScopes: IndicatorCheck = ({ path, indicators }) => {
  const [overall, annual] = (["overall", "annual"] as const).map((scope) => indicators.filter((one) => one.scope.value === scope));
  if (overall === undefined || annual === undefined || overall.length < fewestAlike || overall.length !== annual.length) return [];
  const isSame = overall.every((one, index) => annual[index] !== undefined && describeRow(one) === describeRow(annual[index]) && !isOnePlace(one, annual[index]));
  const first = overall[0];
  if (!isSame || first?.name == null) return [];
  const message = `The ${overall.length} long-term indicators are word for word the annual ones, targets too.`;
  return [makeFinding("indicators-copied", message, { path, actual: first.name.value, at: [...first.name.at] })];
};

function describeRow({ name, target }: TracedIndicator): string {
  return `${foldName(read(name) ?? "")}\n${foldTight(read(target?.raw ?? null) ?? "")}`;
}

/** Whether two indicators are one printed row, in a column for each scope. */
function isOnePlace(one: TracedIndicator, other: TracedIndicator): boolean {
  return one.name !== null && one.name.at.length > 0 && JSON.stringify(one.name.at) === JSON.stringify(other.name?.at);
}

/** Names alike in two lists, of which this many and this share of the shorter list make it a copy. */
const fewestCopied = 5;
const shareCopied = 0.6;
/** What any project is measured by (成本合理性, 服务对象满意度) tells nothing of where it was copied from. */
const common = /^(?:项目|总体|工作)?(?:成本|预算|资金|经费|支出)[^，]{0,6}$|满意(?:度|率)$|^(?:项目|工作)?(?:完成|开展|实施)?(?:及时性|及时率|完成率|验收合格率)$/u;
/** So many of the shared names at least must be of the projects' own. */
const fewestOwn = 2;

/** Lists with one name in common are compared with so many of those that had it last: a programme's forms are all alike. */
const mostCompared = 50;

/** A project whose indicators are for the most part those of an earlier project of another name in the document. Adds indicators-copied. */
export const checkCopiedLists: RecordCheck = (record) => {
  const holders = new Map<string, ListedProject[]>();
  return listProjects(record).flatMap((subject): Finding[] => {
    const later = { ...subject, names: listNames(subject) };
    const found = findCopy(later, holders);
    for (const key of later.names.keys()) holders.set(key, [...(holders.get(key) ?? []), later].slice(-mostCompared));
    return found;
  });
};

function findCopy(later: ListedProject, holders: ReadonlyMap<string, readonly ListedProject[]>): Finding[] {
  const earlier = new Set([...later.names.keys()].flatMap((key) => holders.get(key) ?? []));
  const copies = [...earlier].flatMap((one) => (isSameSubject(one, later) ? [] : compareLists(one, later)));
  const most = copies.toSorted((one, other) => other.shared.length - one.shared.length)[0];
  if (most === undefined) return [];
  const message = `${most.shared.length} of the ${later.names.size} indicators are word for word those of ${most.path}: ${most.shared.join("、")}.`;
  const at = later.project.indicators.flatMap(({ name }) => (name !== null && most.shared.includes(name.value) ? name.at : []));
  return [makeFinding("indicators-copied", message, { path: `${later.path}.indicators`, actual: most.shared.join("、"), at })];
}

interface ListedProject extends ProjectSubject {
  /** The names of its indicators, folded, with the name as printed. */
  readonly names: ReadonlyMap<string, string>;
}

function listNames({ project }: ProjectSubject): Map<string, string> {
  return new Map(project.indicators.flatMap(({ name }): [string, string][] => (name === null ? [] : [[foldName(name.value), name.value]])));
}

/** The same project in two forms, or in two years: its indicators may well stay. */
function isSameSubject({ project: one }: ListedProject, { project: other }: ListedProject): boolean {
  const [name, otherName] = [one.name, other.name].map((leaf) => foldTight(read(leaf) ?? "").replace(/\d+年?度?/gu, ""));
  return name === undefined || otherName === undefined || name === "" || otherName === "" || name.includes(otherName) || otherName.includes(name);
}

function compareLists(earlier: ListedProject, later: ListedProject): { path: string; shared: string[] }[] {
  const shared = [...later.names].filter(([key]) => earlier.names.has(key));
  const own = shared.filter(([key]) => !common.test(key));
  const shorter = Math.min(earlier.names.size, later.names.size);
  if (shared.length < fewestCopied || own.length < fewestOwn || shared.length < shareCopied * shorter) return [];
  return [{ path: earlier.path, shared: shared.map(([, name]) => name) }];
}

function foldName(name: string): string {
  return foldTight(name).replace(/[\p{P}]/gu, "");
}

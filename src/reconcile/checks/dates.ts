import { makeFinding, type Finding } from "../../document/finding.ts";
import { readYears } from "./sums.ts";
import { read, type FilingCheck, type Leaf, type ProjectCheck } from "./subject.ts";

type DateLeaf = Leaf<string>;

/** Years between a form's year and the day it is filled in: the autumn before to the year itself. */
const preparedYearsBefore = 1;

/** Whether `one` lies before `other`, compared only as far as both are printed: 2023 and 2023-05 do not differ. */
export function isBefore(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}

/** An end before its start, of the project and of each step of its schedule. Adds date-order. */
export const checkDateOrder: ProjectCheck = ({ path, project }) => [
  ...checkPair(project.startDate, project.endDate, `${path}.endDate`),
  ...project.schedule.flatMap((step, index) => checkPair(step.start, step.end, `${path}.schedule[${index}].end`)),
];

function checkPair(start: DateLeaf, end: DateLeaf, path: string): Finding[] {
  if (start === null || end === null || !isBefore(end.value, start.value)) return [];
  const message = `The end ${end.value} lies before the start ${start.value}.`;
  return [makeFinding("date-order", message, { path, expected: `${start.value} or later`, actual: end.value, at: [...end.at] })];
}

/**
 * A project that does not touch the filing's year, and a step of the schedule outside the project's dates. A step may be
 * printed less exactly than the project's dates. Adds date-outside-year.
 */
export const checkDatesInside: ProjectCheck = ({ path, project, filing }) => {
  const { startDate, endDate } = project;
  const year = read(filing.fiscalYear);
  const ofProject =
    year === null
      ? []
      : [...checkWithin(startDate, null, String(year), `${path}.startDate`), ...checkWithin(endDate, String(year), null, `${path}.endDate`)];
  const ofSteps = project.schedule.flatMap((step, index) => [
    ...checkWithin(step.start, read(startDate), read(endDate), `${path}.schedule[${index}].start`),
    ...checkWithin(step.end, read(startDate), read(endDate), `${path}.schedule[${index}].end`),
  ]);
  return [...ofProject, ...ofSteps];
};

function checkWithin(date: DateLeaf, first: string | null, last: string | null, path: string): Finding[] {
  if (date === null) return [];
  const early = first !== null && isBefore(date.value, first);
  const late = last !== null && isBefore(last, date.value);
  if (!early && !late) return [];
  const expected = [first === null ? "" : `not before ${first}`, last === null ? "" : `not after ${last}`].filter((part) => part !== "").join(", ");
  return [makeFinding("date-outside-year", `${date.value} lies outside: ${expected}.`, { path, expected, actual: date.value, at: [...date.at] })];
}

const plannedFor = /(?:计划|拟|预计)(?:于|在)?\s*((?:19|20)\d{2})\s*年\s*(?:(\d{1,2})\s*月)?/gu;

/** What the plan or the content still plans for a time before the form's year. Adds date-outside-year. */
export const checkPlannedDates: ProjectCheck = ({ path, project, filing }) => {
  const year = read(filing.fiscalYear);
  if (year === null) return [];
  return (["plan", "content"] as const).flatMap((kind) => {
    const prose = project.narratives[kind];
    if (prose === null) return [];
    // In the autumn before, when forms are filled in, that year's end is still to come.
    const past = [...prose.value.matchAll(plannedFor)].filter(([, printed]) => Number(printed) < year - preparedYearsBefore);
    return past.map(([text]) => {
      const details = { path: `${path}.narratives.${kind}`, expected: `${year} or later`, actual: text, at: [...prose.at] };
      return makeFinding("date-outside-year", `“${text}” is a plan for a time before the form's year ${year}.`, details);
    });
  });
};

const leadingYear = /^[“"]?((?:19|20)\d{2})\s*(?:年度?)?(?=[\p{Script=Han}])/u;

/** A project that another year's name was given to. Adds date-outside-year. */
export const checkYearOfName: ProjectCheck = ({ path, project: { name }, filing }) => {
  const year = read(filing.fiscalYear);
  const named = Number(leadingYear.exec(name?.value ?? "")?.[1]);
  if (name === null || year === null || Number.isNaN(named) || named === year) return [];
  const details = { path: `${path}.name`, expected: String(year), actual: String(named), at: [...name.at] };
  return [makeFinding("date-outside-year", `The project is named for ${named}, the form is for ${year}.`, details)];
};

/** The day the form was filled in, against its year. Adds date-outside-year. */
export const checkPreparedDate: FilingCheck = ({ path, filing }) => {
  const year = read(filing.fiscalYear);
  const date = filing.preparer?.date ?? null;
  if (year === null || date === null) return [];
  return checkWithin(date, String(year - preparedYearsBefore), String(year), `${path}.preparer.date`);
};

/** The project's years against the period of its whole-life funding, and a yearly row against the filing's year. Adds period-mismatch. */
export const checkFundingPeriods: ProjectCheck = ({ path, project, filing }) => {
  const year = read(filing.fiscalYear);
  const seen = new Set<string>();
  return project.funding.flatMap((row, index) => {
    const period = read(row.period);
    const years = period === null ? undefined : readYears(period);
    // All sources of one row print its period once.
    const key = `${row.scope.value} ${period ?? ""}`;
    if (row.period === null || years === undefined || seen.has(key)) return [];
    seen.add(key);
    if (row.scope.value === "whole") return compareYears(years, project.startDate, project.endDate, path);
    if (year === null || (years[0] <= year && year <= years[1])) return [];
    const details = { path: `${path}.funding[${index}].period`, expected: String(year), actual: row.period.value, at: [...row.period.at] };
    return [makeFinding("period-mismatch", `The yearly funding is for ${row.period.value}, the form for ${year}.`, details)];
  });
};

function compareYears(years: readonly [number, number], start: DateLeaf, end: DateLeaf, path: string): Finding[] {
  const describe = (leaf: DateLeaf, field: string, expected: number): Finding[] => {
    if (leaf === null || Number(leaf.value.slice(0, 4)) === expected) return [];
    const message = `The whole-life funding is for ${years[0]}-${years[1]}, but the project's ${field} is ${leaf.value}.`;
    return [makeFinding("period-mismatch", message, { path: `${path}.${field}`, expected: String(expected), actual: leaf.value, at: [...leaf.at] })];
  };
  return [...describe(start, "startDate", years[0]), ...describe(end, "endDate", years[1])];
}

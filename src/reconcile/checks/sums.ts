import type { FundingSource } from "../../canonical/record.ts";
import type { Traced, TracedValue } from "../../canonical/traced.ts";
import type { Funding } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { addsUp, formatYuan } from "./printed-amount.ts";
import { read, type FilingCheck, type ProjectCheck, type ProjectSubject } from "./subject.ts";

type Amount = TracedValue<number>;
type Row = Traced<Funding>;

interface PlacedAmount {
  readonly path: string;
  readonly amount: Amount;
}

/** Scale between 元 and 万元: a figure off by this is in another unit, not wrong by addition. */
const unitSlip = 10_000;
const unitSlipTolerance = 0.001;

/** 合计 = its parts, for each scope and period; 当年财政拨款 is a part of 财政拨款 where both are printed. Adds sum-mismatch, unit-doubtful. */
export const checkFundingParts: ProjectCheck = (subject) => {
  const groups = Map.groupBy(subject.project.funding.entries(), ([, row]) => `${read(row.scope)} ${read(row.period) ?? ""}`);
  return [...groups.values()].flatMap((rows) => checkGroup(subject, rows));
};

function checkGroup(subject: ProjectSubject, rows: readonly (readonly [number, Row])[]): Finding[] {
  const amounts = new Map<FundingSource, PlacedAmount>();
  for (const [index, row] of rows) {
    if (row.amountFen !== null) amounts.set(row.source.value, { path: `${subject.path}.funding[${index}].amountFen`, amount: row.amountFen });
  }
  const total = amounts.get("total");
  const fiscal = amounts.get("fiscal");
  const current = amounts.get("fiscal-current-year");
  const parts = [...amounts].filter(([source]) => source !== "total" && !(source === "fiscal-current-year" && fiscal !== undefined));
  // Where nothing but noughts is printed beside the total, the row that holds the money is not among them.
  const isWhole = fiscal !== undefined || parts.some(([, part]) => part.amount.value !== 0);
  const findings = total === undefined || !isWhole ? [] : compareSum(total, parts.map(([, part]) => part.amount), "the sources of funding");
  const isAbove = current !== undefined && fiscal !== undefined && current.amount.value > fiscal.amount.value;
  return isAbove ? [...findings, ...compareSum(current, [fiscal.amount], "财政拨款, which holds it,")] : findings;
}

/** What was printed as a total against the sum of its parts. */
function compareSum(total: PlacedAmount, parts: readonly Amount[], what: string): Finding[] {
  if (addsUp(total.amount, parts)) return [];
  const sum = parts.reduce((so, part) => so + part.value, 0);
  const details = { path: total.path, expected: formatYuan(sum), actual: formatYuan(total.amount.value), at: [...total.amount.at] };
  if (isUnitSlip(sum, total.amount.value)) {
    return [makeFinding("unit-doubtful", `${formatYuan(total.amount.value)} is ten thousand times off ${what} (${formatYuan(sum)}).`, details)];
  }
  return [makeFinding("sum-mismatch", `${formatYuan(total.amount.value)} is printed, but ${what} add up to ${formatYuan(sum)}.`, details)];
}

function isUnitSlip(one: number, other: number): boolean {
  const ratio = Math.max(one, other) / Math.min(one, other);
  return Math.abs(ratio / unitSlip - 1) < unitSlipTolerance;
}

/**
 * The whole life's total against the years': it is no less than any one year; it equals them where every year of its
 * period is printed, or where the project lies within one year. Three equal years are not asked for. Adds sum-mismatch.
 */
export const checkWholeAgainstYears: ProjectCheck = (subject) => {
  const wholes = findTotals(subject, "whole");
  const years = findTotals(subject, "annual");
  return wholes.flatMap((whole) => {
    const inside = years.filter((year) => year.period === null || whole.period === null || isInside(year.period, whole.period));
    const parts = inside.map((year) => year.amount);
    if (parts.length === 0) return [];
    if (isComplete(subject, whole.period, inside)) return compareSum(whole, parts, "the years");
    const tooMuch = inside.find((year) => year.amount.value > whole.amount.value);
    return tooMuch === undefined ? [] : compareSum(whole, [tooMuch.amount], "one year alone, which");
  });
};

interface Total extends PlacedAmount {
  readonly period: string | null;
}

function findTotals({ path, project }: ProjectSubject, scope: "whole" | "annual"): Total[] {
  return project.funding.flatMap((row, index) =>
    row.scope.value === scope && row.source.value === "total" && row.amountFen !== null
      ? [{ path: `${path}.funding[${index}].amountFen`, amount: row.amountFen, period: read(row.period) }]
      : [],
  );
}

/** First and last year of a printed period, `2023-2025` or `2023`; undefined where it names none. */
export function readYears(period: string): readonly [number, number] | undefined {
  const years = [...period.matchAll(/(?:19|20|21)\d{2}/gu)].map(([year]) => Number(year));
  return years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)];
}

function isInside(year: string, whole: string): boolean {
  const [inner, outer] = [readYears(year), readYears(whole)];
  return inner === undefined || outer === undefined || (inner[0] >= outer[0] && inner[1] <= outer[1]);
}

function isComplete({ project }: ProjectSubject, wholePeriod: string | null, years: readonly Total[]): boolean {
  const span = wholePeriod === null ? undefined : readYears(wholePeriod);
  if (span !== undefined) return new Set(years.map((year) => year.period)).size === span[1] - span[0] + 1;
  const [start, end] = [read(project.startDate), read(project.endDate)];
  return start !== null && end !== null && start.slice(0, 4) === end.slice(0, 4) && years.length === 1;
}

/** The department's 项目支出 = its tasks; its income = its expenditure where both sides are complete. Adds sum-mismatch, unit-doubtful. */
export const checkDepartmentSums: FilingCheck = ({ path, filing }) => {
  if (filing.department === null) return [];
  const amounts = new Map<string, PlacedAmount>();
  for (const [index, row] of filing.department.budget.entries()) {
    const place = `${path}.department.budget[${index}].amountFen`;
    if (row.amountFen !== null) amounts.set(`${row.side.value} ${row.item.value}`, { path: place, amount: row.amountFen });
  }
  const tasks = filing.projects.flatMap((project) => findTaskAmount(project.funding) ?? []);
  const spending = amounts.get("expenditure project");
  const ofTasks = spending === undefined || tasks.length === 0 ? [] : compareSum(spending, tasks, "the tasks");
  return [...ofTasks, ...checkSides(amounts)];
};

function findTaskAmount(funding: readonly Row[]): Amount | undefined {
  return funding.find((row) => row.scope.value === "annual" && row.source.value === "total")?.amountFen ?? undefined;
}

function checkSides(amounts: ReadonlyMap<string, PlacedAmount>): Finding[] {
  const sides = ["expenditure basic", "expenditure project", "income fiscal", "income other"].map((key) => amounts.get(key));
  const [basic, project, fiscal, other] = sides;
  if (basic === undefined || project === undefined || fiscal === undefined) return [];
  const income = [fiscal.amount, ...(other === undefined ? [] : [other.amount])];
  const spent = { ...basic.amount, value: basic.amount.value + project.amount.value };
  return compareSum({ path: basic.path, amount: spent }, income, "the income");
}

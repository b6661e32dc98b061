import type { Traced, TracedRecord } from "../../canonical/traced.ts";
import type { Project } from "../../canonical/record.ts";

type TracedProject = Traced<Project>;
type Amounts = readonly { readonly path: string; readonly fen: number; readonly source: string }[];

/**
 * Paths of the amounts that a second figure of the form bears out: a total that its parts add up to, an amount that is
 * quantity × price, items that add up to the year's total, tasks that add up to the department's. To the fen; what is
 * rounded is not borne out, and nothing speaks against it either.
 */
export function listSummedPaths(record: Pick<TracedRecord, "filings">): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [at, filing] of record.filings.entries()) {
    const place = `filings[${at}]`;
    for (const [index, project] of filing.projects.entries()) for (const path of ofProject(project, `${place}.projects[${index}]`)) paths.add(path);
    const tasks = filing.projects.flatMap((project, index) => listFunding(project, `${place}.projects[${index}]`).filter(({ source }) => source === "total"));
    const spending = filing.department?.budget.findIndex((row) => row.side.value === "expenditure" && row.item.value === "project") ?? -1;
    const total = filing.department?.budget[spending]?.amountFen?.value;
    if (total !== undefined && tasks.length > 1 && sum(tasks) === total) for (const { path } of tasks) paths.add(path).add(`${place}.department.budget[${spending}].amountFen`);
  }
  return paths;
}

function ofProject(project: TracedProject, place: string): string[] {
  const funding = listFunding(project, place);
  const items = project.budgetItems.flatMap(({ amountFen }, index) =>
    amountFen === null ? [] : [{ path: `${place}.budgetItems[${index}].amountFen`, fen: amountFen.value, source: "" }],
  );
  const total = funding.find(({ source, fen }) => source === "total" && fen > 0);
  const isSum = total !== undefined && items.length > 1 && sum(items) === total.fen;
  return [...listAddedUp(project, funding), ...(isSum ? [...items, total].map(({ path }) => path) : []), ...listProducts(project, place)];
}

function listFunding(project: TracedProject, place: string): Amounts {
  return project.funding.flatMap(({ source, amountFen }, index) =>
    amountFen === null ? [] : [{ path: `${place}.funding[${index}].amountFen`, fen: amountFen.value, source: source.value }],
  );
}

/** The rows of each scope and period, where their parts make the total. */
function listAddedUp(project: TracedProject, funding: Amounts): string[] {
  const scopeOf = (path: string): string => {
    const row = project.funding[Number(/\[(\d+)\]\.amountFen$/u.exec(path)?.[1])];
    return `${row?.scope.value ?? ""} ${row?.period?.value ?? ""}`;
  };
  return [...Map.groupBy(funding, ({ path }) => scopeOf(path)).values()].flatMap((rows) => {
    const total = rows.find(({ source }) => source === "total");
    const hasFiscal = rows.some(({ source }) => source === "fiscal");
    const parts = rows.filter(({ source }) => source !== "total" && !(source === "fiscal-current-year" && hasFiscal));
    return total !== undefined && total.fen > 0 && parts.length > 0 && sum(parts) === total.fen ? rows.map(({ path }) => path) : [];
  });
}

function listProducts(project: TracedProject, place: string): string[] {
  return project.budgetItems.flatMap(({ quantity, unitPriceFen, amountFen }, index) => {
    if (quantity === null || unitPriceFen === null || amountFen === null) return [];
    const isProduct = Math.abs(quantity.value * unitPriceFen.value - amountFen.value) < 1;
    return isProduct ? ["quantity", "unitPriceFen", "amountFen"].map((field) => `${place}.budgetItems[${index}].${field}`) : [];
  });
}

function sum(amounts: Amounts): number {
  return amounts.reduce((so, { fen }) => so + fen, 0);
}

import { findProduct, type PrintedProduct } from "../../canonical/product.ts";
import type { BudgetItem } from "../../canonical/record.ts";
import { isTracedValue, type Traced, type TracedValue } from "../../canonical/traced.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { addsUp, agreesAsPrinted, formatYuan, getPrecision } from "./printed-amount.ts";
import { read, type ProjectCheck, type ProjectSubject } from "./subject.ts";

type Amount = TracedValue<number>;
type Item = Traced<BudgetItem>;

/**
 * The budget items = the project's total, of the filing's year where items name one. A form may say the same in prose and
 * in a table: one of the two is enough; a prose may also give the year's amount beside a contract's. Adds sum-mismatch.
 */
export const checkItemsAgainstTotal: ProjectCheck = ({ path, project, filing }) => {
  const year = read(filing.fiscalYear);
  const items = project.budgetItems.filter((item) => year === null || read(item.fiscalYear) === null || read(item.fiscalYear) === year);
  const totals = listTotals(project.funding);
  const first = totals[0];
  if (first === undefined || items.length === 0 || items.some((item) => item.amountFen === null)) return [];
  if (totals.some((total) => waysToAddUp(items).some((way) => addsUp(total, way)))) return [];
  const sum = amountsOf(items).reduce((so, amount) => so + amount.value, 0);
  const message = `The budget items add up to ${formatYuan(sum)}, but the project's total is ${formatYuan(first.value)}.`;
  const details = { path: `${path}.budgetItems`, expected: formatYuan(first.value), actual: formatYuan(sum) };
  return [makeFinding("sum-mismatch", message, { ...details, at: amountsOf(items).flatMap((amount) => amount.at) })];
};

/** The year's total first: that is what items are budgeted for. */
function listTotals(funding: ProjectSubject["project"]["funding"]): Amount[] {
  const totals = funding.filter((row) => row.source.value === "total" && row.amountFen !== null && row.amountFen.value > 0);
  const ordered = [...totals.filter((row) => row.scope.value === "annual"), ...totals.filter((row) => row.scope.value === "whole")];
  return ordered.flatMap((row) => row.amountFen ?? []);
}

function amountsOf(items: readonly Item[]): Amount[] {
  return items.flatMap((item) => item.amountFen ?? []);
}

/** The sets of items that may make up the total: all; the tables' alone; the prose's alone; one of the prose. */
function waysToAddUp(items: readonly Item[]): Amount[][] {
  const ofTables = items.filter((item) => item.group !== null || item.quantity !== null || item.unitPriceFen !== null);
  const ofProse = items.filter((item) => !ofTables.includes(item));
  const grouped = items.filter((item) => item.group !== null);
  const ways = [items, ofTables, ofProse, grouped].map(amountsOf);
  return [...ways.filter((way) => way.length > 0), ...amountsOf(ofProse).map((amount) => [amount])];
}

/** quantity × unit price = amount, and each product printed in a cell (800×50=40000). Adds product-mismatch. */
export const checkProducts: ProjectCheck = ({ path, project }) =>
  project.budgetItems.flatMap((item, index) => {
    const place = `${path}.budgetItems[${index}]`;
    const printed = checkPrintedProducts(item, place);
    return printed.length > 0 ? printed : checkItemProduct(item, place);
  });

function checkItemProduct({ quantity, unitPriceFen, amountFen }: Item, path: string): Finding[] {
  if (quantity === null || unitPriceFen === null || amountFen === null) return [];
  // An amount with its own product printed (5 issues of 40,000 each) need not be this one.
  if (findProduct(amountFen.raw ?? "") !== undefined) return [];
  const product = quantity.value * unitPriceFen.value;
  const price = getPrecision(unitPriceFen);
  // A price printed with decimals may stand for one up to half a place away; the quantity multiplies that.
  const slack = price.decimals > 0 ? (Math.abs(quantity.value) * price.stepFen) / 2 : 0;
  const agrees = Math.abs(product - amountFen.value) <= slack || agreesAsPrinted(product, amountFen.value, getPrecision(amountFen).stepFen);
  if (agrees) return [];
  const message = `${quantity.value} × ${formatYuan(unitPriceFen.value)} is ${formatYuan(product)}, but ${formatYuan(amountFen.value)} is printed.`;
  const details = { path: `${path}.amountFen`, expected: formatYuan(product), actual: formatYuan(amountFen.value), at: [...amountFen.at] };
  return [makeFinding("product-mismatch", message, details)];
}

function checkPrintedProducts(item: Item, path: string): Finding[] {
  const fields = Object.entries(item).flatMap(([field, leaf]) => (isTracedValue(leaf) && leaf.raw !== null ? [{ field, raw: leaf.raw, at: leaf.at }] : []));
  const seen = new Set<string>();
  return fields.flatMap(({ field, raw, at }) => {
    const product = findProduct(raw);
    if (product === undefined || seen.has(raw) || multiplies(product)) return [];
    seen.add(raw);
    return [describeProduct(product, `${path}.${field}`, at)];
  });
}

/** Whether a printed product is right as printed: each decimal factor may stand for one half a place away. */
function multiplies({ factors, result, decimals }: PrintedProduct): boolean {
  const exact = factors.reduce((so, factor) => so * factor, 1);
  const slack = factors.reduce((so, factor) => {
    const places = String(factor).split(".")[1]?.length ?? 0;
    return places === 0 ? so : so + (exact / factor) * (10 ** -places / 2);
  }, 0);
  return Math.abs(exact - result) <= Math.max(slack, decimals > 0 ? 10 ** -decimals / 2 : 0) + 1e-9 * Math.abs(exact);
}

function describeProduct({ factors, result }: PrintedProduct, path: string, at: TracedValue<number>["at"]): Finding {
  const exact = factors.reduce((so, factor) => so * factor, 1);
  const rounded = Number(exact.toFixed(2));
  const message = `${factors.join(" × ")} is ${rounded}, but ${result} is printed.`;
  return makeFinding("product-mismatch", message, { path, expected: String(rounded), actual: String(result), at: [...at] });
}

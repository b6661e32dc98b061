import type { BudgetItem, Funding, FundingSource, ScheduleItem } from "../canonical/record.ts";
import { fundingSourceSchema } from "../canonical/record.ts";
import { classifyFundingSource } from "../canonical/levels.ts";
import { findProseAmounts } from "../canonical/prose-amounts.ts";
import type { Traced, TracedValue } from "../canonical/traced.ts";
import { buildDate, buildDateRange, buildMoney, buildNumber, buildText, groupByField, inside, type BuildContext } from "./build-fields.ts";
import { findPlaces } from "./places.ts";
import type { FieldReading, ReadRow } from "./readings.ts";
import { markLabelled, rateReading, traceLabel, traceReading, traceStated } from "./trace.ts";

/** The schedule's rows; a row with nothing in it is none. */
export function buildSchedule(rows: readonly ReadRow[], context: BuildContext): Traced<ScheduleItem>[] {
  const items: Traced<ScheduleItem>[] = [];
  for (const row of rows) {
    const here = inside(context, `schedule[${String(items.length)}]`);
    const fields = groupByField(row.readings.filter((reading) => reading.definition.list === "schedule"));
    const range = buildDateRange(fields, "schedule.start~end", "start", here);
    const item = {
      content: buildText(fields, "schedule.content", "content", here),
      start: range === null ? buildDate(fields, "schedule.start", "start", here) : { ...range, value: range.value.start },
      end: range === null ? buildDate(fields, "schedule.end", "end", here) : { ...range, value: range.value.end },
    };
    if (item.content !== null || item.start !== null || item.end !== null) items.push(item);
  }
  return items;
}

/**
 * The funding rows. Scope is what the mapping says, else what the printed period says: several years are the whole life,
 * one year is the filing's. One amount printed twice is one row, read twice.
 */
export function buildFunding(rows: readonly ReadRow[], context: BuildContext): Traced<Funding>[] {
  const built: Traced<Funding>[] = [];
  for (const row of rows) {
    const period = row.readings.find((reading) => reading.use.field === "funding.period");
    for (const reading of row.readings) {
      const here = inside(context, `funding[${String(built.length)}]`);
      const funding = buildFundingRow(reading, row, period, here);
      if (funding === undefined) continue;
      const twin = built.find((one) => sameFunding(one, funding));
      if (twin === undefined) built.push(funding);
      else addTwin(built, twin, funding, context);
    }
  }
  return built;
}

function buildFundingRow(reading: FieldReading, row: ReadRow, period: FieldReading | undefined, context: BuildContext): Traced<Funding> | undefined {
  const source = findSource(reading, row);
  if (source === undefined || reading.text.trim() === "") return undefined;
  const amountFen = buildMoney(groupByField([reading]), reading.use.field, "amountFen", context);
  if (amountFen === null) return undefined;
  const years = period === undefined ? [] : (period.text.match(/\d{4}/gu) ?? []);
  const scope = reading.use.scope === "whole" || (reading.use.scope === undefined && years.length > 1) ? "whole" : "annual";
  const printed = period === undefined || years.length === 0 ? null : traceReading(period.text.replace(/\s+/gu, ""), period);
  return { scope: traceLabel(scope, printed === null ? reading : (period ?? reading)), period: printed, source: traceLabel(source, reading), amountFen };
}

function findSource(reading: FieldReading, row: ReadRow): FundingSource | undefined {
  if (reading.definition.list !== "funding" || reading.definition.type !== "money") return undefined;
  const named = fundingSourceSchema.safeParse(reading.use.field.slice("funding.".length));
  if (named.success) return named.data;
  const label = row.readings.find((one) => one.use.field === "funding.source");
  markLabelled(label?.spans ?? []);
  return label === undefined ? undefined : classifyFundingSource(label.text);
}

function sameFunding(a: Traced<Funding>, b: Traced<Funding>): boolean {
  return a.scope.value === b.scope.value && a.source.value === b.source.value && (a.period?.value ?? null) === (b.period?.value ?? null);
}

function addTwin(built: Traced<Funding>[], twin: Traced<Funding>, again: Traced<Funding>, context: BuildContext): void {
  const [first, second] = [twin.amountFen, again.amountFen];
  if (first === null || second === null) return;
  const index = built.indexOf(twin);
  if (second.confidence > first.confidence && first.value !== second.value) {
    built[index] = again;
    addTwin(built, again, twin, context);
    return;
  }
  const other = { value: second.value, raw: second.raw ?? "", at: second.at, rule: second.rule };
  const agrees = first.value === second.value;
  built[index] = {
    ...twin,
    amountFen: { ...first, others: [...(first.others ?? []), { ...other, reason: agrees ? "agrees with the chosen reading" : "stands second" }] },
  };
  if (agrees) return;
  context.findings.push({
    code: "twin-contradiction",
    severity: "warning",
    message: `The form prints one total twice: ${first.raw ?? ""} and ${second.raw ?? ""}.`,
    path: `${context.path}.funding[${String(index)}].amountFen`,
    expected: first.raw,
    actual: second.raw,
    at: [...second.at],
  });
}

/** A total's row is no item. */
const totalName = /^(?:合计|总计|小计|共计|总额)[:：]?$/u;

/**
 * The budget table's items; a row with amounts for two years is two items. `group` is the heading of the table's first
 * column where it stands over names.
 */
export function buildBudgetItems(rows: readonly ReadRow[], context: BuildContext): Traced<BudgetItem>[] {
  const items: Traced<BudgetItem>[] = [];
  let group: TracedValue<string> | null = null;
  for (const row of rows) {
    const fields = groupByField(row.readings.filter((reading) => reading.definition.list === "budgetItems"));
    if (fields.size === 0) continue;
    if (row.picture.kind === "header") {
      group = buildText(fields, "budgetItems.group", "group", context);
      continue;
    }
    const name = fields.get("budgetItems.name")?.[0];
    if (name !== undefined && totalName.test(name.text.replace(/\s+/gu, ""))) continue;
    const amounts = (fields.get("budgetItems.amount") ?? []).filter((reading) => reading.text.trim() !== "");
    for (const amount of amounts.length === 0 ? [undefined] : amounts) {
      const item = buildBudgetItem(row, amount, group, inside(context, `budgetItems[${String(items.length)}]`));
      if (item !== undefined) items.push(item);
    }
  }
  return items;
}

function buildBudgetItem(row: ReadRow, amount: FieldReading | undefined, group: TracedValue<string> | null, context: BuildContext): Traced<BudgetItem> | undefined {
  const one = row.readings.filter((reading) => reading.definition.list === "budgetItems" && (reading.use.field !== "budgetItems.amount" || reading === amount));
  const fields = groupByField(one);
  const words = takeWords(fields.get("budgetItems.quantity")?.[0]) ?? takeWords(fields.get("budgetItems.unitPrice")?.[0]);
  const quantity = fields.get("budgetItems.quantity")?.[0];
  const unitPrice = fields.get("budgetItems.unitPrice")?.[0];
  const name = buildText(fields, "budgetItems.name", "name", context);
  const amountFen = buildMoney(fields, "budgetItems.amount", "amountFen", context);
  if (name === null && amountFen === null) return undefined;
  return {
    group: name === null ? null : group,
    name,
    quantity: quantity === words ? null : buildNumber(fields, "budgetItems.quantity", "quantity", context),
    quantityUnit: quantity === undefined || quantity === words ? null : buildQuantityUnit(quantity),
    unitPriceFen: unitPrice === words ? null : buildMoney(fields, "budgetItems.unitPrice", "unitPriceFen", context),
    amountFen,
    fiscalYear: amount === undefined ? null : findColumnYear(amount),
    note: words === undefined ? buildText(fields, "budgetItems.note", "note", context) : traceReading(words.text.replace(/\s+/gu, ""), words),
  };
}

/** A quantity's cell that holds words, not a number: a remark. */
function takeWords(reading: FieldReading | undefined): FieldReading | undefined {
  if (reading === undefined || /\d/u.test(reading.text) || reading.text.trim().length < 4) return undefined;
  return reading;
}

/** The unit behind the number in the cell, else the one in brackets in the column's heading. */
function buildQuantityUnit(reading: FieldReading): TracedValue<string> | null {
  const own = /\d\s*([^\d\s.,]{1,4})\s*$/u.exec(reading.text)?.[1];
  if (own !== undefined) return traceReading(own, reading);
  const heading = /[（(]([^）)]{1,4})[）)]/u.exec(reading.unitTexts[0] ?? "")?.[1];
  return heading === undefined || reading.text.trim() === "" ? null : traceLabel(heading, reading);
}

function findColumnYear(amount: FieldReading): TracedValue<number> | null {
  const year = /(?:19|20)\d{2}/u.exec(amount.unitTexts[0] ?? "")?.[0];
  return year === undefined ? null : traceLabel(Number(year), amount);
}

/** "X 为 N 万元" and "X N 万元" of the prose under 年度预算安排, one item each. */
export function buildProseItems(readings: readonly FieldReading[]): Traced<BudgetItem>[] {
  return readings.flatMap((reading) =>
    findProseAmounts(reading.text).map((found) => {
      const part = { raw: reading.text.slice(found.from, found.to), at: findPlaces(reading.spans), confidence: rateReading(reading), rule: reading.rule };
      return {
        group: null,
        name: { ...part, value: found.name },
        quantity: null,
        quantityUnit: null,
        unitPriceFen: null,
        amountFen: { ...part, value: found.amountFen },
        fiscalYear: null,
        note: null,
      };
    }),
  );
}

/** A leaf that the mapping states. */
export function stated<T>(value: T, rule: string): TracedValue<T> {
  return traceStated(value, rule, 1);
}

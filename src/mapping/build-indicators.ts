import { classifyLevel1, classifyLevel2 } from "../canonical/levels.ts";
import type { Indicator, Target } from "../canonical/record.ts";
import { parseTarget } from "../canonical/target.ts";
import { normaliseInline } from "../canonical/text.ts";
import type { Traced, TracedValue } from "../canonical/traced.ts";
import { makeFinding } from "../document/finding.ts";
import { buildNumber, buildText, groupByField, inside, reportReading, type BuildContext, type FieldReadings } from "./build-fields.ts";
import { resolveLevels, type Levels } from "./indicator-levels.ts";
import type { FieldReading, ReadRow } from "./readings.ts";
import { traceReading, traceStated, understood } from "./trace.ts";

type Scope = "overall" | "annual";
type TracedText = TracedValue<string> | null;

/**
 * The indicators of a form's rows. A blank level takes the one above it in its own table; a row with neither name nor
 * target is none; a form with a target column for the year and one for the whole period gives one indicator for each.
 */
export function buildIndicators(rows: readonly ReadRow[], context: BuildContext): Traced<Indicator>[] {
  const indicators: Traced<Indicator>[] = [];
  for (const table of splitTables(rows)) {
    const levels = resolveLevels(table.map(({ fields }) => ({ level1: fields.get("indicators.level1")?.[0], level2: fields.get("indicators.level2")?.[0] })), table[0]?.row.unit.grid === "ruled");
    table.forEach(({ row, fields, scope: own }, index) => {
      for (const [scope, target] of listTargets(row, fields, own)) {
        const here = inside(context, `indicators[${String(indicators.length)}]`);
        const indicator = buildIndicator(fields, levels[index] ?? noLevels, scope, target, here);
        if (indicator !== undefined) indicators.push(indicator);
      }
    });
  }
  return indicators;
}

const noLevels: Levels = { level1: undefined, level2: undefined };

interface IndicatorRow {
  readonly row: ReadRow;
  readonly fields: FieldReadings;
  /** Set where the row holds two lists. */
  readonly scope?: Scope | undefined;
}

/** The rows of each indicator table: a header, or another row of the picture, begins a new one. */
function splitTables(rows: readonly ReadRow[]): IndicatorRow[][] {
  const tables: IndicatorRow[][][] = [];
  let last = -1;
  for (const row of rows) {
    const readings = row.readings.filter((reading) => reading.definition.list === "indicators");
    if (row.picture.kind === "header") last = -1;
    if (readings.length === 0) continue;
    const sets = splitScopes(row, readings);
    if (row.rowIndex !== last) tables.push(sets.map(() => []));
    last = row.rowIndex;
    sets.forEach((set, index) => tables.at(-1)?.[index]?.push({ row, fields: groupByField(set), ...(sets.length > 1 ? { scope: scopes[index] } : {}) }));
  }
  return tables.flat();
}

const scopes = ["overall", "annual"] as const;

/** Two lists side by side, the whole period's and the year's, share a row: their readings apart. One list is itself. */
function splitScopes(row: ReadRow, readings: readonly FieldReading[]): (readonly FieldReading[])[] {
  const names = row.picture.elements.filter((element) => element.kind === "field" && element.use.field === "indicators.name");
  if (names.length < 2) return [readings];
  return scopes.map((scope) => readings.filter((reading) => reading.use.scope === undefined || reading.use.scope === scope));
}

function filled(reading: FieldReading | undefined): FieldReading | undefined {
  return reading === undefined || understood(reading).trim() === "" ? undefined : reading;
}

/** The scopes a row has a target for. One list with no split has the scope its mapping gives, else `annual`. */
function listTargets(row: ReadRow, fields: FieldReadings, own: Scope | undefined): [Scope, FieldReading | undefined][] {
  if (own !== undefined) return [[own, filled(fields.get("indicators.target")?.[0])]];
  const overall = filled(fields.get("indicators.target.overall")?.[0]);
  const annual = filled(fields.get("indicators.target.annual")?.[0]);
  const split: [Scope, FieldReading | undefined][] = [];
  if (overall !== undefined) split.push(["overall", overall]);
  if (annual !== undefined) split.push(["annual", annual]);
  if (split.length > 0) return split;
  const stated = row.picture.elements.find((element) => element.kind === "field" && element.use.scope !== undefined);
  const scope = stated?.kind === "field" && stated.use.scope === "overall" ? "overall" : "annual";
  return [[scope, filled(fields.get("indicators.target")?.[0])]];
}

function buildIndicator(fields: FieldReadings, levels: Levels, scope: Scope, target: FieldReading | undefined, context: BuildContext): Traced<Indicator> | undefined {
  const name = buildText(fields, "indicators.name", "name", context);
  const tracedTarget = buildTarget(fields, target, context);
  if (name === null && tracedTarget === null) return undefined;
  const level1 = buildLevel(levels.level1);
  const level2 = buildLevel(levels.level2);
  const rule = name?.rule ?? tracedTarget?.raw.rule ?? "";
  return {
    scope: traceStated(scope, rule, 1),
    level1,
    level2,
    name,
    explanation: buildText(fields, "indicators.explanation", "explanation", context),
    target: tracedTarget,
    weight: buildNumber(fields, "indicators.weight", "weight", context),
    direction: buildDirection(fields),
    note: buildText(fields, "indicators.note", "note", context),
    level1Code: classified(level1, classifyLevel1),
    level2Code: classified(level2, classifyLevel2),
  };
}

function buildLevel(reading: FieldReading | undefined): TracedText {
  if (reading === undefined) return null;
  const value = normaliseInline(understood(reading));
  return value === null ? null : traceReading(value.replace(/\s+/gu, ""), reading);
}

function classified<T>(level: TracedText, classify: (label: string) => T | undefined): TracedValue<T> | null {
  const code = level === null ? undefined : classify(level.value);
  return level === null || code === undefined ? null : { ...level, value: code };
}

function buildDirection(fields: FieldReadings): TracedValue<"positive" | "negative" | "qualitative"> | null {
  const reading = filled(fields.get("indicators.direction")?.[0]);
  if (reading === undefined) return null;
  const text = reading.text;
  const value = /定性/u.test(text) ? "qualitative" : /反|逆|负/u.test(text) ? "negative" : /正/u.test(text) ? "positive" : undefined;
  return value === undefined ? null : traceReading(value, reading);
}

function buildTarget(fields: FieldReadings, value: FieldReading | undefined, context: BuildContext): Traced<Target> | null {
  const comparator = filled(fields.get("indicators.comparator")?.[0]);
  const unit = filled(fields.get("indicators.unit")?.[0]);
  const printed = {
    ...(comparator === undefined ? {} : { comparator: understood(comparator) }),
    ...(value === undefined ? {} : { value: understood(value) }),
    ...(unit === undefined ? {} : { unit: understood(unit) }),
  };
  const main = value ?? unit ?? comparator;
  if (main === undefined || value === undefined) return null;
  const target = parseTarget(printed);
  if (target === null) return null;
  reportReading(main, `${context.path}.target.raw`, context);
  const all = { ...main, spans: [comparator, value, unit].flatMap((reading) => reading?.spans ?? []) };
  const whole = { ...all, text: [comparator, value, unit].map((reading) => reading?.text ?? "").join("") };
  const leaf = <T>(part: T | null): TracedValue<T> | null => (part === null ? null : traceReading(part, whole));
  return {
    raw: traceReading(target.raw, whole),
    comparator: leaf(target.comparator),
    value: leaf(target.value),
    upper: leaf(target.upper),
    unit: leaf(target.unit),
    text: leaf(target.text),
  };
}

/** A finding where a level's words could not be told: they are kept as printed. */
export function reportUnknownLevels(indicators: readonly Traced<Indicator>[], context: BuildContext): void {
  indicators.forEach((indicator, index) => {
    if (indicator.level2 === null || indicator.level2Code !== null) return;
    const path = `${context.path}.indicators[${String(index)}].level2Code`;
    const message = `"${indicator.level2.value}" is no second level that is known.`;
    context.findings.push(makeFinding("value-unparsed", message, { path, actual: indicator.level2.value, at: [...indicator.level2.at] }));
  });
}


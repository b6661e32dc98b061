import type { Sourced } from "../../canonical/canonical-project.ts";
import { lowestConfidence } from "../../canonical/record-path.ts";
import type { BudgetItem, Comparator, Funding, Indicator, Level1Code, Level2Code, ScheduleItem, Target } from "../../canonical/record.ts";
import type { Traced } from "../../canonical/traced.ts";
import { alignItems, compareTexts, type AlignedItem } from "./align-items.ts";
import { saysTheSame, type Scalar } from "./choose-value.ts";
import type { Chooser, ItemLeaver, Leaf, PlacedLeaf } from "./placed-leaf.ts";
import type { MergeReading } from "./rank-readings.ts";

type List = "schedule" | "funding" | "budgetItems" | "indicators";
/** Chooses one field of an aligned item. */
type Pick<Item> = <T extends Scalar>(field: string, read: (item: Item) => Leaf<T>) => T | null;

/** Where merging tells what it chose, and what it left out. */
export interface MergeReport {
  readonly choose: Chooser;
  readonly leaveOut: ItemLeaver;
}

/** Merges one kind of list: aligned by `likeness`, each item built from its fields by `build`. */
function mergeList<Item, Plain>(
  readings: readonly MergeReading[],
  list: List,
  items: readonly (readonly Item[])[],
  likeness: (one: Item, other: Item) => number,
  build: (pick: Pick<Item>, best: Item) => Plain,
  { choose, leaveOut }: MergeReport,
): Sourced<Plain>[] {
  const holder = items.findIndex((one) => one.length > 0);
  // A form's list stands as one: an item that only a worse reading has is a misreading more often than an omission.
  const all = alignItems(items, likeness);
  const aligned = all.filter((members) => members[0]?.rank === holder);
  for (const { rank, index } of all.flatMap((members) => (aligned.includes(members) ? [] : members))) {
    const [reading, better] = [readings[rank], readings[holder]];
    if (reading !== undefined && better !== undefined) leaveOut({ reading, below: `.${list}[${index}]`, holder: better });
  }
  return aligned.flatMap((members, ordinal) => {
    const [best] = members;
    const source = best === undefined ? undefined : readings[best.rank];
    if (best === undefined || source === undefined) return [];
    const pick: Pick<Item> = (field, read) => choose(`${list}[${ordinal}].${field}`, placeLeaves(readings, list, members, field, read));
    const path = `${source.path}.${list}[${best.index}]`;
    return [{ value: build(pick, best.item), documentId: source.documentId, path, confidence: lowestConfidence(best.item) }];
  });
}

function placeLeaves<Item, T extends Scalar>(
  readings: readonly MergeReading[],
  list: List,
  members: AlignedItem<Item>,
  field: string,
  read: (item: Item) => Leaf<T>,
): PlacedLeaf<T>[] {
  return members.flatMap(({ rank, index, item }) => {
    const reading = readings[rank];
    return reading === undefined ? [] : [{ reading, below: `.${list}[${index}].${field}`, leaf: read(item) }];
  });
}

function valueOf<T>(leaf: Leaf<T>): T | null {
  return leaf === null ? null : leaf.value;
}

/** Whether two leaves do not speak against each other: equal, or one of them says nothing. */
function mayAgree(one: Leaf<Scalar>, other: Leaf<Scalar>): boolean {
  return one === null || other === null || saysTheSame(one.value, other.value);
}

/** Merges the rows of funding: one for each scope, source and period; a period that one form prints and the other does not is the same. */
export function mergeFunding(readings: readonly MergeReading[], report: MergeReport): Sourced<Funding>[] {
  const likeness = (one: Traced<Funding>, other: Traced<Funding>): number => {
    const isSame = one.scope.value === other.scope.value && one.source.value === other.source.value && mayAgree(one.period, other.period);
    if (!isSame) return 0;
    return valueOf(one.amountFen) === valueOf(other.amountFen) ? 1 : 0.9;
  };
  const lists = readings.map((reading) => reading.project.funding);
  const build = (pick: Pick<Traced<Funding>>, best: Traced<Funding>): Funding => ({
    scope: best.scope.value,
    period: pick("period", (row) => row.period),
    source: best.source.value,
    amountFen: pick("amountFen", (row) => row.amountFen),
  });
  return mergeList(readings, "funding", lists, likeness, build, report);
}

/** Merges the steps of the schedule, by their content, or by their dates where one has none. */
export function mergeSchedule(readings: readonly MergeReading[], report: MergeReport): Sourced<ScheduleItem>[] {
  const likeness = (one: Traced<ScheduleItem>, other: Traced<ScheduleItem>): number => {
    const dates = mayAgree(one.start, other.start) && mayAgree(one.end, other.end) ? 1 : 0.8;
    return compareTexts(valueOf(one.content), valueOf(other.content)) * dates;
  };
  const lists = readings.map((reading) => reading.project.schedule);
  const build = (pick: Pick<Traced<ScheduleItem>>): ScheduleItem => ({
    content: pick("content", (step) => step.content),
    start: pick("start", (step) => step.start),
    end: pick("end", (step) => step.end),
  });
  return mergeList(readings, "schedule", lists, likeness, build, report);
}

/** Merges the budget items: by name and group, of one year. */
export function mergeBudgetItems(readings: readonly MergeReading[], report: MergeReport): Sourced<BudgetItem>[] {
  const likeness = (one: Traced<BudgetItem>, other: Traced<BudgetItem>): number => {
    if (!mayAgree(one.fiscalYear, other.fiscalYear)) return 0;
    const amounts = valueOf(one.amountFen) === valueOf(other.amountFen) ? 1 : 0.9;
    const groups = compareTexts(valueOf(one.group), valueOf(other.group)) >= 0.5 ? 1 : 0.9;
    return compareTexts(valueOf(one.name), valueOf(other.name)) * amounts * groups;
  };
  const lists = readings.map((reading) => reading.project.budgetItems);
  const build = (pick: Pick<Traced<BudgetItem>>): BudgetItem => ({
    group: pick("group", (item) => item.group),
    name: pick("name", (item) => item.name),
    quantity: pick("quantity", (item) => item.quantity),
    quantityUnit: pick("quantityUnit", (item) => item.quantityUnit),
    unitPriceFen: pick("unitPriceFen", (item) => item.unitPriceFen),
    amountFen: pick("amountFen", (item) => item.amountFen),
    fiscalYear: pick("fiscalYear", (item) => item.fiscalYear),
    note: pick("note", (item) => item.note),
  });
  return mergeList(readings, "budgetItems", lists, likeness, build, report);
}

/** Merges the indicators: one for each scope, second level and name; of two of one name the one with the same target. */
export function mergeIndicators(readings: readonly MergeReading[], report: MergeReport): Sourced<Indicator>[] {
  const likeness = (one: Traced<Indicator>, other: Traced<Indicator>): number => {
    if (one.scope.value !== other.scope.value || !mayAgree(one.level2Code, other.level2Code)) return 0;
    const targets = compareTexts(valueOf(one.target?.raw ?? null), valueOf(other.target?.raw ?? null)) === 1 ? 1 : 0.95;
    const explanations = mayAgree(one.explanation, other.explanation) ? 1 : 0.98;
    return compareTexts(valueOf(one.name), valueOf(other.name)) * targets * explanations;
  };
  return mergeList(readings, "indicators", readings.map((reading) => reading.project.indicators), likeness, buildIndicator, report);
}

function buildIndicator(pick: Pick<Traced<Indicator>>, best: Traced<Indicator>): Indicator {
  return {
    scope: best.scope.value,
    level1: pick("level1", (row) => row.level1),
    level2: pick("level2", (row) => row.level2),
    name: pick("name", (row) => row.name),
    explanation: pick("explanation", (row) => row.explanation),
    target: buildTarget(pick),
    weight: pick("weight", (row) => row.weight),
    direction: pick<"positive" | "negative" | "qualitative">("direction", (row) => row.direction),
    note: pick("note", (row) => row.note),
    level1Code: pick<Level1Code>("level1Code", (row) => row.level1Code),
    level2Code: pick<Level2Code>("level2Code", (row) => row.level2Code),
  };
}

/** The target's parts come from the reading whose `raw` is chosen: a comparator of one and a value of another would be a third. */
function buildTarget(pick: Pick<Traced<Indicator>>): Target | null {
  const raw = pick("target.raw", (row) => row.target?.raw ?? null);
  if (raw === null) return null;
  const ofChosen = <T>(read: (target: Traced<Target>) => Leaf<T>) => (row: Traced<Indicator>): Leaf<T> =>
    row.target?.raw.value === raw ? read(row.target) : null;
  return {
    raw,
    comparator: pick<Comparator>("target.comparator", ofChosen<Comparator>((target) => target.comparator)),
    value: pick("target.value", ofChosen((target) => target.value)),
    upper: pick("target.upper", ofChosen((target) => target.upper)),
    unit: pick("target.unit", ofChosen((target) => target.unit)),
    text: pick("target.text", ofChosen((target) => target.text)),
  };
}

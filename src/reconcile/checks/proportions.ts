import { makeFinding, type Finding } from "../../document/finding.ts";
import type { TracedValue } from "../../canonical/traced.ts";
import { formatYuan } from "./printed-amount.ts";
import type { FilingCheck, RecordCheck } from "./subject.ts";
import { listFilings } from "./subject.ts";

interface PlacedAmount {
  readonly path: string;
  readonly amount: TracedValue<number>;
}

/** 元 read as 万元 is off by this; real projects of one document differ by less from their middle. */
const slip = 10_000;
/** How near to a slip's factor the ratio may be, on a logarithmic scale, and still look like one. */
const spread = 5;
/** With fewer neighbours there is no middle to speak of. */
const fewestNeighbours = 3;

/** A project's total ten thousand times its neighbours', in one filing. Adds unit-doubtful. */
export const checkProportions: FilingCheck = ({ path, filing }) => {
  const totals = filing.projects.flatMap((project, at) =>
    project.funding.flatMap((row, index) =>
      row.source.value === "total" && row.scope.value === "annual" && row.amountFen !== null && row.amountFen.value > 0
        ? [{ path: `${path}.projects[${at}].funding[${index}].amountFen`, amount: row.amountFen }]
        : [],
    ),
  );
  return findOutliers(totals);
};

/** The same over the filings of one document, each of one project. Adds unit-doubtful. */
export const checkProportionsOfRecord: RecordCheck = (record) => {
  const filings = listFilings(record).filter(({ filing }) => filing.projects.length === 1);
  const totals = filings.flatMap(({ path, filing }) =>
    (filing.projects[0]?.funding ?? []).flatMap((row, index) =>
      row.source.value === "total" && row.scope.value === "annual" && row.amountFen !== null && row.amountFen.value > 0
        ? [{ path: `${path}.projects[0].funding[${index}].amountFen`, amount: row.amountFen }]
        : [],
    ),
  );
  return findOutliers(totals);
};

function findOutliers(amounts: readonly PlacedAmount[]): Finding[] {
  if (amounts.length <= fewestNeighbours) return [];
  // In order of size the nearest neighbours stand beside an amount: no need to compare each with all.
  const sorted = amounts.toSorted((one, other) => one.amount.value - other.amount.value);
  const values = sorted.map(({ amount }) => amount.value);
  return sorted.flatMap((one, index) => {
    const middle = medianWithout(values, index);
    const ratio = compare(one.amount.value, middle);
    // The nearest neighbour too must be far away: a document of large and small projects has no slip.
    const nearest = Math.min(...[values[index - 1], values[index + 1]].flatMap((value) => (value === undefined ? [] : [compare(one.amount.value, value)])));
    if (ratio < slip / spread || nearest < slip / spread / spread) return [];
    const message = `${formatYuan(one.amount.value)} is ${Math.round(ratio)} times off the middle of its neighbours (${formatYuan(middle)}).`;
    return [makeFinding("unit-doubtful", message, { path: one.path, actual: formatYuan(one.amount.value), at: [...one.amount.at] })];
  });
}

/** How many times the larger of two amounts is the smaller. */
function compare(one: number, other: number): number {
  return Math.max(one / other, other / one);
}

/** The middle of the sorted values but for the one at `index`. */
function medianWithout(sorted: readonly number[], index: number): number {
  const get = (place: number): number => sorted[place < index ? place : place + 1] ?? 0;
  const count = sorted.length - 1;
  const middle = Math.floor(count / 2);
  return count % 2 === 1 ? get(middle) : (get(middle - 1) + get(middle)) / 2;
}

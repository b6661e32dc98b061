import type { SampleTruth } from "./blank-record.ts";
import { label, value, type RowCell } from "./form.ts";
import type { Random } from "./random.ts";

/** Rows of a form that belong together, and what a reader no longer knows when they are not printed. */
export interface Section {
  readonly key: string;
  readonly rows: readonly (readonly RowCell[])[];
  /** Takes out of the truth what these rows say; absent where a form without them is no such form. */
  readonly forget?: (truth: SampleTruth) => void;
}

/** How a form departs from its layout, as forms of one region do from office to office. */
export interface Departures {
  readonly addRow: boolean;
  readonly dropRow: boolean;
  readonly swapRows: boolean;
}

export const noDepartures: Departures = { addRow: false, dropRow: false, swapRows: false };

const strangeLabels = ["资产配置情况", "政府采购方式", "内部编号", "分管领导", "上年度评价等次", "项目归口科室"];

/** The sections with a row that the layout does not have, without one that it has, or with two in each other's place. */
export function departFrom(sections: readonly Section[], columnCount: number, departures: Departures, truth: SampleTruth, random: Random): Section[] {
  const result = [...sections];
  if (departures.dropRow) dropSection(result, truth, random);
  if (departures.swapRows) swapNeighbours(result, random);
  if (departures.addRow) {
    const row = [label(random.pick(strangeLabels)), value(random.chance(0.3) ? null : `备${random.int(10, 99)}-${random.int(100, 999)}`, columnCount - 1)];
    result.splice(random.int(1, result.length - 1), 0, { key: "added", rows: [row] });
  }
  return result;
}

function dropSection(sections: Section[], truth: SampleTruth, random: Random): void {
  const droppable = sections.filter((section) => section.forget !== undefined);
  const dropped = random.pick(droppable);
  dropped.forget?.(truth);
  sections.splice(sections.indexOf(dropped), 1);
}

/** Only single rows change places: nobody prints an indicator table between two lines of the head. */
function swapNeighbours(sections: Section[], random: Random): void {
  const places = sections.map((_, index) => index).filter((index) => isSwappable(sections[index]) && isSwappable(sections[index + 1]));
  const at = random.pick(places);
  const [first] = sections.splice(at, 1);
  if (first !== undefined) sections.splice(at + 1, 0, first);
}

function isSwappable(section: Section | undefined): boolean {
  return section?.rows.length === 1;
}

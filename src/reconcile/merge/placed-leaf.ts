import type { TracedValue } from "../../canonical/traced.ts";
import type { Scalar } from "./choose-value.ts";
import type { MergeReading } from "./rank-readings.ts";

/** A leaf of a traced record: null where the form does not say. */
export type Leaf<T> = TracedValue<T> | null;

/** A leaf of one reading with where it stands. */
export interface PlacedLeaf<T> {
  readonly reading: MergeReading;
  /** Below the reading's own path: `.name`, `.funding[0].amountFen`. */
  readonly below: string;
  readonly leaf: Leaf<T>;
}

/** An item of one reading's list that the merged list does not have. */
export interface LeftItem {
  readonly reading: MergeReading;
  /** Below the reading's own path: `.indicators[3]`. */
  readonly below: string;
  /** The reading whose list stands. */
  readonly holder: MergeReading;
}

/** Keeps for the report what was left out. */
export type ItemLeaver = (left: LeftItem) => void;

/** Chooses the value of one field and keeps the choice for the report. */
export type Chooser = <T extends Scalar>(field: string, leaves: readonly PlacedLeaf<T>[]) => T | null;

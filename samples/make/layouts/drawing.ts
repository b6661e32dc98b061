import type { SampleTruth } from "../blank-record.ts";
import type { PrintedForm } from "../form.ts";
import type { Random } from "../random.ts";
import type { Departures } from "../sections.ts";

/** A form drawn with what it says. */
export interface Drawing {
  readonly truth: SampleTruth;
  readonly form: PrintedForm;
}

/** How a form is drawn. */
export interface DrawOptions {
  readonly departures: Departures;
  /** How check boxes look: as boxes, as ticks in brackets, or as the `(` that a lost symbol font leaves behind. */
  readonly checks: "boxes" | "ticks" | "lost";
  /** Short prose and few indicators, so that the form fits on a page or two. */
  readonly brief: boolean;
  /** How many projects a filing of many has; invented where absent. */
  readonly projectCount?: number;
}

/** Invents a record and draws its form. */
export type Layout = (random: Random, options: DrawOptions) => Drawing;

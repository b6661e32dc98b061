import type { OtherReading } from "../canonical/traced.ts";
import { similarity } from "./label-text.ts";
import { findPlaces } from "./places.ts";
import type { FieldReading } from "./readings.ts";
import { rateReading, understood } from "./trace.ts";

/** The reading of a field that counts, and the others with the reason why they do not. */
export interface Choice {
  readonly chosen: FieldReading;
  readonly others: readonly OtherReading[];
  /** The others that say something else. */
  readonly contradicting: readonly FieldReading[];
}

/** Two texts at least this alike are one text, damaged. */
const sameText = 0.6;

/**
 * Chooses among readings of one field that the document prints more than once (a section's heading and its form): the
 * soundest one, and among equals the one that stands first. Undefined where none prints anything.
 */
export function chooseReading(readings: readonly FieldReading[]): Choice | undefined {
  const filled = readings.filter((reading) => understood(reading).trim() !== "");
  const best = Math.max(...filled.map(rateReading));
  const chosen = filled.find((reading) => rateReading(reading) === best);
  if (chosen === undefined) return undefined;
  const rest = filled.filter((reading) => reading !== chosen);
  const others = rest.map((reading) => ({
    value: understood(reading),
    raw: reading.text,
    at: findPlaces(reading.spans),
    rule: reading.rule,
    reason: agree(chosen, reading) ? "agrees with the chosen reading" : "less sound than the chosen reading",
  }));
  return { chosen, others, contradicting: rest.filter((reading) => !alike(chosen, reading)) };
}

const tight = (reading: FieldReading): string => understood(reading).normalize("NFKC").replace(/\s+/gu, "");

function agree(a: FieldReading, b: FieldReading): boolean {
  return tight(a) === tight(b);
}

/** Equal, or one a damaged or shortened form of the other. */
function alike(a: FieldReading, b: FieldReading): boolean {
  const [one, other] = [tight(a), tight(b)];
  return one === other || one.includes(other) || other.includes(one) || similarity(one, other) >= sameText;
}

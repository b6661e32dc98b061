import type { TracedRecord } from "../../canonical/traced.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { checkRecord } from "../checks/check-record.ts";

/** What became of one correction when it was replayed. */
export interface ReplayedCorrection {
  readonly state: "pending" | "applied" | "stale" | "lost";
  /** Where it stands now; null where its place is lost. */
  readonly path: string | null;
  readonly correction: { readonly path: string; readonly author: string; readonly stood: string | number | boolean | null };
}

/**
 * The findings of a document after its corrections: what the reader found, without what a person's word has settled (at
 * the very place that was corrected or confirmed); the checks over the corrected values in place of those over the
 * extracted ones; `correction-stale` and `correction-lost` for corrections that no longer fit the document.
 *
 * `extracted.findings` holds the checks' findings too, as extraction gives them.
 */
export function reviseFindings(extracted: TracedRecord, corrected: TracedRecord, replayed: readonly ReplayedCorrection[]): Finding[] {
  const checked = new Set(checkRecord({ ...extracted, findings: [] }).map(describe));
  const settled = new Set(replayed.filter(({ state }) => state === "applied").map(({ path }) => path));
  const ofReader = extracted.findings.filter((finding) => !checked.has(describe(finding)) && (finding.path === null || !settled.has(finding.path)));
  return [...ofReader, ...checkRecord({ ...corrected, findings: ofReader }), ...replayed.flatMap(describeOutcome)];
}

function describe(finding: Finding): string {
  return `${finding.code} ${finding.path ?? ""} ${finding.message}`;
}

function describeOutcome({ state, path, correction }: ReplayedCorrection): Finding[] {
  const stood = correction.stood === null ? "nothing" : String(correction.stood);
  if (state === "stale") {
    const message = `${correction.author} corrected this when it read ${stood}; it reads otherwise now, and the correction still stands.`;
    return [makeFinding("correction-stale", message, { path, expected: stood })];
  }
  if (state !== "lost") return [];
  const message = `The correction that ${correction.author} made at ${correction.path} (it read ${stood}) has no place in this reading.`;
  return [makeFinding("correction-lost", message, { path: correction.path, expected: stood })];
}

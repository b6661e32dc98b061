import type { Finding } from "../../../document/finding.ts";
import { describeFindingCode, tellFinding } from "../../../messages/describe-finding.ts";
import { language, t } from "../shell/settings.ts";

type Shown = Pick<Finding, "severity" | "message" | "expected" | "actual"> & { readonly code: string };

/** A finding in the reader's language: what it found, and what to do. */
export function FindingNote({ finding }: { readonly finding: Shown }) {
  const remedy = describeFindingCode(language.value, finding.code)?.remedy;
  return (
    <div class={`finding finding-${finding.severity}`}>
      <p>
        <strong>{t(`severity.${finding.severity}`)}</strong> {tellFinding(language.value, finding)}
      </p>
      {remedy !== undefined && <p class="quiet">{remedy}</p>}
    </div>
  );
}

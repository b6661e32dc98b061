import type { Finding } from "../../../document/finding.ts";
import { describeFindingCode } from "../../../messages/describe-finding.ts";
import { language, t } from "../shell/settings.ts";

type Shown = Pick<Finding, "severity" | "message" | "expected" | "actual"> & { readonly code: string };

/** A finding in the reader's language: what it means, what it found, what to do. */
export function FindingNote({ finding }: { readonly finding: Shown }) {
  const text = describeFindingCode(language.value, finding.code);
  const details = [
    finding.expected === null ? null : t("findings.expected", { expected: finding.expected }),
    finding.actual === null ? null : t("findings.actual", { actual: finding.actual }),
  ].filter((part) => part !== null);
  return (
    <div class={`finding finding-${finding.severity}`}>
      <p>
        <strong>{t(`severity.${finding.severity}`)}</strong> {language.value === "en" ? finding.message : (text?.meaning ?? finding.message)}
      </p>
      {language.value !== "en" && details.length > 0 && <p class="finding-details">{details.join("，")}</p>}
      {text !== undefined && <p class="quiet">{text.remedy}</p>}
    </div>
  );
}

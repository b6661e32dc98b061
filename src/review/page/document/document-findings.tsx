import type { Finding } from "../../../document/finding.ts";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import { formatPlaces } from "../format/format-place.ts";
import { revealPlaces } from "../original/view-state.ts";
import { t } from "../shell/settings.ts";
import { answer, entryByKey, findEntryAt, select } from "./document-state.ts";
import { FindingNote } from "./finding-note.tsx";
import { entryKey } from "./record-model.ts";

/** Findings that are about no single value: a page that was not read, a part that is missing. */
export function DocumentFindings() {
  const findings = (answer.value?.review?.findings ?? []).filter(({ path }) => path === null || !entryByKey.value.has(entryKey(path)));
  if (findings.length === 0) return null;
  return (
    <section class="part" aria-labelledby="document-findings">
      <header class="part-head">
        <h2 id="document-findings">{t("document.findings")}</h2>
        <span class="count">{findings.length}</span>
      </header>
      {findings.map((finding, index) => (
        <div key={index} class="finding-line">
          <FindingNote finding={finding} />
          {(finding.at.length > 0 || finding.path !== null) && (
            <button type="button" class="ghost" onClick={() => { show(finding); }}>
              {finding.path === null ? formatPlaces(finding.at) : getFieldLabel(finding.path)}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

/** The value that a finding is about, or the first of its list; and its own places in the original. */
function show(finding: Finding): void {
  const key = finding.path === null ? undefined : findEntryAt(finding.path);
  if (key !== undefined) select(key);
  if (finding.at.length > 0) revealPlaces(finding.at);
}

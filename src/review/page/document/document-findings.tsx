import { t } from "../shell/settings.ts";
import { answer, entryByKey } from "./document-state.ts";
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
        <FindingNote key={index} finding={finding} />
      ))}
    </section>
  );
}

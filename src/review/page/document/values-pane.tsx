import { t } from "../shell/settings.ts";
import { answer, entries, filter, filters, isVisible, sections } from "./document-state.ts";
import { DocumentFindings } from "./document-findings.tsx";
import { SectionView } from "./section-view.tsx";
import { UnmappedTexts } from "./unmapped-texts.tsx";

/** The values of the document, part by part. */
export function ValuesPane() {
  const review = answer.value?.review;
  if (review == null) return null;
  const isNothingShown = !entries.value.some(isVisible);
  return (
    <section class="values" aria-label={t("document.values")}>
      <div class="values-filter" role="group" aria-label={t("document.filter")}>
        {filters.map((one) => (
          <button key={one} type="button" class="chip" aria-pressed={filter.value === one} onClick={() => { filter.value = one; }}>
            {t(`document.filter.${one}`)}
          </button>
        ))}
      </div>
      {review.lost.length > 0 && <p class="bad">{t("document.lost", { count: review.lost.length })}</p>}
      {isNothingShown && <p class="empty">{t(filter.value === "asking" ? "document.nothing.asking" : "document.nothing.shown")}</p>}
      {sections.value.map((section) => (
        <SectionView key={section.path} section={section} />
      ))}
      <DocumentFindings />
      <UnmappedTexts unmapped={review.unmapped} />
    </section>
  );
}

import { getFieldLabel } from "../../../messages/field-labels.ts";
import type { SearchPageAnswer } from "../../api.ts";
import { linkTo } from "../shell/router.ts";
import { t } from "../shell/settings.ts";

type Hit = SearchPageAnswer["hits"][number];

/** One text that was found: the words marked, whose it is, and the way to its place. */
export function SearchHit({ hit }: { readonly hit: Hit }) {
  const { kind, ownerName, regionName, fiscalYear, document, documentId, path } = hit;
  const about = [ownerName, regionName, fiscalYear === null ? null : t("search.year", { year: fiscalYear })].filter((one) => one !== null && one !== "");
  return (
    <li class="hit">
      <span class={`badge badge-kind badge-${kind}`}>{t(`search.kind.${kind}`)}</span>
      <div class="hit-body">
        <p class="hit-text" lang="zh-CN">
          {documentId === null ? <Marked hit={hit} /> : <a href={linkTo({ view: "document", id: documentId, path })}><Marked hit={hit} /></a>}
        </p>
        <p class="quiet hit-about">
          <span lang="zh-CN">{labelOf(hit)}</span>
          {about.map((one, index) => <span key={index} lang="zh-CN">{one}</span>)}
          {document !== null && <span>{document}</span>}
        </p>
      </div>
    </li>
  );
}

/** What the form calls the field that holds the words. */
function labelOf({ kind, field, path }: Hit): string {
  if (kind === "prose") return getFieldLabel(`narratives.${field}`);
  if (kind === "goal") return getFieldLabel(field === "goal" ? "department.goal" : `goals.${field}`);
  if (kind === "indicator") return getFieldLabel(`indicators.${field}`);
  if (kind === "item") return getFieldLabel(path?.includes(".schedule[") === true ? "schedule.content" : `budgetItems.${field}`);
  return getFieldLabel(`${kind === "project" ? "projects" : "department"}.${field}`);
}

function Marked({ hit: { text, marks } }: { readonly hit: Hit }) {
  const ends = [0, ...marks.flatMap(({ from, to }) => [from, to]), text.length];
  return (
    <>
      {ends.slice(1).map((to, index) => {
        const part = text.slice(ends[index], to);
        return index % 2 === 0 ? <span key={index}>{part}</span> : <mark key={index}>{part}</mark>;
      })}
    </>
  );
}

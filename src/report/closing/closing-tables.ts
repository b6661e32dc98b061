import { describeFindingCode } from "../../messages/describe-finding.ts";
import { formatMessage, type Language } from "../../messages/language.ts";
import type { ClosingFacts } from "./closing-facts.ts";
import { formatCount } from "./closing-head.ts";
import type { ClosingSum } from "./closing-sum.ts";
import { html, nothing, type Html } from "./html.ts";

/** The documents that a person should look at first. */
export function renderReview(language: Language, { review, reviewCount }: ClosingFacts): Html {
  const more = reviewCount - review.length;
  const rows = review.map(
    ({ path, layout, errors, asking }) => html`<tr><td><bdi>${path}</bdi></td><td class="narrow">${layout ?? ""}</td>
<td class="number${errors > 0 ? " error" : ""}">${formatCount(language, errors)}</td><td class="number">${formatCount(language, asking)}</td></tr>`,
  );
  const table = html`<p class="quiet">${formatMessage(language, "closing.review.hint")}</p>
<table><thead><tr><th>${formatMessage(language, "closing.column.document")}</th><th>${formatMessage(language, "closing.column.layout")}</th>
<th class="number">${formatMessage(language, "closing.column.errors")}</th><th class="number">${formatMessage(language, "closing.column.asking")}</th></tr></thead>
<tbody>${rows}</tbody></table>
${more > 0 ? html`<p class="quiet">${formatMessage(language, "closing.review.more", { count: formatCount(language, more) })}</p>` : nothing}`;
  return html`<section><h2>${formatMessage(language, "closing.review.title")}</h2>
${review.length > 0 ? table : html`<p>${formatMessage(language, "closing.review.none")}</p>`}</section>`;
}

/** What was found most often, with what to do. */
export function renderFindings(language: Language, { findings }: ClosingFacts): Html {
  if (findings.length === 0) return nothing;
  const rows = findings.map(({ code, severity, count, documents }) => {
    const known = describeFindingCode(language, code);
    return html`<tr><td><span class="${severity}">${formatMessage(language, `severity.${severity}`)}</span> ${known?.meaning ?? code}</td>
<td>${known?.remedy ?? ""}</td><td class="number">${formatCount(language, count)}</td><td class="number">${formatCount(language, documents)}</td></tr>`;
  });
  return html`<section><h2>${formatMessage(language, "closing.findings.title")}</h2>
<table><thead><tr><th>${formatMessage(language, "closing.column.finding")}</th><th>${formatMessage(language, "closing.column.remedy")}</th>
<th class="number">${formatMessage(language, "closing.column.count")}</th><th class="number">${formatMessage(language, "closing.column.documents")}</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

/** The sums of each folder. */
export function renderFolders(language: Language, { folders, all }: ClosingFacts): Html {
  return renderSums(language, { title: "closing.folders.title", column: "closing.column.folder" }, folders, all);
}

/** The sums of each layout. */
export function renderLayouts(language: Language, { layouts, all }: ClosingFacts): Html {
  return renderSums(language, { title: "closing.layouts.title", column: "closing.column.layout" }, layouts, all);
}

interface SumTable {
  readonly title: "closing.folders.title" | "closing.layouts.title";
  readonly column: "closing.column.folder" | "closing.column.layout";
}

const sumColumns = [
  ["closing.column.documents", "documents"],
  ["closing.column.in", "wentIn"],
  ["closing.column.out", "notIn"],
  ["closing.column.projects", "projects"],
  ["closing.column.indicators", "indicators"],
  ["closing.column.errors", "errors"],
  ["closing.column.asking", "asking"],
] as const;

function renderSums(language: Language, { title, column }: SumTable, sums: readonly ClosingSum[], all: ClosingSum): Html {
  if (sums.length === 0) return nothing;
  const cells = (sum: ClosingSum) => sumColumns.map(([, member]) => html`<td class="number">${formatCount(language, sum[member])}</td>`);
  const none = formatMessage(language, "closing.layout.none");
  return html`<section><h2>${formatMessage(language, title)}</h2>
<table><thead><tr><th>${formatMessage(language, column)}</th>${sumColumns.map(([key]) => html`<th class="number">${formatMessage(language, key)}</th>`)}</tr></thead>
<tbody>${sums.map((sum) => html`<tr><td><bdi>${sum.name ?? none}</bdi></td>${cells(sum)}</tr>`)}
<tr class="all"><td>${formatMessage(language, "closing.all")}</td>${cells(all)}</tr></tbody></table></section>`;
}

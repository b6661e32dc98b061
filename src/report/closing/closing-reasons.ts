import { describeFindingCode } from "../../messages/describe-finding.ts";
import { formatMessage, isMessageKey, type Language } from "../../messages/language.ts";
import type { ClosingFacts, ClosingFile, ReasonGroup } from "./closing-facts.ts";
import { formatCount } from "./closing-head.ts";
import { html, nothing, type Html } from "./html.ts";

/** What did not go in: by reason, each with what to do and the files. */
export function renderFailed(language: Language, { failed }: ClosingFacts): Html {
  return renderGroups(language, formatMessage(language, "closing.failed.title"), failed, (code) => ({ title: failureRemedy(language, code), remedy: "" }));
}

/** What went in, but not whole. */
export function renderIncomplete(language: Language, { incomplete }: ClosingFacts): Html {
  return renderGroups(language, formatMessage(language, "closing.incomplete.title"), incomplete, (code) => {
    const known = describeFindingCode(language, code);
    return { title: known?.meaning ?? code, remedy: known?.remedy ?? "" };
  });
}

/** What was met and not read: links, pipes, folders that cannot be opened. */
export function renderPassedOver(language: Language, { passedOver, passedOverCount }: ClosingFacts): Html {
  if (passedOverCount === 0) return nothing;
  return html`<section><h2>${formatMessage(language, "closing.passed-over.title")}</h2>
${renderFiles(language, passedOver, true)}
${renderMore(language, passedOverCount - passedOver.length, "jixiao import … --log FILE")}</section>`;
}

function failureRemedy(language: Language, code: string): string {
  const key = `failure.${code}`;
  return isMessageKey(key) ? formatMessage(language, key) : code;
}

function renderGroups(
  language: Language,
  title: string,
  groups: readonly ReasonGroup[],
  describe: (code: string) => { readonly title: string; readonly remedy: string },
): Html {
  if (groups.length === 0) return nothing;
  return html`<section><h2>${title}</h2>${groups.map((group) => renderGroup(language, group, describe(group.code)))}</section>`;
}

function renderGroup(language: Language, { code, count, files }: ReasonGroup, { title, remedy }: { readonly title: string; readonly remedy: string }): Html {
  const command = `jixiao query "SELECT p.path, d.status_reason FROM documents d JOIN document_paths p ON p.document_id = d.id WHERE d.status_code = '${code}'"`;
  return html`<h3>${title} <span class="quiet">${formatMessage(language, "closing.failed.count", { count: formatCount(language, count) })}</span></h3>
<p class="remedy">${remedy}</p>
${renderFiles(language, files, language === "en" || tellingCodes.has(code))}
${renderMore(language, count - files.length, command)}`;
}

/** Reasons are told by the program in English; in another language the title says them, but for what only they tell. */
const tellingCodes: ReadonlySet<string> = new Set(["unreadable", "internal", "crash", "tool-missing", "corrupt"]);

function renderFiles(language: Language, files: readonly ClosingFile[], withReasons: boolean): Html {
  const kept = formatMessage(language, "closing.failed.kept");
  const reason = (file: ClosingFile) => [withReasons ? (file.reason ?? "") : "", file.kept ? `(${kept})` : ""].join(" ").trim();
  return html`<table><thead><tr><th>${formatMessage(language, "closing.column.document")}</th>
<th>${withReasons ? formatMessage(language, "closing.column.reason") : ""}</th></tr></thead>
<tbody>${files.map((file) => html`<tr><td><bdi>${file.path}</bdi></td><td>${reason(file)}</td></tr>`)}</tbody></table>`;
}

function renderMore(language: Language, count: number, command: string): Html {
  if (count <= 0) return nothing;
  const [before = "", after = ""] = formatMessage(language, "closing.more", { count: formatCount(language, count), command: "\u0000" }).split("\u0000");
  return html`<p class="quiet">${before}<code>${command}</code>${after}</p>`;
}

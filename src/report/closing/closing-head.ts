import { formatMessage, type Language } from "../../messages/language.ts";
import type { ClosingFacts } from "./closing-facts.ts";
import { html, nothing, type Html } from "./html.ts";

/** What a run says of itself. */
export interface ClosingRun {
  /** ISO date and time, UTC, at which the run ended. */
  readonly endedAt: string;
  /** How long it took, in words. */
  readonly length: string;
  readonly how: "whole" | "stopped" | "broken";
  /** What broke it off. */
  readonly fault: string | null;
  readonly paths: readonly string[];
  readonly database: string;
  readonly program: string;
}

/** The report's title, the verdict in one sentence, the sums and where all this is. */
export function renderHead(language: Language, run: ClosingRun, facts: ClosingFacts): { readonly title: string; readonly body: Html } {
  const title = formatMessage(language, "closing.title");
  const time = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long", timeStyle: "short" }).format(new Date(run.endedAt));
  const body = html`<h1>${title}</h1>
<p class="quiet">${formatMessage(language, "closing.made", { time, length: run.length })}</p>
${renderEnd(language, run)}
${renderVerdict(language, facts)}
${renderSums(language, facts)}
<dl>
<dt>${formatMessage(language, "closing.paths")}</dt><dd>${run.paths.map((path) => html`<bdi>${path}</bdi><br>`)}</dd>
<dt>${formatMessage(language, "closing.database")}</dt><dd><bdi>${run.database}</bdi></dd>
<dt>${formatMessage(language, "closing.program")}</dt><dd>${run.program}</dd>
</dl>`;
  return { title, body };
}

function renderEnd(language: Language, { how, fault }: ClosingRun): Html {
  if (how === "whole") return nothing;
  const text = how === "stopped" ? formatMessage(language, "closing.stopped") : formatMessage(language, "closing.broken", { fault: fault ?? "" });
  return html`<p class="verdict bad">${text}</p>`;
}

function renderVerdict(language: Language, { all, incomplete }: ClosingFacts): Html {
  const notWhole = incomplete.reduce((sum, group) => sum + group.count, 0);
  if (all.notIn > 0) return html`<p class="verdict bad">${formatMessage(language, "closing.verdict.failed", { failed: all.notIn, documents: all.documents })}</p>`;
  if (notWhole > 0) return html`<p class="verdict doubt">${formatMessage(language, "closing.verdict.incomplete", { incomplete: notWhole })}</p>`;
  return all.documents === 0 ? html`<p class="verdict">${formatMessage(language, "import.none")}</p>` : html`<p class="verdict">${formatMessage(language, "closing.verdict.good")}</p>`;
}

function renderSums(language: Language, { all, present, incomplete }: ClosingFacts): Html {
  const notWhole = incomplete.reduce((sum, group) => sum + group.count, 0);
  const sums = [
    { key: "closing.sum.documents", count: all.documents, look: "" },
    { key: "closing.sum.new", count: all.wentIn - present, look: "" },
    { key: "closing.sum.present", count: present, look: "" },
    { key: "closing.sum.failed", count: all.notIn, look: all.notIn > 0 ? "bad" : "" },
    { key: "closing.sum.incomplete", count: notWhole, look: notWhole > 0 ? "doubt" : "" },
    { key: "closing.sum.asking", count: all.asking, look: "" },
  ] as const;
  return html`<ul class="sums">${sums.map(({ key, count, look }) => html`<li class="${look}"><b>${formatCount(language, count)}</b>${formatMessage(language, key)}</li>`)}</ul>`;
}

/** A count with its thousands apart. */
export function formatCount(language: Language, count: number): string {
  return count.toLocaleString(language === "zh" ? "zh-CN" : "en-GB");
}

import type { Language } from "../../messages/language.ts";
import type { ClosingFacts } from "./closing-facts.ts";
import { renderHead, type ClosingRun } from "./closing-head.ts";
import { closingStyle } from "./closing-style.ts";
import { renderFailed, renderIncomplete, renderPassedOver } from "./closing-reasons.ts";
import { renderFindings, renderFolders, renderLayouts, renderReview } from "./closing-tables.ts";
import { html } from "./html.ts";

/**
 * The closing report of a run as one HTML page, complete in itself: what went in, what did not and why with what to do, what to
 * review first, by folder and by layout. It runs nothing and loads nothing, and prints on A4.
 */
export function renderClosing(language: Language, run: ClosingRun, facts: ClosingFacts): string {
  const parts = [renderFailed, renderIncomplete, renderReview, renderFindings, renderFolders, renderLayouts, renderPassedOver];
  const style = { html: closingStyle };
  const head = renderHead(language, run, facts);
  return html`<!DOCTYPE html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${head.title}</title>
<style>${style}</style>
</head>
<body>
${head.body}
${parts.map((render) => render(language, facts))}
</body>
</html>
`.html;
}

import type { Block } from "../document/document.ts";
import type { PageContent } from "../document/page-content.ts";
import { recoverPage } from "./recover-page.ts";

export { joinPages } from "./join-pages.ts";
export { recoverPage, type PageBlocks } from "./recover-page.ts";
export type { Glyph, PageContent, Ruling } from "../document/page-content.ts";

/** The paragraphs and tables of one page by itself, in reading order; `parent.table` counts the page's tables. */
export function recoverBlocks(page: PageContent): Block[] {
  return [...recoverPage(page).blocks];
}

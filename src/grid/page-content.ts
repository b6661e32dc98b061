// The types stand with the document, so that a page reader's interface can name them without importing this folder.
export type { Glyph, PageContent, Ruling } from "../document/page-content.ts";

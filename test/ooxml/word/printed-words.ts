import { load } from "cheerio";
import type { Block } from "../../../src/document/document.ts";

/**
 * The words of a `word/document.xml` by another parser than the program's: the text of each paragraph's own `w:t`, white
 * space taken out, without what a tracked change deleted and without the second writing of the same drawing.
 */
export function listPrintedWords(documentXml: string): string[] {
  const $ = load(documentXml, { xml: true });
  $("w\\:del, w\\:moveFrom, mc\\:AlternateContent > mc\\:Choice + mc\\:Fallback").remove();
  const words = new Map<unknown, string>();
  $("w\\:t").each((_, element) => {
    const paragraph: unknown = $(element).closest("w\\:p").get(0);
    words.set(paragraph, (words.get(paragraph) ?? "") + $(element).text());
  });
  return [...words.values()].map((text) => text.replaceAll(/\s/gu, "")).filter((text) => text !== "");
}

/** All text of the blocks, white space taken out. */
export function joinBlockText(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text) : [block.text]));
  return texts.join("").replaceAll(/\s/gu, "");
}

import { load } from "cheerio";
import type { ChildNode } from "domhandler";
import { decodeText } from "../../src/document/decode-text.ts";
import type { Document } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions, type Extractor, type Source } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";
import { requireText } from "../../src/document/require-text.ts";
import { BlockBuilder } from "./build-blocks.ts";
import { checkDepth } from "./check-depth.ts";
import { findDeclaredEncoding } from "./find-declared-encoding.ts";
import { findArchivedPage } from "./read-mhtml.ts";

/** A page of text has some kilobytes; past this, memory would be the next thing to fail. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A finding names at most this many places. */
const MAX_PLACES = 20;

/** Things in a page that a browser would fetch; `data:` addresses are in the page itself. */
const FETCHED = "img[src], iframe[src], frame[src], object[data], embed[src], source[src]";

function findOutside($: ReturnType<typeof load>): Finding[] {
  const addresses = $(FETCHED)
    .toArray()
    .map((element) => element.attribs["src"] ?? element.attribs["data"] ?? "")
    .filter((address) => address !== "" && !address.trim().toLowerCase().startsWith("data:"));
  if (addresses.length === 0) return [];
  const frames = $("iframe[src], frame[src]").length;
  const what = `${addresses.length} picture(s) or other thing(s), ${frames} of them frames`;
  // What stands in a frame may be the very form.
  const severity = $("frame[src]").length > 0 ? "warning" : "info";
  return [makeFinding("content-external", `The page shows ${what}, that are not in it; none was fetched.`, { severity })];
}

function extractHtml({ bytes, fileName }: Source, options?: ExtractOptions): Document {
  options?.signal?.throwIfAborted();
  if (bytes.length > MAX_BYTES) {
    throw new ExtractionError("too-large", `${fileName} has ${bytes.length} bytes; a page of up to ${MAX_BYTES} is read. Split it.`);
  }
  const page = findArchivedPage(bytes);
  const html = page?.bytes ?? bytes;
  const { source, encoding, findings } = decodeText(html, fileName, page?.charset ?? findDeclaredEncoding(html));
  checkDepth(source.text, fileName);
  const $ = load(source.text, { sourceCodeLocationInfo: true });
  const builder = new BlockBuilder(source);
  const nodes: ChildNode[] = $("body").contents().toArray();
  builder.addNodes(nodes);
  const hidden = builder.hiddenAt.length;
  const hiddenText =
    hidden === 0 ? [] : [makeFinding("text-hidden", `The page hides text in ${hidden} place(s); it is kept apart.`, { at: builder.hiddenAt.slice(0, MAX_PLACES) })];
  options?.onProgress?.(1, 1);
  const all = [...findings, ...hiddenText, ...findOutside($)];
  return requireText({ format: "html", encoding, pages: [], blocks: builder.blocks, findings: all }, fileName);
}

/**
 * Reads saved web pages and the HTML that converters write: tables with their spans, blocks as paragraphs, controls by what
 * they show. Of a web archive (.mht) the page is read, and places are lines of it. Nothing is fetched or run. Findings: those of `decodeText`, `text-hidden`, `content-external`.
 */
export const htmlExtractor: Extractor = {
  formats: ["html"],
  extract: (source, _format, options) =>
    new Promise((resolve) => {
      resolve(extractHtml(source, options));
    }),
};

import { Parser } from "htmlparser2";
import { ExtractionError } from "../../src/document/extractor.ts";

/** Pages nest some dozens deep, badly converted ones some hundreds. The parser proper takes time by the square of the depth. */
const MAX_DEPTH = 2000;

/** @throws {ExtractionError} `corrupt` for a page whose elements nest deeper than any page's. */
export function checkDepth(html: string, fileName: string): void {
  let depth = 0;
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
      if (depth <= MAX_DEPTH) return;
      throw new ExtractionError("corrupt", `${fileName} nests elements deeper than ${MAX_DEPTH}; it is damaged. Save the page anew with a browser.`);
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  parser.end(html);
}

import type { Paragraph } from "../document/document.ts";
import type { Box } from "../document/place.ts";
import { separatorBetween, shiftRuns } from "./join-text.ts";
import { boxOf } from "./reading-order.ts";
import type { PageBlocks } from "./recover-page.ts";

const SENTENCE_END = /[。；;！？!?：:.)）】]["”’』」]?$/u;
/** How a paragraph begins that is no rest of another: with a mark of a list, a bracket, a heading's number. */
const BEGINNING = /^(?:[（(【\-–—•●◆■□]|\d{1,2}[.、．)）]|[一二三四五六七八九十]{1,3}[、．]|第[一二三四五六七八九十\d]{1,3}[条章节])/u;
/** A wrapped line ends this near to the right side of the page's text, in its own heights. */
const FULL_LINE_EM = 2.2;
/** Both halves are set in one size, to this share. */
const SAME_SIZE = 0.85;
/** A text that is cut reaches at least this far down its page. */
const LOW_SHARE = 0.6;

/** Whether a page's last paragraph breaks off in a sentence which the next page's first one takes up. */
export function isSentenceCut(upper: Paragraph, page: PageBlocks, lower: Paragraph): boolean {
  if (upper.role !== undefined || lower.role !== undefined || SENTENCE_END.test(upper.text) || BEGINNING.test(lower.text)) return false;
  const [last, first] = [lineBoxes(upper).at(-1), lineBoxes(lower)[0]];
  if (last === undefined || first === undefined || last[3] < LOW_SHARE * page.heightPt) return false;
  const [em, other] = [last[3] - last[1], first[3] - first[1]];
  if (Math.min(em, other) < SAME_SIZE * Math.max(em, other)) return false;
  const right = Math.max(...page.blocks.map((block) => boxOf(block)[2]));
  const left = boxOf(lower)[0];
  return right - last[2] <= FULL_LINE_EM * em && first[0] - left <= em;
}

/** The two halves of a text that a page break cut, as one paragraph. */
export function joinParagraphs(upper: Paragraph, lower: Paragraph): Paragraph {
  const text = upper.text + separatorBetween(upper.text, lower.text);
  return { ...upper, text: text + lower.text, at: [...upper.at, ...lower.at], runs: [...upper.runs, ...shiftRuns(lower.runs, text.length)] };
}

function lineBoxes(paragraph: Paragraph): Box[] {
  return paragraph.runs.flatMap((run) => ("box" in run.at ? [run.at.box] : []));
}

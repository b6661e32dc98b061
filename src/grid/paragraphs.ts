import type { Paragraph } from "../document/document.ts";
import { unite } from "./box.ts";
import { isEnded, joinLines, junction } from "./cell-text.ts";
import type { TextLine } from "./lines.ts";

/** Lines further apart than this, in heights of a line from top to top, belong to different paragraphs. */
const PARAGRAPH_PITCH_EM = 2.2;
/** A gap this wide parts two fields on one line of a form, `负责人：… 电话：…`; a spaced-out word has gaps of up to one em. */
const FIELD_GAP_EM = 1.4;
/** Text of a size this much larger is another paragraph, such as a heading. */
const SAME_SIZE = 0.85;

/** Paragraphs of lines that stand below each other, from top to bottom, one column wide. */
export function linesToParagraphs(lines: readonly TextLine[], page: number): Paragraph[] {
  if (lines.length === 0) return [];
  const [left, , right] = unite(lines.map((line) => line.box));
  return groupLines(lines, { left, right }).map((group) => toParagraph(group, page, left, right));
}

function groupLines(lines: readonly TextLine[], limit: { left: number; right: number }): TextLine[][] {
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const [first, before] = [group?.[0], group?.at(-1)];
    if (first !== undefined && before !== undefined && continues(before, line, limit, first)) group?.push(line);
    else groups.push([line]);
  }
  return groups;
}

function continues(before: TextLine, after: TextLine, limit: { left: number; right: number }, first: TextLine): boolean {
  const em = Math.max(before.emPt, after.emPt);
  const alike = Math.min(before.emPt, after.emPt) >= SAME_SIZE * em;
  if (!alike || after.box[1] - before.box[1] > PARAGRAPH_PITCH_EM * em) return false;
  return !isEnded(before, after, limit.right) && junction(before, after, limit, first) !== "\n";
}

function toParagraph(lines: readonly TextLine[], page: number, left: number, right: number): Paragraph {
  const { text, runs } = joinLines(lines, page, left, right, FIELD_GAP_EM);
  return { kind: "paragraph", text, at: [{ page, box: unite(lines.map((line) => line.box)) }], runs };
}

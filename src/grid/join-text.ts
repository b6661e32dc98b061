import type { Run } from "../document/document.ts";
import { firstCharacter, isWide, isWideSign, lastCharacter } from "./script.ts";

const SENTENCE_END = /[。；;！？!?：:]["”’』」)）]?$/u;

/** Whether a text ends as a sentence or a clause of a list does. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** What stands between the two halves of a text that a page break cut. */
export function separatorBetween(upper: string, lower: string): string {
  if (upper === "" || lower === "") return "";
  if (endsSentence(upper)) return "\n";
  const wide = [lastCharacter(upper), firstCharacter(lower)].some((character) => isWide(character) || isWideSign(character));
  return wide ? "" : " ";
}

/** Runs of a text that now begins at another offset. */
export function shiftRuns(runs: readonly Run[], by: number): Run[] {
  return runs.map((run) => ({ ...run, from: run.from + by, to: run.to + by }));
}

import type { SourceText, Span } from "./source-text.ts";

/**
 * What a line of a text is by its tabs: `blank` white space only; `plain` no tab; `lone-tab` a single tab and no print;
 * `led` a single tab, at the line's start, and print; `row` tabs between or behind print, or several of them.
 */
export type LineKind = "blank" | "plain" | "lone-tab" | "led" | "row";

/** A line with what it is. */
export interface TextLine extends Span {
  readonly kind: LineKind;
}

function classifyLine(text: string): LineKind {
  const tab = text.indexOf("\t");
  const isBlank = !/\S/u.test(text);
  if (tab === -1) return isBlank ? "blank" : "plain";
  if (text.includes("\t", tab + 1)) return "row";
  if (isBlank) return "lone-tab";
  return tab === 0 ? "led" : "row";
}

/** The lines of a text, each classified. */
export function classifyLines(source: SourceText): TextLine[] {
  return source.lines.map((line) => ({ ...line, kind: classifyLine(source.slice(line)) }));
}

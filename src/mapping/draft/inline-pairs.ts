import type { Slot } from "../align-row.ts";
import { getFieldDefinition } from "../fields.ts";
import type { Chunk } from "../form-text.ts";
import { foldLabel } from "../label-text.ts";
import type { FieldUse } from "../picture.ts";
import { chooseUse, mayBe, type RowContext } from "./choose-use.ts";
import { fieldElement, labelElement, partOf, slotOf } from "./draft-elements.ts";
import { findEntries, type Labels } from "./find-entries.ts";

/** A label inside a text with a colon behind it, at the beginning of a line or after a gap. */
const inlineLabel = /(?<=^|[\s；;，,：:（(。])([^\s：:；;，,（(。]{2,20}(?:\s?[（(][^）)]{1,8}[)）])?)\s*[:：]/gu;
/** A text longer than this is prose: only a label at its very beginning counts. */
const longestList = 300;
/** Before a label inside prose there is a line's beginning or a wide gap. */
const wideGap = /(?:^|\n|\s{2,}|\u3000)\s*$/u;
const amount = /^\s*[¥￥]?\s*-?[\d,.]+\s*(?:亿|万|千|百)?元?/u;

interface FoundLabel {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Undefined for a label without a value that is wanted, which still ends the value before it. */
  readonly use: FieldUse | undefined;
  readonly known: boolean;
}

/** Labels with values in one text: 资金总额：100 \n 财政拨款：80. Empty where no label with a field is known. */
export function readInlinePairs(labels: Labels, chunk: Chunk, column: number, context: RowContext): Slot[] {
  if (chunk.spans.length > 1) return [];
  const found = findInlineLabels(labels, chunk, context);
  if (!found.some((label) => label.use !== undefined)) return [];
  return found.flatMap((label, index) => {
    const end = found[index + 1]?.from ?? chunk.text.length;
    const printed = slotOf(labelElement(label.text, column), [partOf(chunk, label.from, label.to)]);
    if (label.use === undefined && isUnitLabel(label.text)) return [slotOf(labelElement(label.text, column), [partOf(chunk, label.from, end)])];
    if (label.use === undefined) return label.known ? [printed] : [];
    const value = findValue(chunk.text.slice(label.to, end), label.use);
    if (value === undefined) return [printed];
    return [printed, slotOf(fieldElement(label.use, column), [partOf(chunk, label.to + value.from, label.to + value.to)])];
  });
}

const isUnitLabel = (text: string): boolean => /单位$|币种$/u.test(foldLabel(text).text) && !/^(?:填报|申报|编制|主管|实施|项目|预算)/u.test(foldLabel(text).text);

function findInlineLabels(labels: Labels, chunk: Chunk, context: RowContext): FoundLabel[] {
  const found: FoundLabel[] = [];
  for (const match of chunk.text.matchAll(inlineLabel)) {
    const text = match[1] ?? "";
    const [from, to] = [startOfLabel(chunk.text, match.index), match.index + match[0].length];
    if (chunk.text.length > longestList && from > 0) break;
    const before = found.at(-1)?.use;
    const apart = wideGap.test(chunk.text.slice(0, from));
    if (before !== undefined && getFieldDefinition(before.field).type === "prose" && !apart) continue;
    const rest = chunk.text.slice(to);
    const entries = isMoneyUnit(rest) && isUnitLabel(text) ? [] : findEntries(labels, text);
    const printed = /^\s*([^\s；;，,（(]*)/u.exec(rest)?.[1] ?? "";
    const use = chooseUse(entries, chunk, printed, { ...context, reliable: false }, found.flatMap((one) => (one.use === undefined ? [] : [one.use.field])));
    if (use !== undefined && mayBe(use, printed)) found.push({ from, to, text, use, known: true });
    else if (apart || isUnitLabel(text) || entries.length > 0) found.push({ from, to, text, use: undefined, known: entries.length > 0 });
  }
  return found;
}

/** 其中 in front of a label belongs to it. */
function startOfLabel(text: string, from: number): number {
  const before = /其中\s*[:：]?\s*$/u.exec(text.slice(0, from));
  return before === null ? from : before.index;
}

const isMoneyUnit = (text: string): boolean => /^\s*(?:人民币)?[亿万千百]?元/u.test(text);

/** Where in the text behind a label its value stands: of an amount the number with its unit, of other values all but hanging punctuation. */
function findValue(text: string, use: FieldUse): { from: number; to: number } | undefined {
  if (getFieldDefinition(use.field).type === "money") {
    const found = amount.exec(text);
    return found === null ? undefined : { from: 0, to: found[0].length };
  }
  const to = text.replace(/[\s；;，,（(]+$/u, "").replace(/[\s；;，,（(]*其中$/u, "").length;
  return text.slice(0, to).trim() === "" ? undefined : { from: 0, to };
}

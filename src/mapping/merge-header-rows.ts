import { joinChunk, type Chunk, type Unit } from "./form-text.ts";
import { rateFit } from "./field-fit.ts";

/** Headings longer than this are no headings. */
const longestHeading = 20;

/**
 * Makes one header of two: a heading over several columns with a heading for each below (预算金额（万元） over 总额, 财政拨款,
 * 其他资金), where every other cell of the upper row spans both. The lower headings follow the upper one's text.
 */
export function mergeHeaderRows(units: readonly Unit[]): Unit[] {
  const merged: Unit[] = [];
  for (let index = 0; index < units.length; index++) {
    const [upper, lower] = [units[index], units[index + 1]];
    if (upper === undefined) break;
    const both = lower === undefined ? undefined : mergeTwo(upper, lower);
    merged.push(both ?? upper);
    if (both !== undefined) index += 1;
  }
  return merged.map((unit, index) => ({ ...unit, index }));
}

function mergeTwo(upper: Unit, lower: Unit): Unit | undefined {
  if (upper.kind !== "row" || lower.table !== upper.table || lower.chunks.length < 2) return undefined;
  return upper.grid === "ruled" ? mergeRuled(upper, lower) : mergeRagged(upper, lower);
}

/** Without spans: blank cells under the headings that go down, and under the last of them headings that the upper row has none for. */
function mergeRagged(upper: Unit, lower: Unit): Unit | undefined {
  if (upper.chunks.length !== lower.chunks.length) return mergeUnequal(upper, lower);
  const below = lower.chunks.flatMap((chunk, index) => (isFilled(chunk) ? [index] : []));
  const [first, ...others] = below;
  const over = first === undefined ? undefined : upper.chunks[first];
  if (over === undefined || !isFilled(over) || others.length === 0 || others.some((index) => isFilled(upper.chunks[index]))) return undefined;
  const headings = [...upper.chunks, ...lower.chunks].filter(isFilled);
  if (!headings.every(isHeading) || upper.chunks.filter(isFilled).length < 3) return undefined;
  const chunks = upper.chunks.map((chunk, index) => {
    const under = lower.chunks[index];
    return under !== undefined && below.includes(index) ? stack(over, under) : chunk;
  });
  return { ...upper, chunks };
}

const isFilled = (chunk: Chunk | undefined): boolean => chunk !== undefined && chunk.text.trim() !== "";

/**
 * A merged heading is one cell, and the cells under it are several, with blanks below the other headings: the one that
 * stands where the blanks leave off is over all of them.
 */
function mergeUnequal(upper: Unit, lower: Unit): Unit | undefined {
  const blanks = lower.chunks.findIndex(isFilled);
  const end = lower.chunks.findLastIndex(isFilled) + 1;
  const over = upper.chunks[blanks];
  const under = lower.chunks.slice(blanks, end);
  const behind = lower.chunks.slice(end);
  if (over === undefined || blanks < 2 || under.length < 2 || !under.every(isFilled)) return undefined;
  if (upper.chunks.length !== blanks + 1 + behind.length || ![...upper.chunks, ...under].every(isHeading)) return undefined;
  const last = upper.chunks.slice(blanks + 1).map((chunk, index) => placeLike(chunk, behind[index]));
  return { ...upper, chunks: [...upper.chunks.slice(0, blanks), ...under.map((chunk) => stack(over, chunk)), ...last] };
}

/** The heading in the column that the blank below it has. */
function placeLike(chunk: Chunk, blank: Chunk | undefined): Chunk {
  return blank === undefined ? chunk : { ...chunk, column: blank.column, columnEnd: blank.columnEnd };
}

function mergeRuled(upper: Unit, lower: Unit): Unit | undefined {
  if (![...upper.chunks, ...lower.chunks].every(isHeading)) return undefined;
  const wide = upper.chunks.filter((chunk) => chunk.rowSpan === 1);
  const others = upper.chunks.filter((chunk) => chunk.rowSpan > 1);
  const covered = lower.chunks.every((chunk) => wide.some((over) => isUnder(chunk, over)));
  if (wide.length === 0 || others.length < 2 || !covered || !wide.every((over) => over.columnEnd - over.column > 1)) return undefined;
  const chunks = upper.chunks.flatMap((chunk) => (wide.includes(chunk) ? lower.chunks.filter((one) => isUnder(one, chunk)).map((one) => stack(chunk, one)) : [chunk]));
  return { ...upper, chunks };
}

function isHeading(chunk: Chunk): boolean {
  const text = chunk.text.trim();
  return text !== "" && text.length <= longestHeading && rateFit("money", text) <= 0;
}

function isUnder(chunk: Chunk, over: Chunk): boolean {
  return chunk.column >= over.column && chunk.columnEnd <= over.columnEnd;
}

function stack(over: Chunk, under: Chunk): Chunk {
  return { ...joinChunk([...over.spans, ...under.spans], under), text: `${over.text}\n${under.text}` };
}

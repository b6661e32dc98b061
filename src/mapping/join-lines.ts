import { joinChunk, type Chunk, type Unit } from "./form-text.ts";

/** A unit in brackets under a heading that was too long for its cell: (元), （件）. */
const bracketed = /^[（(][^（()）]{1,4}[)）]$/u;
/** The rest of a word that did not fit its line. */
const rest = /^\p{Script=Han}{1,2}$/u;
/** A cell whose text runs on into the next row fills its line. */
const fullLine = 4;

/**
 * Joins a table row that only finishes the one above it: a text conversion gave each printed line of a cell a row of its
 * own. Every filled cell of such a row is a unit in brackets, or one or two characters under a text that broke off.
 */
export function joinLines(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = [];
  for (const unit of units) {
    const above = joined.at(-1);
    if (above !== undefined && finishes(unit, above)) joined[joined.length - 1] = joinUnits(above, unit);
    else joined.push(unit);
  }
  return joined.map((unit, index) => ({ ...unit, index }));
}

function finishes(unit: Unit, above: Unit): boolean {
  if (unit.kind !== "row" || unit.table !== above.table || unit.grid !== "ragged") return false;
  const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  if (filled.length === 0 || unit.chunks.length > above.chunks.length) return false;
  return filled.every((chunk) => goesOn(chunk, findAbove(chunk, above)));
}

function goesOn(chunk: Chunk, above: Chunk | undefined): boolean {
  const text = chunk.text.trim();
  const over = above?.text.trim() ?? "";
  if (bracketed.test(text)) return over !== "" && !/\d/u.test(over);
  return rest.test(text) && over.length >= fullLine && !/[。；;.\d]$/u.test(over);
}

function findAbove(chunk: Chunk, above: Unit): Chunk | undefined {
  return above.chunks.find((one) => one.column === chunk.column);
}

function joinUnits(above: Unit, unit: Unit): Unit {
  const chunks = above.chunks.map((chunk) => {
    const more = unit.chunks.find((one) => one.column === chunk.column && one.text.trim() !== "");
    return more === undefined ? chunk : joinChunk([...chunk.spans, ...more.spans], chunk);
  });
  return { ...above, chunks };
}

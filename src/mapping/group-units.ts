import { findMoneyUnit, type MoneyUnit } from "../canonical/money.ts";
import type { AlignedUnit } from "./align-form.ts";
import type { Mapping } from "./picture.ts";

/**
 * The unit that a label beside several rows states (项目资金（元）), for each such row of the picture, where a damaged document
 * prints the label in pieces: the unit's own characters must stand in one of the pieces, somewhere in the document, and
 * the same everywhere. Given as a text that states the unit, `（元）`.
 */
export function findGroupUnits(mapping: Mapping, aligned: readonly AlignedUnit[]): ReadonlyMap<number, string> {
  const units = new Map<number, string>();
  mapping.rows.forEach((row, index) => {
    const label = row.elements[0];
    const unit = label?.kind === "label" ? findMoneyUnit(label.texts[0] ?? "") : undefined;
    if (unit === undefined) return;
    const pieces = aligned.filter((one) => one.row === index || mapping.rows[one.row]?.side === index).map(findSidePieces);
    const printed = new Set(pieces.flatMap(readUnit));
    if (printed.size === 1 && printed.has(unit)) units.set(index, `（${unit}）`);
  });
  return units;
}

/** What stands for the label, or for a piece of it, on one line. */
function findSidePieces(aligned: AlignedUnit): string {
  const [first] = aligned.alignment.slots;
  if (first === undefined || first.element.kind === "field") return "";
  return first.chunks.map((chunk) => chunk.text).join("").normalize("NFKC").replace(/\s+/gu, "");
}

/** A unit in brackets, one of which may be lost or torn off: (元), ()元), 元). */
function readUnit(text: string): MoneyUnit[] {
  const match = /[()]+((?:亿|百万|万|千|百)?元)\)?|((?:亿|百万|万|千|百)?元)\)/u.exec(text);
  const unit = match === null ? undefined : findMoneyUnit(`（${match[1] ?? match[2] ?? ""}）`);
  return unit === undefined ? [] : [unit];
}

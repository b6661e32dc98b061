import type { Place } from "../../document/place.ts";

/** A place for people, counted from 1: `page 3`, `line 12`, `table 1 row 2 column 3`. */
export function formatPlace(place: Place): string {
  if ("page" in place) return `page ${place.page}`;
  if ("line" in place) return `line ${place.line}`;
  if ("table" in place) return `table ${place.table + 1} row ${place.row + 1} column ${place.column + 1}`;
  return `paragraph ${place.paragraph + 1}`;
}

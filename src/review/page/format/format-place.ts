import type { Place } from "../../../document/place.ts";
import { t } from "../shell/settings.ts";

/** A place as a person would say it; counted from 1. */
export function formatPlace(place: Place): string {
  if ("page" in place) return t("place.page", { page: place.page });
  if ("line" in place) return t("place.line", { line: place.line });
  if ("table" in place) return t("place.cell", { table: place.table + 1, row: place.row + 1, column: place.column + 1 });
  return t("place.paragraph", { paragraph: place.paragraph + 1 });
}

/** Several places, each said once. */
export function formatPlaces(places: readonly Place[]): string {
  return [...new Set(places.map(formatPlace))].join("; ");
}

import type { Element } from "domhandler";
import { childrenNamed, isHidden } from "./elements.ts";
import { placeCells, type PlacedCell, type StatedCell } from "./place-cells.ts";

/** A table element taken apart; nothing inside its cells is read yet. */
export interface TableParts {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly cells: readonly PlacedCell<Element>[];
  readonly caption: Element | undefined;
  /** Rows and groups of rows that the page does not show. */
  readonly hidden: readonly Element[];
}

/** As the HTML standard bounds them. */
const MAX_ROW_SPAN = 65_534;
const MAX_COLUMN_SPAN = 1000;

function readSpan(text: string | undefined, most: number, least: number): number {
  const value = /^\s*\+?(\d{1,9})/.exec(text ?? "")?.[1];
  if (value === undefined || Number(value) < least) return 1;
  return Math.min(Number(value), most);
}

function stateCell(element: Element): StatedCell<Element> {
  return {
    rowSpan: readSpan(element.attribs["rowspan"], MAX_ROW_SPAN, 0),
    columnSpan: readSpan(element.attribs["colspan"], MAX_COLUMN_SPAN, 1),
    content: element,
  };
}

/** Head, bodies and foot in the order a browser shows them. */
function listGroups(table: Element): Element[] {
  const groups = childrenNamed(table, "thead", "tbody", "tfoot");
  const isFoot = (group: Element): boolean => group.name === "tfoot";
  return [...groups.filter((group) => group.name === "thead"), ...groups.filter((group) => group.name === "tbody"), ...groups.filter(isFoot)];
}

/** Takes a table apart into cells with their place in the grid; its nested tables are left in their cells. */
export function readTable(table: Element): TableParts {
  const groups = listGroups(table);
  const shown = groups.filter((group) => !isHidden(group));
  const rows = shown.map((group) => childrenNamed(group, "tr"));
  const shownRows = rows.map((group) => group.filter((row) => !isHidden(row)));
  const cells = placeCells(shownRows.map((group) => group.map((row) => childrenNamed(row, "td", "th").map(stateCell))));
  return {
    rowCount: shownRows.flat().length,
    columnCount: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
    cells,
    caption: childrenNamed(table, "caption")[0],
    hidden: [...groups.filter(isHidden), ...rows.flat().filter(isHidden)],
  };
}

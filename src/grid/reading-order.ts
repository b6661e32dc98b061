import type { Block, Table } from "../document/document.ts";
import type { Box, Place } from "../document/place.ts";
import { overlap } from "./box.ts";

/**
 * Puts tables among blocks that are in reading order: each before the first block that stands lower in the same columns.
 * Nested tables stay behind the one that holds them.
 */
export function insertTables(flow: readonly Block[], tables: readonly Table[]): Block[] {
  const blocks = [...flow];
  let nestedAfter: Table | undefined;
  for (const table of tables) {
    if (table.parent !== undefined && nestedAfter !== undefined) {
      blocks.splice(blocks.indexOf(nestedAfter) + 1, 0, table);
    } else {
      const box = boxOf(table);
      const index = blocks.findIndex((block) => stands(boxOf(block), box));
      blocks.splice(index === -1 ? blocks.length : index, 0, table);
    }
    nestedAfter = table;
  }
  return blocks;
}

/** Whether a box begins below the top of another and shares columns with it. */
function stands(lower: Box, upper: Box): boolean {
  return lower[1] >= upper[1] && overlap(lower[0], lower[2], upper[0], upper[2]) > 0;
}

/** The box of a block on its first page. */
export function boxOf(block: { readonly at: readonly Place[] }): Box {
  const place = block.at[0];
  return place !== undefined && "box" in place ? place.box : [0, 0, 0, 0];
}

import type { Block, Table } from "../document/document.ts";
import type { PageContent } from "../document/page-content.ts";
import type { Box, Place } from "../document/place.ts";
import { findFlow } from "./flow.ts";
import { findRuledTables } from "./ruled-tables.ts";

/** A page's blocks in reading order, and what is needed to join them with those of its neighbours. */
export interface PageBlocks {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  /** `parent.table` of a nested table counts the tables of this page. */
  readonly blocks: readonly Block[];
  /** Indices, in `blocks`, of tables without a rule along their upper or lower side: a page break cut them there. */
  readonly openTop: ReadonlySet<number>;
  readonly openBottom: ReadonlySet<number>;
}

/** Finds the paragraphs and tables of one page. */
export function recoverPage(page: PageContent): PageBlocks {
  const { tables, rest, levels } = findRuledTables(page);
  const openTop = new Set<number>();
  const openBottom = new Set<number>();
  const blocks: Block[] = [];
  const waiting = findFlow(rest, levels, page.number);
  for (const { table, openTop: cutAbove, openBottom: cutBelow } of tables) {
    const top = boxOf(table)[1];
    while (table.parent === undefined && waiting[0] !== undefined && boxOf(waiting[0])[1] < top) blocks.push(...waiting.splice(0, 1));
    if (cutAbove) openTop.add(blocks.length);
    if (cutBelow) openBottom.add(blocks.length);
    blocks.push(table);
  }
  blocks.push(...waiting);
  return { number: page.number, widthPt: page.widthPt, heightPt: page.heightPt, blocks: renumberParents(blocks, tables), openTop, openBottom };
}

/** Tables by alignment stand among the ruled ones: what counts the tables of the page must count them too. */
function renumberParents(blocks: readonly Block[], ruled: readonly { readonly table: Table }[]): Block[] {
  const all = blocks.filter((block) => block.kind === "table");
  return blocks.map((block) => {
    if (block.kind === "paragraph" || block.parent === undefined) return block;
    const parent = ruled[block.parent.table]?.table;
    return { ...block, parent: { ...block.parent, table: all.findIndex((table) => table === parent) } };
  });
}

/** The box of a block on its first page. */
export function boxOf(block: { readonly at: readonly Place[] }): Box {
  const place = block.at[0];
  return place !== undefined && "box" in place ? place.box : [0, 0, 0, 0];
}

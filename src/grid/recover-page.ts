import type { Block, Table } from "../document/document.ts";
import type { PageContent } from "../document/page-content.ts";
import { findFlow } from "./flow.ts";
import { insertTables } from "./reading-order.ts";
import { findRuledTables, type RuledTable } from "./ruled-tables.ts";

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
  const blocks = insertTables(
    findFlow(rest, levels, page.number),
    tables.map(({ table }) => table),
  );
  const indicesOf = (cut: (table: RuledTable) => boolean) => new Set(tables.filter(cut).map(({ table }) => blocks.indexOf(table)));
  const openTop = indicesOf((table) => table.openTop);
  const openBottom = indicesOf((table) => table.openBottom);
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

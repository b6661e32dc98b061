import type { Block } from "../document/document.ts";
import type { PageBlocks } from "./recover-page.ts";

/** The blocks of a whole document from those of its pages, which are in order. */
export function joinPages(pages: readonly PageBlocks[]): Block[] {
  const blocks: Block[] = [];
  let tablesBefore = 0;
  for (const page of pages) {
    for (const block of page.blocks) blocks.push(shiftParent(block, tablesBefore));
    tablesBefore += page.blocks.filter((block) => block.kind === "table").length;
  }
  return blocks;
}

function shiftParent(block: Block, tablesBefore: number): Block {
  if (block.kind === "paragraph" || block.parent === undefined) return block;
  return { ...block, parent: { ...block.parent, table: block.parent.table + tablesBefore } };
}

import type { Random } from "../../../samples/make/random.ts";
import type { Block, Cell, Document, Paragraph, Table } from "../../../src/document/document.ts";
import { tokens } from "./tokens.ts";
import type { Mutator } from "./mutator.ts";
import { editNumber, insertCharacter, insertToken, shuffleWords } from "./text.ts";
import { removeSlice, repeatSlice } from "./bytes.ts";

type Owner = Cell | Paragraph;

const textChanges: readonly Mutator[] = [editNumber, insertCharacter, insertToken(tokens.text), shuffleWords, removeSlice, repeatSlice];
/** A cell that says more than this is no cell of a form, and every text is aligned with every label. */
const longestText = 20_000;

/** The text in place of the owner's, with all its characters at the owner's first place. */
function withText<Kind extends Owner>(owner: Kind, text: string): Kind {
  const [at] = owner.at;
  return { ...owner, text, runs: at === undefined || text === "" ? [] : [{ from: 0, to: text.length, at }] };
}

function changeText(text: string, random: Random): string {
  const bytes = random.pick(textChanges)(Buffer.from(text), random, []);
  return Buffer.from(bytes).toString("utf8").slice(0, longestText);
}

function mapOne<Item>(items: readonly Item[], random: Random, change: (item: Item) => Item): Item[] {
  const at = random.int(0, Math.max(0, items.length - 1));
  return items.map((item, index) => (index === at ? change(item) : item));
}

function listOwners(blocks: readonly Block[]): Owner[] {
  return blocks.flatMap((block): Owner[] => (block.kind === "table" ? block.cells : [block]));
}

/** Another text for one owner: its own changed, another's, or none. */
function changeOneText(blocks: readonly Block[], random: Random): Block[] {
  const other = random.pick([...listOwners(blocks).map((owner) => owner.text), ""]);
  const change = <Kind extends Owner>(owner: Kind): Kind => withText(owner, random.chance(0.6) ? changeText(owner.text, random) : other);
  return mapOne(blocks, random, (block) => (block.kind === "paragraph" ? change(block) : { ...block, cells: mapOne(block.cells, random, change) }));
}

/** Leaves a cell out, or leaves a row out and closes up. */
function changeTable(table: Table, random: Random): Table {
  if (random.chance(0.5)) return { ...table, cells: table.cells.filter(() => !random.chance(0.1)) };
  const gone = random.int(0, Math.max(0, table.rowCount - 1));
  const cells = table.cells.filter((cell) => cell.row !== gone && cell.row + cell.rowSpan <= gone);
  return { ...table, rowCount: gone, cells };
}

function unspan(table: Table): Table {
  return { ...table, grid: "ragged", cells: table.cells.map((cell) => ({ ...cell, rowSpan: 1, columnSpan: 1 })) };
}

function toParagraphs(table: Table): Paragraph[] {
  return table.cells.map(({ text, at, runs }) => ({ kind: "paragraph", text, at, runs }));
}

/** Leaves blocks out, doubles, moves or breaks them up. Nested tables stay behind those that hold them only by chance, so none is nested. */
function changeBlocks(blocks: readonly Block[], random: Random): Block[] {
  const at = random.int(0, Math.max(0, blocks.length - 1));
  const block = blocks[at];
  if (block === undefined) return [];
  const others = blocks.toSpliced(at, 1);
  const put = (changed: readonly Block[]): Block[] => blocks.toSpliced(at, 1, ...changed);
  switch (random.int(0, 5)) {
    case 0:
      return others;
    case 1:
      return put([block, block]);
    case 2:
      return others.toSpliced(random.int(0, others.length), 0, block);
    case 3:
      return put(block.kind === "table" ? toParagraphs(block) : [withText(block, changeText(block.text, random))]);
    case 4:
      return put([block.kind === "table" ? unspan(block) : block]);
    default:
      return put([block.kind === "table" ? changeTable(block, random) : block]);
  }
}

/** A document that some extractor might give for a file that was damaged, edited or made by another program. */
export function mutateDocument(document: Document, random: Random, others: readonly Document[]): Document {
  let blocks = document.blocks.map((block) => (block.kind === "table" ? withoutParent(block) : block));
  for (let count = random.int(1, 6); count > 0; count -= 1) {
    blocks = random.chance(0.6) ? changeOneText(blocks, random) : changeBlocks(blocks, random);
  }
  if (random.chance(0.15)) blocks = [...blocks.slice(0, random.int(0, blocks.length)), ...random.pick(others).blocks.slice(random.int(0, 5))];
  return { ...document, blocks };
}

function withoutParent(table: Table): Table {
  const { parent, ...rest } = table;
  return parent === undefined ? table : rest;
}

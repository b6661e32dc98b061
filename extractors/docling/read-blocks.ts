import type { Block, Paragraph } from "../../src/document/document.ts";
import type { Place } from "../../src/document/place.ts";
import { BlockCollector } from "../../src/foreign/block-collector.ts";
import { locateItem, type PageSizes } from "./locate.ts";
import { readTable } from "./read-table.ts";
import type { DoclingDocument, GroupItem, TableItem, TextItem } from "./schema.ts";

type Node = { readonly kind: "text"; readonly item: TextItem } | { readonly kind: "table"; readonly item: TableItem } | { readonly kind: "group"; readonly item: GroupItem };

const roles: Readonly<Record<string, Paragraph["role"]>> = {
  title: "heading",
  section_header: "heading",
  page_header: "header",
  page_footer: "footer",
  footnote: "note",
};

const boxes: Readonly<Record<string, string>> = { checkbox_selected: "☑ ", checkbox_unselected: "☐ " };

function indexNodes(document: DoclingDocument): Map<string, Node> {
  const groups = [document.body, document.furniture, ...document.groups, ...document.pictures, ...document.key_value_items, ...document.form_items];
  const nodes = [
    ...groups.flatMap((item): Node[] => (item === undefined ? [] : [{ kind: "group", item }])),
    ...document.texts.map((item): Node => ({ kind: "text", item })),
    ...document.tables.map((item): Node => ({ kind: "table", item })),
  ];
  return new Map(nodes.map((node) => [node.item.self_ref, node]));
}

/** The text as printed: with the number of its list, which Docling keeps apart, its check box, and mathematics between marks. */
function writeText(item: TextItem): string {
  const text = item.orig !== undefined && item.orig !== "" ? item.orig : item.text;
  const number = item.enumerated === true && item.marker && !text.startsWith(item.marker) ? `${item.marker} ` : "";
  const content = item.label === "formula" && text !== "" ? `$$${text}$$` : text;
  return (boxes[item.label] ?? "") + number + content;
}

/** Walks a DoclingDocument in reading order; whatever no list of children names comes last, so that nothing is lost. */
class TreeReader {
  readonly collector = new BlockCollector();
  private readonly nodes: Map<string, Node>;
  private readonly sizes: PageSizes;
  private readonly seen = new Set<string>();
  private readonly isWanted: (page: number) => boolean;

  constructor(document: DoclingDocument, sizes: PageSizes, isWanted: (page: number) => boolean) {
    this.nodes = indexNodes(document);
    this.sizes = sizes;
    this.isWanted = isWanted;
  }

  read(): Block[] {
    this.visit("#/body");
    for (const reference of this.nodes.keys()) this.visit(reference);
    return this.collector.blocks;
  }

  private visit(reference: string): void {
    const pending = [reference];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const node = this.nodes.get(next);
      if (node === undefined || this.seen.has(next)) continue;
      this.seen.add(next);
      this.add(node);
      pending.push(...node.item.children.map(({ $ref }) => $ref).reverse());
    }
  }

  private add(node: Node): void {
    if (node.kind === "group" || !node.item.prov.every(({ page_no: page }) => this.isWanted(page))) return;
    // A document without pages, as Docling makes of a Word file, has only its order to point to.
    const inOrder: Place = { paragraph: this.collector.blocks.length };
    if (node.kind === "table") this.collector.addTable(readTable(node.item, this.sizes, inOrder));
    else this.addText(node.item, inOrder);
  }

  private addText(item: TextItem, inOrder: Place): void {
    const at = locateItem(item.prov, this.sizes);
    const role = item.content_layer === "furniture" ? (roles[item.label] ?? "header") : roles[item.label];
    this.collector.addText(writeText(item), { at: at.length > 0 ? at : [inOrder] }, role);
  }
}

/** The blocks of a DoclingDocument. `isWanted` says of a page's number whether it is read. */
export function readBlocks(document: DoclingDocument, sizes: PageSizes, isWanted: (page: number) => boolean): Block[] {
  return new TreeReader(document, sizes, isWanted).read();
}

import { isTag, isText, type ChildNode, type Element, type Text } from "domhandler";
import type { Piece } from "../../src/document/placed-text.ts";
import type { SourceText, Span } from "../../src/document/source-text.ts";
import { decodeSymbolText, isSymbolFont } from "../../src/ooxml/symbol-fonts.ts";
import { findFont, isBlock, isHeading, isHidden, isSilent, spanOf } from "./elements.ts";
import { numberItems } from "./list-number.ts";
import { readControl } from "./read-control.ts";
import { readTextNode } from "./read-text-node.ts";

/** What stands in a page or in a cell, in reading order. Tables are not gone into. */
export type FlowItem =
  | { readonly kind: "paragraph"; readonly pieces: readonly Piece[]; readonly heading: boolean }
  | { readonly kind: "table"; readonly element: Element }
  | { readonly kind: "hidden"; readonly element: Element };

interface Step {
  readonly node: ChildNode;
  readonly leaving: boolean;
}

/** `apart`: tables and hidden elements are items of their own. `plain`: all text is running text, cells on lines of their own. */
export type FlowMode = "apart" | "plain";

/** Goes through nodes with a stack of its own: a damaged page can nest deeper than the program's. */
class FlowReader {
  readonly items: FlowItem[] = [];
  private readonly source: SourceText;
  private readonly mode: FlowMode;
  private pieces: Piece[] = [];
  private headingDepth = 0;
  private preformattedDepth = 0;
  private readonly itemNumbers = new Map<Element, string>();
  private readonly steps: Step[] = [];
  /** The elements around that name a font, the innermost last. */
  private readonly fonts: { readonly element: Element; readonly font: string }[] = [];

  constructor(source: SourceText, mode: FlowMode) {
    this.source = source;
    this.mode = mode;
  }

  read(nodes: readonly ChildNode[]): void {
    this.pushSteps(nodes);
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      if (isText(step.node)) this.readText(step.node);
      else if (isTag(step.node)) this.readElement(step.node, step.leaving);
    }
    this.endParagraph();
  }

  private readText(node: Text): void {
    const font = this.fonts.at(-1)?.font;
    // Word and WPS mark boxes with letters in a font of pictures.
    if (font !== undefined && isSymbolFont(font)) this.addReplaced(decodeSymbolText(node.data, { ascii: font, any: [font] }), spanOf(node));
    else this.pieces.push(...readTextNode(this.source, node, this.preformattedDepth > 0));
  }

  private pushSteps(nodes: readonly ChildNode[]): void {
    for (let at = nodes.length - 1; at >= 0; at -= 1) {
      const node = nodes[at];
      if (node !== undefined) this.steps.push({ node, leaving: false });
    }
  }

  private readElement(element: Element, leaving: boolean): void {
    if (leaving) {
      this.leave(element);
      return;
    }
    if (isSilent(element)) return;
    if (isHidden(element) && this.mode === "apart") this.addItem({ kind: "hidden", element });
    else if (element.name === "table" && this.mode === "apart") this.addItem({ kind: "table", element });
    else if (element.name === "br") this.pieces.push({ kind: "break", text: "\n" });
    else this.enter(element);
  }

  private enter(element: Element): void {
    const control = readControl(element);
    if (control !== undefined) {
      this.addReplaced(control, spanOf(element));
      return;
    }
    if (isBlock(element)) this.endParagraph();
    if (isHeading(element)) this.headingDepth += 1;
    if (element.name === "pre") this.preformattedDepth += 1;
    if (element.name === "ol") for (const [item, number] of numberItems(element)) this.itemNumbers.set(item, number);
    const font = findFont(element);
    if (font !== undefined) this.fonts.push({ element, font });
    const number = this.itemNumbers.get(element);
    if (number !== undefined) this.addReplaced(number, spanOf(element));
    this.steps.push({ node: element, leaving: true });
    this.pushSteps(element.children);
  }

  private leave(element: Element): void {
    if (this.fonts.at(-1)?.element === element) this.fonts.pop();
    if (isBlock(element)) this.endParagraph();
    if (isHeading(element)) this.headingDepth -= 1;
    if (element.name === "pre") this.preformattedDepth -= 1;
  }

  private addReplaced(text: string, span: Span | undefined): void {
    if (text !== "") this.pieces.push({ kind: "replaced", text, ...(span ?? { from: 0, to: 0 }) });
  }

  private addItem(item: Exclude<FlowItem, { kind: "paragraph" }>): void {
    // Something hidden inside a line does not break the line.
    if (item.kind === "table" || isBlock(item.element)) this.endParagraph();
    this.items.push(item);
  }

  private endParagraph(): void {
    if (this.pieces.length === 0) return;
    this.items.push({ kind: "paragraph", pieces: this.pieces, heading: this.headingDepth > 0 });
    this.pieces = [];
  }
}

/** Reads nodes into paragraphs, tables and hidden elements, in reading order. */
export function readFlow(source: SourceText, nodes: readonly ChildNode[], mode: FlowMode): FlowItem[] {
  const reader = new FlowReader(source, mode);
  reader.read(nodes);
  return reader.items;
}

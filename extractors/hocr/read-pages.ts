import type { Source } from "../../src/document/extractor.ts";
import type { Glyph, PageContent, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { pointsPerPixel, scaleBox, uniteBoxes } from "../../src/foreign/page-scale.ts";
import { readMarkupFile } from "../../src/foreign/read-markup.ts";
import { splitWord } from "../../src/foreign/split-word.ts";
import { readProperties, type HocrProperties } from "./read-properties.ts";

/** An element that is open; text belongs to the nearest one with a box. */
interface OpenElement {
  readonly properties: HocrProperties;
  text: string;
}

interface OpenPage {
  readonly scale: number;
  readonly box: Box | undefined;
  readonly glyphs: Glyph[];
  readonly rulings: Ruling[];
}

/** The middle of a separator's box, along its longer side. */
function toRuling([x0, y0, x1, y1]: Box): Ruling {
  const isLevel = x1 - x0 >= y1 - y0;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return isLevel ? { x0, y0: y, x1, y1: y, widthPt: y1 - y0 } : { x0: x, y0, x1: x, y1, widthPt: x1 - x0 };
}

/** Collects the pages of an hOCR file while its markup is read. */
class PageCollector {
  readonly pages: OpenPage[] = [];
  private readonly open: OpenElement[] = [];
  private hidden = 0;

  openElement(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "head" || name === "script" || name === "style") this.hidden += 1;
    const properties = readProperties(attributes["title"] ?? "");
    const classes = (attributes["class"] ?? "").split(/\s+/);
    // Text before a child with a box of its own is the parent's; it stands to the child's left.
    if (properties.bbox !== undefined) this.flush();
    this.open.push({ properties, text: "" });
    if (classes.includes("ocr_page")) this.openPage(properties);
    if (classes.includes("ocr_separator")) this.addSeparator(properties);
  }

  private openPage({ bbox, dpi }: HocrProperties): void {
    const scale = pointsPerPixel(dpi);
    this.pages.push({ scale, box: bbox && scaleBox(bbox, scale), glyphs: [], rulings: [] });
  }

  private addSeparator({ bbox }: HocrProperties): void {
    const page = this.pages.at(-1);
    if (page !== undefined && bbox !== undefined) page.rulings.push(toRuling(scaleBox(bbox, page.scale)));
  }

  addText(text: string): void {
    const element = this.open.findLast(({ properties }) => properties.bbox !== undefined);
    if (element !== undefined && this.hidden === 0) element.text += text;
  }

  closeElement(name: string): void {
    if (name === "head" || name === "script" || name === "style") this.hidden -= 1;
    if (this.open.at(-1)?.properties.bbox !== undefined) this.flush();
    this.open.pop();
  }

  /** Gives the characters that the nearest element with a box has itself their places. */
  private flush(): void {
    const element = this.open.findLast(({ properties }) => properties.bbox !== undefined);
    const page = this.pages.at(-1);
    if (element?.properties.bbox === undefined || page === undefined) return;
    const text = element.text.trim();
    element.text = "";
    if (text === "") return;
    const confidence = this.open.findLast(({ properties }) => properties.confidence !== undefined)?.properties.confidence;
    for (const glyph of splitWord(text, scaleBox(element.properties.bbox, page.scale), confidence)) page.glyphs.push(glyph);
  }
}

function closePage({ box, glyphs, rulings }: OpenPage, index: number): PageContent {
  const [, , right, bottom] = box ?? uniteBoxes(glyphs.map((glyph) => glyph.box)) ?? [0, 0, 1, 1];
  return { number: index + 1, widthPt: right, heightPt: bottom, glyphs, rulings, source: "ocr" };
}

/** The pages of an hOCR file, in order; pixels become points at the resolution the page states. */
export function readPages(source: Source): PageContent[] {
  const collector = new PageCollector();
  readMarkupFile(source, false, {
    open: (name, attributes) => {
      collector.openElement(name, attributes);
    },
    text: (text) => {
      collector.addText(text);
    },
    close: (name) => {
      collector.closeElement(name);
    },
  });
  return collector.pages.map(closePage);
}

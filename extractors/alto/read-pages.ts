import type { Source } from "../../src/document/extractor.ts";
import type { Glyph, PageContent, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";
import { pointsPerPixel, scaleBox, uniteBoxes } from "../../src/foreign/page-scale.ts";
import { readMarkupFile } from "../../src/foreign/read-markup.ts";
import { splitWord } from "../../src/foreign/split-word.ts";

type Attributes = Readonly<Record<string, string>>;

/** A graphical element thinner than this (points) is a ruling line; another is a picture's frame. */
const MAX_RULING_PT = 6;

/** Points in one unit of `MeasurementUnit`. Source: ALTO 4.4 schema; pixels are of an image whose resolution ALTO does not state. */
const units: Readonly<Record<string, number>> = {
  pixel: pointsPerPixel(undefined),
  mm10: 72 / 254,
  inch1200: 72 / 1200,
};

function readNumber(attributes: Attributes, name: string): number | undefined {
  const text = attributes[name];
  const value = Number(text);
  return text === undefined || text.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

function readBox(attributes: Attributes, scale: number): Box | undefined {
  const [x, y] = [readNumber(attributes, "hpos"), readNumber(attributes, "vpos")];
  const [width, height] = [readNumber(attributes, "width"), readNumber(attributes, "height")];
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return scaleBox([x, y, x + width, y + height], scale);
}

interface OpenPage {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly glyphs: Glyph[];
  readonly rulings: Ruling[];
}

/** A word whose characters may follow with boxes of their own. */
interface OpenWord {
  readonly text: string;
  readonly box: Box | undefined;
  readonly confidence: number | undefined;
  readonly characters: Glyph[];
}

/** Collects the pages of an ALTO file while its XML is read. */
class PageCollector {
  readonly pages: OpenPage[] = [];
  private scale = pointsPerPixel(undefined);
  private inUnit = false;
  private lineBox: Box | undefined;
  private word: OpenWord | undefined;

  openElement(name: string, attributes: Attributes): void {
    if (name === "measurementunit") this.inUnit = true;
    else if (name === "page") this.openPage(attributes);
    else if (name === "textline") this.lineBox = readBox(attributes, this.scale);
    else if (name === "string" || name === "hyp") this.openWord(attributes);
    else if (name === "glyph") this.addGlyph(attributes);
    else if (name === "graphicalelement") this.addRuling(attributes);
  }

  addText(text: string): void {
    if (this.inUnit) this.scale = units[text.trim().toLowerCase()] ?? this.scale;
  }

  closeElement(name: string): void {
    if (name === "measurementunit") this.inUnit = false;
    else if (name === "string" || name === "hyp") this.closeWord();
  }

  private openPage(attributes: Attributes): void {
    this.pages.push({ width: readNumber(attributes, "width"), height: readNumber(attributes, "height"), glyphs: [], rulings: [] });
  }

  private openWord(attributes: Attributes): void {
    const confidence = readNumber(attributes, "wc");
    this.word = { text: attributes["content"] ?? "", box: readBox(attributes, this.scale), confidence, characters: [] };
  }

  private addGlyph(attributes: Attributes): void {
    const box = readBox(attributes, this.scale);
    const text = attributes["content"]?.trim() ?? "";
    const confidence = readNumber(attributes, "gc") ?? this.word?.confidence;
    if (box !== undefined && text !== "") this.word?.characters.push({ text, box, ...(confidence === undefined ? {} : { confidence }) });
  }

  /** Characters with boxes of their own stand for the word where they spell it. */
  private closeWord(): void {
    const page = this.pages.at(-1);
    if (page === undefined || this.word === undefined) return;
    const { text, characters, confidence } = this.word;
    const spelled = characters.map((glyph) => glyph.text).join("");
    const box = this.word.box ?? this.lineBox ?? [0, 0, 0, 0];
    for (const glyph of spelled === text.trim() ? characters : splitWord(text, box, confidence)) page.glyphs.push(glyph);
    this.word = undefined;
  }

  private addRuling(attributes: Attributes): void {
    const box = readBox(attributes, this.scale);
    if (box === undefined) return;
    const [x0, y0, x1, y1] = box;
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    if (y1 - y0 <= MAX_RULING_PT && x1 - x0 > y1 - y0) this.pages.at(-1)?.rulings.push({ x0, y0: y, x1, y1: y, widthPt: y1 - y0 });
    else if (x1 - x0 <= MAX_RULING_PT) this.pages.at(-1)?.rulings.push({ x0: x, y0, x1: x, y1, widthPt: x1 - x0 });
  }

  closePages(): PageContent[] {
    return this.pages.map(({ width, height, glyphs, rulings }, index) => {
      const [, , right, bottom] = uniteBoxes(glyphs.map((glyph) => glyph.box)) ?? [0, 0, 1, 1];
      const widthPt = width === undefined || width <= 0 ? right : width * this.scale;
      const heightPt = height === undefined || height <= 0 ? bottom : height * this.scale;
      return { number: index + 1, widthPt, heightPt, glyphs, rulings, source: "ocr" };
    });
  }
}

/** The pages of an ALTO file, in order, in points. */
export function readPages(source: Source): PageContent[] {
  const collector = new PageCollector();
  readMarkupFile(source, true, {
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
  return collector.closePages();
}

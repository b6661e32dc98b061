import type { Block, Paragraph } from "../../src/document/document.ts";
import type { Glyph } from "../../src/document/page-content.ts";
import { BlockCollector } from "../../src/foreign/block-collector.ts";
import { holdsMiddle, scaleBox } from "../../src/foreign/page-scale.ts";
import { makeParagraph, type CellLocator, type Origin } from "../../src/foreign/place-text.ts";
import { splitWord } from "../../src/foreign/split-word.ts";
import { recoverBlocks } from "../../src/grid/index.ts";
import type { OcrLine, PaddlePage, Region } from "./page.ts";

/** A page with its number, its size in points, and how many points one pixel is. */
export interface SizedPage extends PaddlePage {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly scale: number;
}

const roles: Readonly<Record<string, Paragraph["role"]>> = {
  doc_title: "heading",
  paragraph_title: "heading",
  title: "heading",
  header: "header",
  footer: "footer",
  number: "page-number",
  footnote: "note",
  vision_footnote: "note",
};

/** The mean of the lines' scores, by how long they are. */
function averageScore(lines: readonly OcrLine[]): { confidence?: number } {
  const scored = lines.flatMap(({ text, score }) => (score === undefined ? [] : [{ length: text.length, score }]));
  const length = scored.reduce((sum, line) => sum + line.length, 0);
  return length === 0 ? {} : { confidence: scored.reduce((sum, line) => sum + line.score * line.length, 0) / length };
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, "");
}

/** A line's characters, in points. */
export function toGlyphs({ text, box, score }: OcrLine, scale: number): Glyph[] {
  return splitWord(text, scaleBox(box, scale), score);
}

/** Turns the regions of one page into blocks, with the places and scores of the lines recognised in them. */
class RegionReader {
  private readonly page: SizedPage;
  private readonly collector: BlockCollector;
  private readonly left: Set<OcrLine>;

  constructor(page: SizedPage, collector: BlockCollector) {
    this.page = page;
    this.collector = collector;
    this.left = new Set(page.lines);
  }

  read(): void {
    for (const region of this.page.regions) this.addRegion(region);
    if (this.left.size > 0) this.collector.addBlocks(this.recover([...this.left]));
  }

  private takeLines(region: Region): OcrLine[] {
    const lines = [...this.left].filter((line) => holdsMiddle(region.box, line.box));
    for (const line of lines) this.left.delete(line);
    return lines;
  }

  private locate(box: OcrLine["box"], lines: readonly OcrLine[]): Origin {
    return { at: [{ page: this.page.number, box: scaleBox(box, this.page.scale) }], ...averageScore(lines) };
  }

  private recover(lines: readonly OcrLine[]): Block[] {
    const glyphs = lines.flatMap((line) => toGlyphs(line, this.page.scale));
    const { number, widthPt, heightPt } = this.page;
    return recoverBlocks({ number, widthPt, heightPt, glyphs, rulings: [], source: "ocr" });
  }

  private addRegion(region: Region): void {
    const lines = this.takeLines(region);
    const origin = this.locate(region.box, lines);
    const role = roles[region.label];
    if (region.html !== undefined) this.collector.addHtml(region.html, origin, this.locateCells(region, lines));
    else if (region.text === undefined || squeeze(region.text) === squeeze(lines.map(({ text }) => text).join(""))) this.addLines(lines, origin, role);
    else this.collector.addText(region.label === "formula" ? `$$${region.text}$$` : region.text, origin, role);
  }

  /** A paragraph whose lines each have their own place and score. */
  private addLines(lines: readonly OcrLine[], origin: Origin, role: Paragraph["role"]): void {
    const printed = lines.filter(({ text }) => text.trim() !== "");
    const whole = makeParagraph(printed.map(({ text }) => text.trim()).join(" "), origin, role);
    if (whole === undefined) return;
    let to = -1;
    const runs = printed.map((line) => {
      const from = to + 1;
      to = from + line.text.trim().length;
      const [at] = this.locate(line.box, []).at;
      return { from, to, at: at ?? { page: this.page.number, box: [0, 0, 0, 0] as [number, number, number, number] }, ...averageScore([line]) };
    });
    this.collector.addBlocks([{ ...whole, runs }]);
  }

  /** Boxes of cells are taken where there are as many as the HTML has cells. */
  private locateCells(region: Region, lines: readonly OcrLine[]): CellLocator {
    return (cellCount) => (index) => {
      const box = region.cellBoxes.length === cellCount ? region.cellBoxes[index] : undefined;
      return box && this.locate(box, lines.filter((line) => holdsMiddle(box, line.box)));
    };
  }
}

/** The blocks of pages in reading order: by the layout analysis where there is one, else found from the lines' boxes. */
export function readBlocks(pages: readonly SizedPage[]): Block[] {
  const collector = new BlockCollector();
  for (const page of pages) new RegionReader(page, collector).read();
  return collector.blocks;
}

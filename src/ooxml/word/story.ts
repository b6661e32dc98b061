import type { XmlElement } from "../xml-element.ts";
import type { WordContent } from "./content.ts";
import type { FieldStack } from "./fields.ts";
import type { ListCounter } from "./numbering.ts";
import type { WordStyles } from "./styles.ts";

/** What a file holds that is not text and is not read; counted, to be said in findings. */
export interface Unread {
  pictures: number;
  /** Charts, diagrams, embedded workbooks and the like. */
  objects: number;
  /** Whole documents of another format put in by a converter (`w:altChunk`). */
  chunks: number;
  /** Instructions of fields that point outside the file. */
  readonly externalFields: string[];
}

/** What all readers of one story (the body, a header, the footnotes) share. */
export interface Story {
  readonly styles: WordStyles;
  readonly defaultFonts: XmlElement | undefined;
  readonly lists: ListCounter;
  readonly fields: FieldStack;
  readonly unread: Unread;
  /** Reads paragraphs and tables; passed along so that a paragraph can hold boxes that hold tables. */
  readBlocks(elements: readonly XmlElement[]): WordContent[];
}

/** Text that a paragraph or table holds and that is not part of its own: kept, and kept apart. */
export interface Aside {
  /** `deleted` is told by a finding and is no text of the document. */
  readonly role: "hidden" | "note" | "deleted";
  readonly text: string;
}

/** A paragraph of a Word file as it is printed, before it has a place. */
export interface WordParagraph {
  readonly kind: "paragraph";
  /** With its list number; a line feed for a break inside it. */
  readonly text: string;
  readonly role?: "heading" | "page-number";
  readonly asides: readonly Aside[];
  /** What stands in text boxes that hang on this paragraph. */
  readonly boxes: readonly WordContent[];
  /** A tracked change took the paragraph's end away: the next paragraph goes on where this one stops. */
  readonly endDeleted: boolean;
}

/** A cell at its top left, spans resolved; a merged cell holds what stands in all its parts. */
export interface WordCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: readonly WordContent[];
}

export interface WordTable {
  readonly kind: "table";
  readonly name?: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** `ragged` where the rows are of different width and the file does not say how they line up. */
  readonly grid: "ruled" | "ragged";
  /** In row-major order. */
  readonly cells: readonly WordCell[];
  /** Text of hidden and of deleted rows. */
  readonly asides: readonly Aside[];
}

export type WordContent = WordParagraph | WordTable;

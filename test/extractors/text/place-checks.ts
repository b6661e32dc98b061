import { expect } from "vitest";
import type { Block, Cell, Document, Paragraph, Run, Table } from "../../../src/document/document.ts";
import { documentSchema } from "../../../src/document/document.ts";
import { linePlaceSchema } from "../../../src/document/place.ts";

/** Anything that owns a text: a paragraph or a cell. */
export type TextOwner = Paragraph | Cell;

export function listOwners(blocks: readonly Block[]): TextOwner[] {
  return blocks.flatMap((block): TextOwner[] => (block.kind === "paragraph" ? [block] : block.cells));
}

export function squeeze(text: string): string {
  return text.replace(/\s+/gu, "");
}

export function getTable(document: Document, index = 0): Table {
  const table = document.blocks.filter((block) => block.kind === "table")[index];
  if (table === undefined) throw new Error(`The document has no table ${index}.`);
  return table;
}

/** A table as rows of cell texts. */
export function toRows(table: Table): string[][] {
  const rows = Array.from({ length: table.rowCount }, (): string[] => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell.text);
  return rows;
}

export function listParagraphs(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
}

export function sliceAt(lines: readonly string[], run: Run): string {
  const at = linePlaceSchema.parse(run.at);
  return lines[at.line - 1]?.slice(at.from, at.to) ?? "";
}

/** Checks what holds of every document of a text format; `isExact` says of which runs the text stands in the file as it is. */
export function checkPlaces(document: Document, text: string, isExact: (slice: string) => boolean = () => true): void {
  documentSchema.parse(document);
  expect(document.findings).toEqual([]);
  const lines = text.split(/\r\n|\n|\r/);
  for (const owner of listOwners(document.blocks)) {
    expect(owner.at.length).toBeGreaterThan(0);
    let done = 0;
    for (const run of owner.runs) {
      expect(owner.text.slice(done, run.from).trim()).toBe("");
      const slice = sliceAt(lines, run);
      if (isExact(slice)) expect(owner.text.slice(run.from, run.to)).toBe(slice);
      done = run.to;
    }
    expect(owner.text.slice(done).trim()).toBe("");
    expect(owner.text).toBe(owner.text.trim());
  }
}

/** Checks that the printed characters of a text without markup are the document's, each once and in order. */
export function checkNothingLost(document: Document, text: string): void {
  expect(squeeze(listOwners(document.blocks).map((owner) => owner.text).join(""))).toBe(squeeze(text));
}

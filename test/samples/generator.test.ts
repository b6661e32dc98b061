import { unzipSync, strFromU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { filingSchema, statementSchema } from "../../src/canonical/record.ts";
import type { SampleTruth } from "../../samples/make/blank-record.ts";
import { damageLabels } from "../../samples/make/damage.ts";
import type { PrintedForm } from "../../samples/make/form.ts";
import type { Drawing } from "../../samples/make/layouts/drawing.ts";
import { layoutNames, layouts, type LayoutName } from "../../samples/make/layouts/index.ts";
import { drawOtherRegions } from "../../samples/make/layouts/other/index.ts";
import { docxTraps } from "../../samples/make/office/docx-traps.ts";
import { writeDocx } from "../../samples/make/office/docx.ts";
import { writeXlsx } from "../../samples/make/office/xlsx.ts";
import { printMarkdown } from "../../samples/make/print/markdown.ts";
import { printOcrText } from "../../samples/make/print/text-ocr.ts";
import { Random } from "../../samples/make/random.ts";
import { noDepartures, type Departures } from "../../samples/make/sections.ts";
import { normalizeText } from "../support/text-equality.ts";

const seeds = Array.from({ length: 25 }, (_, index) => `generator-${index}`);

function draw(layout: LayoutName, seed: string, departures: Departures = noDepartures): Drawing {
  return layouts[layout](new Random(seed), { departures, checks: "boxes", brief: false });
}

function printedText(form: PrintedForm): string {
  return normalizeText(form.blocks.map((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text).join(" ") : block.kind === "paragraph" ? block.text : "")).join(" "));
}

/** Texts of the record that a form prints to the letter; codes and dates are said in other ways. */
const toldOtherwise = new Set(["kind", "scope", "source", "nature", "side", "item", "level1Code", "level2Code", "code", "startDate", "endDate", "start", "end", "date", "comparator", "region", "direction", "raw", "taskGroup"]);

function listTexts(node: unknown, key = ""): string[] {
  if (toldOtherwise.has(key)) return [];
  if (typeof node === "string") return node.split("\n");
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => listTexts(child, Array.isArray(node) ? key : name));
}

function expectPrinted({ truth, form }: Drawing): void {
  const printed = printedText(form);
  const unprinted = listTexts(truth.filings).filter((text) => !printed.includes(normalizeText(text)));
  expect(unprinted).toEqual([]);
}

function expectValid(truth: SampleTruth): void {
  z.array(filingSchema).parse(truth.filings);
  statementSchema.nullable().parse(truth.statement);
}

describe("the generator", () => {
  it.each(layoutNames)("invents records of %s that are valid and stand in the form", (layout) => {
    for (const seed of seeds) {
      const drawing = draw(layout, seed);
      expectValid(drawing.truth);
      expectPrinted(drawing);
    }
  });

  it.each(Object.keys(drawOtherRegions))("invents records of the form %s that are valid and stand in it", (name) => {
    for (const seed of seeds) {
      const drawing = drawOtherRegions[name]?.(new Random(seed));
      if (drawing === undefined) throw new Error(name);
      expectValid(drawing.truth);
      expectPrinted(drawing);
    }
  });

  it.each(["changdu", "xinzhou", "jieyang"] as const)("keeps the record of %s true to a form with a row dropped, added or swapped", (layout) => {
    for (const seed of seeds) {
      for (const departure of ["addRow", "dropRow", "swapRows"] as const) expectPrinted(draw(layout, seed, { ...noDepartures, [departure]: true }));
    }
  });

  it("gives the same bytes from the same seed and others from another", () => {
    const bytes = (seed: string): Uint8Array => writeDocx(draw("changdu", seed).form, new Random(seed), [...docxTraps]);
    expect(bytes("a")).toEqual(bytes("a"));
    expect(bytes("a")).not.toEqual(bytes("b"));
  });

  it("damages labels and never values", () => {
    const { form } = draw("changdu", "damage");
    const damaged = damageLabels(form, { replacedShare: 0.2, spaced: false }, new Random("d"));
    const values = (one: PrintedForm): string[] => one.blocks.flatMap((block) => (block.kind === "table" ? block.cells.filter((cell) => cell.role === "value").map((cell) => cell.text) : []));
    expect(values(damaged)).toEqual(values(form));
    expect(printedText(damaged)).not.toBe(printedText(form));
  });
});

describe("the writers", () => {
  it("lose no character of a form that is torn apart or written as running lines", () => {
    for (const seed of seeds.slice(0, 8)) {
      const { form } = draw("songjiang", seed);
      for (const shape of ["running", "torn", "clean"] as const) {
        expect(countCharacters(printOcrText(form, new Random(seed), shape))).toEqual(countCharacters(printedText(form)));
      }
    }
  });

  it("put every value of a form in its Markdown", () => {
    const { form, truth } = draw("xinzhou", "markdown");
    const text = normalizeText(printMarkdown(form, { paragraphs: "br", blankHeader: true }).replaceAll("<br>", ""));
    const values = listTexts(truth.filings).map((value) => normalizeText(value));
    expect(values.filter((value) => !text.includes(value))).toEqual([]);
  });

  it("write a cell for each slot of a row in Word, with old merges as with new", () => {
    const { form } = draw("jieyang", "docx");
    for (const traps of [[], ["h-merge"], ["grid-before"]] as const) {
      const xml = partOf(writeDocx(form, new Random("x"), traps), "word/document.xml");
      for (const [table] of xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu)) expectFullRows(table);
    }
  });

  it("write a sheet whose merged cells do not overlap", () => {
    const xml = partOf(writeXlsx(draw("songjiang", "xlsx").form), "xl/worksheets/sheet1.xml");
    const taken = new Set<string>();
    for (const [, from, to] of xml.matchAll(/<mergeCell ref="(\w+):(\w+)"\/>/gu)) {
      for (const slot of listSlots(from ?? "", to ?? "")) {
        expect(taken.has(slot)).toBe(false);
        taken.add(slot);
      }
    }
    expect(taken.size).toBeGreaterThan(50);
  });
});

function countCharacters(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const character of normalizeText(text)) counts[character] = (counts[character] ?? 0) + 1;
  return counts;
}

function partOf(archive: Uint8Array, path: string): string {
  const part = unzipSync(archive)[path];
  if (part === undefined) throw new Error(`no part ${path}`);
  return strFromU8(part);
}

function expectFullRows(table: string): void {
  const columns = table.match(/<w:gridCol /gu)?.length ?? 0;
  for (const [row] of table.matchAll(/<w:tr>.*?<\/w:tr>/gsu)) {
    const skipped = Number(/<w:gridBefore w:val="(\d+)"/u.exec(row)?.[1] ?? 0);
    const spans = [...row.matchAll(/<w:tcPr>.*?<\/w:tcPr>/gsu)].map(([properties]) => Number(/<w:gridSpan w:val="(\d+)"/u.exec(properties)?.[1] ?? 1));
    expect(skipped + spans.reduce((sum, span) => sum + span, 0)).toBe(columns);
  }
}

function listSlots(from: string, to: string): string[] {
  const parse = (name: string): [column: number, row: number] => {
    const letters = name.replace(/\d+/u, "");
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    return [column, Number(name.slice(letters.length))];
  };
  const [left, top] = parse(from);
  const [right, bottom] = parse(to);
  const slots: string[] = [];
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) slots.push(`${column},${row}`);
  return slots;
}

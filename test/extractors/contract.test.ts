import { beforeAll, describe, expect, test } from "vitest";
import { findExtractor, listFormats } from "../../extractors/index.ts";
import { decodeText } from "../../src/document/decode-text.ts";
import { detectFormat } from "../../src/document/detect-format.ts";
import { documentSchema, formatSchema, type Block, type Cell, type Document, type Format, type Paragraph } from "../../src/document/document.ts";
import { ExtractionError, type ExtractOptions } from "../../src/document/extractor.ts";
import type { Place } from "../../src/document/place.ts";
import { makeContractInputs, type ContractInput } from "./contract-inputs.ts";

/** A place may stand out of its page by rounding, in points. */
const ROUNDING_PT = 1;

const inputs = await makeContractInputs();
const ready = Object.entries(inputs).flatMap(([name, input]) => {
  const format = formatSchema.parse(name);
  return [{ format, input }];
});

async function extract(format: Format, bytes: Uint8Array, options: ExtractOptions = {}): Promise<Document> {
  const extractor = await findExtractor(format);
  if (extractor === undefined) throw new Error(`there is no extractor of ${format}`);
  return extractor.extract({ bytes, fileName: `文件.${format}` }, format, { ocr: "never", ...options });
}

async function outcomeOf(work: Promise<Document>): Promise<string> {
  try {
    documentSchema.parse(await work);
    return "document";
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
}

type Owner = Cell | Paragraph;

function listOwners(blocks: readonly Block[]): Owner[] {
  return blocks.flatMap((block): Owner[] => (block.kind === "table" ? block.cells : [block]));
}

function checkRuns({ text, runs }: Owner): void {
  let done = 0;
  for (const run of runs) {
    expect(run.from).toBeGreaterThanOrEqual(done);
    expect(run.to).toBeGreaterThan(run.from);
    expect(run.to).toBeLessThanOrEqual(text.length);
    // What stands between runs is put in by the extractor: white space.
    expect(text.slice(done, run.from).trim()).toBe("");
    done = run.to;
  }
  expect(text.slice(done).trim()).toBe("");
}

function checkPlace(place: Place, document: Document, input: ContractInput): void {
  if ("page" in place) {
    const page = document.pages.find(({ number }) => number === place.page);
    const [x0, y0, x1, y1] = place.box;
    expect(Math.min(x0, y0)).toBeGreaterThanOrEqual(-ROUNDING_PT);
    expect(x1 >= x0 && y1 >= y0).toBe(true);
    expect(x1).toBeLessThanOrEqual((page?.width ?? 0) + ROUNDING_PT);
    expect(y1).toBeLessThanOrEqual((page?.height ?? 0) + ROUNDING_PT);
  } else if ("line" in place) {
    const { source } = decodeText(input.bytes, "x");
    const line = source.lines[place.line - 1];
    expect(line).toBeDefined();
    expect(place.to).toBeLessThanOrEqual((line?.to ?? 0) - (line?.from ?? 0));
    expect(place.from).toBeLessThanOrEqual(place.to);
  } else if ("table" in place) {
    const table = document.blocks.filter((block) => block.kind === "table")[place.table];
    expect(table).toBeDefined();
    // A workbook's places are the sheet's own, of which the table may leave out hidden and blank ones.
    if (place.sheet !== undefined) return;
    expect(place.row).toBeLessThan(Math.max(1, table?.rowCount ?? 0));
    expect(place.column).toBeLessThan(Math.max(1, table?.columnCount ?? 0));
  }
}

/** A number that grows with the reading order, where the place has one that does. */
function orderOf(place: Place | undefined): number | undefined {
  if (place === undefined) return undefined;
  if ("page" in place) return place.page;
  if ("line" in place) return place.line;
  return "table" in place || place.part !== undefined ? undefined : place.paragraph;
}

function checkTables(blocks: readonly Block[]): void {
  const tables = blocks.filter((block) => block.kind === "table");
  tables.forEach((table, index) => {
    const taken = new Set<string>();
    for (const cell of table.cells) {
      expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(table.rowCount);
      expect(cell.column + cell.columnSpan).toBeLessThanOrEqual(table.columnCount);
      for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
        for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
          expect(taken.has(`${row},${column}`)).toBe(false);
          taken.add(`${row},${column}`);
        }
      }
    }
    expect(table.cells).toEqual([...table.cells].sort((a, b) => a.row - b.row || a.column - b.column));
    if (table.parent !== undefined) expect(table.parent.table).toBeLessThan(index);
  });
}

test("every format has an extractor, which names it", async () => {
  expect([...listFormats()].sort()).toEqual([...formatSchema.options].sort());
  for (const format of listFormats()) expect((await findExtractor(format))?.formats).toContain(format);
});

describe.each(ready)("the extractor of $format", ({ format, input }) => {
  let document: Document;
  let again: Document;

  // Both at once: what starts another program then starts it once.
  beforeAll(async () => {
    [document, again] = await Promise.all([extract(format, input.bytes), extract(format, input.bytes)]);
  }, 180_000);

  test("gives a document of its format, and the same one each time", () => {
    expect(documentSchema.parse(document).format).toBe(format);
    expect(again).toEqual(document);
  });

  test("reads what is printed, in reading order", () => {
    const text = listOwners(document.blocks).map((owner) => owner.text).join("\n").replaceAll(/[ \t]/g, "");
    const found = input.words.map((word) => text.indexOf(word));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    const order = document.blocks.flatMap((block) => orderOf(block.at[0]) ?? []);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("places every character, and every place is in the document", () => {
    for (const owner of listOwners(document.blocks)) {
      checkRuns(owner);
      for (const place of [...owner.at, ...owner.runs.map((run) => run.at)]) checkPlace(place, document, input);
      if (owner.text !== "") expect(owner.at.length).toBeGreaterThan(0);
    }
  });

  test("gives tables whose cells lie in the grid, in order, without overlap", () => {
    checkTables(document.blocks);
  });

  test("fails in a typed way on no bytes, and on bytes that are no such file", { timeout: 180_000 }, async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) % 256);
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...noise]);
    const [empty, ...foreign] = await Promise.all([new Uint8Array(), noise, png].map((bytes) => outcomeOf(extract(format, bytes))));
    expect(empty).toBe("empty");
    for (const outcome of foreign) expect(outcome).not.toBe("document");
  });

  test("gives a document or fails in a typed way on a file that is cut off", { timeout: 180_000 }, async () => {
    const parts = [0.1, 0.5, 0.9].map((share) => input.bytes.subarray(0, Math.floor(input.bytes.length * share)));
    await Promise.all(parts.map((bytes) => outcomeOf(extract(format, bytes))));
  });

  test("does not begin when the work was ended already", async () => {
    const reason = new Error("ended");
    await expect(extract(format, input.bytes, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("is the one that the file's content leads to", () => {
    // The bytes of a .wps and a .doc are alike; the name decides.
    expect(detectFormat({ bytes: input.bytes, fileName: `文件.${format}` })).toBe(format);
  });
});

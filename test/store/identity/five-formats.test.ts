import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { printHtml } from "../../../samples/make/print/html.ts";
import { layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { writeFormat, type SampleFormat } from "../../../samples/make/write-format.ts";
import { extractRecord, getFormat } from "../../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../../src/pipeline/mapper.ts";
import { packRecord } from "../../../src/store/document-rows.ts";
import type { ReadDocument } from "../../../src/store/document-writer.ts";
import { dumpAfter, openTestDatabase } from "./write-database.ts";

const formats: readonly SampleFormat[] = ["text", "markdown", "html", "docx", "xlsx"];
const drawing = layouts.changdu(new Random("five formats"), { departures: noDepartures, checks: "boxes", brief: true });

async function read(fileName: string, bytes: Uint8Array): Promise<ReadDocument> {
  const source = { fileName, bytes };
  const record = await extractRecord(source, getFormat(source), await loadMapper(mappingFolders()));
  return { record, packed: packRecord(JSON.stringify(record)), path: `/in/${fileName}`, byteCount: bytes.length, reader: "test" };
}

async function readFormat(format: SampleFormat): Promise<ReadDocument> {
  const file = await writeFormat(drawing, format, new Random(format), () => Promise.reject(new Error("no PDF is asked for")));
  return read(`form.${file.extension}`, file.bytes);
}

function* permute<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) for (const rest of permute(items.toSpliced(index, 1))) yield [item, ...rest];
}

/** One number for all rows: 120 dumps need not be held side by side. */
function digest(rows: readonly string[]): string {
  return createHash("sha256").update(rows.join("\n")).digest("hex");
}

describe("one filing in five formats", () => {
  it("is one project, the same rows and the same chosen values in every order of import", { timeout: 180_000 }, async () => {
    const documents = await Promise.all(formats.map(readFormat));
    const { database, writer } = openTestDatabase();
    for (const document of documents) writer.writeRead(document, { refresh: false });
    const projects = drawing.truth.filings.flatMap((filing) => filing.projects);
    expect(database.prepare("SELECT count(*) FROM projects").pluck().get()).toBe(projects.length);
    expect(database.prepare("SELECT project_id, count(*) AS n FROM project_readings GROUP BY project_id").all().length).toBe(projects.length);
    const digests = new Set(Array.from(permute(documents), (order) => digest(dumpAfter(order))));
    expect(digests.size).toBe(1);
  });

  it("of two years is two projects of one series", async () => {
    const year = drawing.truth.filings[0]?.fiscalYear ?? 0;
    const html = printHtml(drawing.form);
    const next = html.replaceAll(String(year + 1), String(year + 2)).replaceAll(String(year), String(year + 1));
    const [one, other] = await Promise.all([html, next].map((text, index) => read(`${index}.html`, new TextEncoder().encode(text))));
    const { database, writer } = openTestDatabase();
    for (const document of [one, other]) if (document !== undefined) writer.writeRead(document, { refresh: false });
    expect(database.prepare("SELECT fiscal_year, year_count FROM project_series ORDER BY fiscal_year, project_id").raw().all()).toEqual([
      [year, 2],
      [year + 1, 2],
    ]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { filingSchema, statementSchema } from "../../src/canonical/record.ts";
import { extractRecord, getFormat } from "../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { scoreLeaves } from "../support/leaf-score.ts";

const samplesFolder = join(import.meta.dirname, "..", "..", "samples");
const filingsFolder = join(samplesFolder, "filings");
const recordsFolder = join(samplesFolder, "records");

const truthSchema = z.strictObject({
  document: z.strictObject({ layout: z.string() }),
  statement: statementSchema.nullable(),
  filings: z.array(filingSchema),
});

interface Sample {
  readonly path: string;
  readonly fileName: string;
  readonly family: string;
}

/** Files that are pictures; the readers' figures are measured by the benchmark, not here. */
const pictured = /-(?:scan-\d+|photo)\.\w+$/u;

const samples: Sample[] = readdirSync(filingsFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ({
    path: join(entry.parentPath, entry.name),
    fileName: entry.name,
    family: entry.name.replace(/\.\w+$/u, "").replace(/_.*$|-(?:docx-traps|scan-\d+|photo)$/u, ""),
  }));
const records = readdirSync(recordsFolder);
const digital = samples.filter((sample) => !pictured.test(sample.fileName));

function readTruth(family: string): z.infer<typeof truthSchema> {
  return truthSchema.parse(JSON.parse(readFileSync(join(recordsFolder, `${family}.record.json`), "utf8")));
}

describe("committed samples", () => {
  it.each(records)("%s is a record by the schema", (name) => {
    expect(readTruth(name.replace(".record.json", "")).filings).not.toHaveLength(0);
  });

  it("each belong to a record, and each record has samples", () => {
    const families = [...new Set(samples.map((sample) => `${sample.family}.record.json`))].sort();
    expect(families).toEqual(records.toSorted());
  });

  it("are few enough to be kept in the repository", () => {
    const bytes = samples.reduce((sum, sample) => sum + readFileSync(sample.path).length, 0);
    expect(bytes).toBeLessThan(6_000_000);
  });
});

describe("every digital sample gives its record, to the last leaf", async () => {
  const mapper = await loadMapper(mappingFolders());
  it.each(digital)("$fileName", async ({ path, fileName, family }) => {
    const source = { fileName, bytes: readFileSync(path) };
    const record = await extractRecord(source, getFormat(source), mapper);
    const { document, statement, filings } = readTruth(family);
    expect(scoreLeaves({ statement, filings }, record).faults).toEqual([]);
    expect(record.document.layout).toBe(document.layout);
  });
});

import { expect, test } from "vitest";
import { layoutNames, layouts } from "../../samples/make/layouts/index.ts";
import { Random } from "../../samples/make/random.ts";
import { noDepartures } from "../../samples/make/sections.ts";
import { writeFormat, type SampleFormat } from "../../samples/make/write-format.ts";
import { toPlainFiling } from "../../src/canonical/plain-record.ts";
import { extractDocument, getFormat } from "../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";

/** Formats that keep a form's grid, and so must give one and the same record; .doc and PDF are measured by the benchmark. */
const formats: readonly SampleFormat[] = ["docx-traps", "html", "xlsx", "markdown"];
/** For each of four layouts. `AGREE_DOCUMENTS=50` holds 200 documents against each other. */
const documentsPerLayout = Number(process.env["AGREE_DOCUMENTS"] ?? 10);

const mapper = await loadMapper(mappingFolders());

function noPrinter(): Promise<never> {
  return Promise.reject(new Error("no format of this test is printed"));
}

async function readFilings(seed: string, name: (typeof layoutNames)[number], format: SampleFormat): Promise<unknown> {
  const random = new Random(seed);
  const drawing = layouts[name](random.fork("drawing"), { departures: noDepartures, checks: random.pick(["boxes", "ticks"] as const), brief: true });
  const { bytes, extension } = await writeFormat(drawing, format, random.fork(format), noPrinter);
  const source = { bytes, fileName: `表.${extension}` };
  return mapper.mapDocument(await extractDocument(source, getFormat(source))).filings.map(toPlainFiling);
}

test.each(layoutNames)("a form of %s gives the same record in every format that keeps its grid", { timeout: 600_000 }, async (name) => {
  for (let index = 0; index < documentsPerLayout; index += 1) {
    const seed = `agree/${name}/${index}`;
    const [first, ...others] = await Promise.all(formats.map((format) => readFilings(seed, name, format)));
    for (const [at, other] of others.entries()) expect({ seed, format: formats[at + 1], filings: other }).toEqual({ seed, format: formats[at + 1], filings: first });
  }
});

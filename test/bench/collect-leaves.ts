import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { writeFormat, type SampleFormat } from "../../samples/make/write-format.ts";
import { ExtractionError } from "../../src/document/extractor.ts";
import { checkMapped, extractDocument, getFormat, isReadByOcr } from "../../src/pipeline/extract-record.ts";
import type { Mapper } from "../../src/pipeline/mapper.ts";
import { featureNames, findReaderKind, pathFeatures, rateLeaves, readerKinds } from "../../src/reconcile/confidence/leaf-features.ts";
import { scoreLeaves } from "../support/leaf-score.ts";
import { generateDocument } from "./generate.ts";
import type { Damage, MeasuredLayout } from "./options.ts";

const leafSchema = z.object({ kind: z.enum(readerKinds), path: z.string(), features: z.array(z.number()), right: z.boolean(), asked: z.boolean() });

/** A value that the program gave for a generated document, with what its confidence is judged by, and whether it is right. */
export type FitLeaf = z.infer<typeof leafSchema>;

/** Which documents are generated. */
export interface CollectOptions {
  readonly seed: string;
  readonly layout: MeasuredLayout;
  readonly format: SampleFormat;
  readonly damage: Damage;
  readonly count: number;
  readonly brief: boolean;
}

const folder = join("out", "bench", "confidence");

/** Reads generated documents through the pipeline and keeps their values, judged, in a file below out/bench/confidence. */
export async function collectLeaves(options: CollectOptions, mapper: Mapper, openPrinter: () => Promise<PdfPrinter>): Promise<number> {
  const { seed, layout, format, damage, count, brief } = options;
  const leaves: FitLeaf[] = [];
  for (let index = 0; index < count; index += 1) {
    const { drawing, random } = generateDocument(layout, format, index, { seed, damage, brief });
    const file = await writeFormat(drawing, format, random, openPrinter);
    leaves.push(...(await readLeaves({ fileName: `${layout}-${index}.${file.extension}`, bytes: file.bytes }, drawing.truth, mapper)));
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${seed}.${format}.${layout}${brief ? "-brief" : ""}.${damage}.ndjson`), leaves.map((leaf) => JSON.stringify(leaf)).join("\n"));
  return leaves.length;
}

async function readLeaves(source: { fileName: string; bytes: Uint8Array }, truth: unknown, mapper: Mapper): Promise<FitLeaf[]> {
  try {
    const document = await extractDocument(source, getFormat(source));
    const record = checkMapped(source, document, mapper);
    const { verdicts } = scoreLeaves(truth, { statement: record.statement, filings: record.filings });
    const right = new Set(verdicts.flatMap((verdict) => (verdict.kind === "right" && verdict.actualPath !== null ? [verdict.actualPath] : [])));
    const kind = findReaderKind(record, isReadByOcr(document));
    // What a warning names asks for review, however sure the value is.
    const named = new Set(record.findings.filter(({ severity }) => severity !== "info").map(({ path }) => path));
    return Array.from(rateLeaves(record), ({ path, features }) => ({ kind, path, features: features.map(shorten), right: right.has(path), asked: named.has(path) }));
  } catch (error) {
    // A refused file gives no values, and so none to be sure of.
    if (error instanceof ExtractionError) return [];
    throw error;
  }
}

/** Two decimals tell features apart well enough, and let values be counted together. */
function shorten(feature: number): number {
  return Math.round(100 * feature) / 100;
}

/** What a path says is worked out anew, so that it may change without reading every document again. */
function refreshPathFeatures(leaf: FitLeaf): FitLeaf {
  const ofPath = pathFeatures(leaf.path);
  return { ...leaf, features: [...leaf.features.slice(0, featureNames.length - ofPath.length), ...ofPath] };
}

/** The leaves that were kept of a seed, by format and damage. */
export async function loadLeaves(seed: string): Promise<Map<string, FitLeaf[]>> {
  const byFormat = new Map<string, FitLeaf[]>();
  for (const name of (await readdir(folder)).filter((one) => one.startsWith(`${seed}.`)).sort()) {
    const lines = (await readFile(join(folder, name), "utf8")).split("\n").filter((line) => line !== "");
    const [, format, , damage] = name.split(".");
    const key = `${format ?? ""}, damage ${damage ?? ""}`;
    byFormat.set(key, [...(byFormat.get(key) ?? []), ...lines.map((line) => refreshPathFeatures(leafSchema.parse(JSON.parse(line))))]);
  }
  return byFormat;
}

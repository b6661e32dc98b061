import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { sampleFormats, type SampleFormat } from "../../samples/make/write-format.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { confidenceModel, rateFeatures, type ConfidenceModel } from "../../src/reconcile/confidence/confidence-model.ts";
import { readerKinds, type ReaderKind } from "../../src/reconcile/confidence/leaf-features.ts";
import { collectLeaves, loadLeaves, type FitLeaf } from "./collect-leaves.ts";
import { fitWeights } from "./fit-weights.ts";
import { damages, measuredLayouts, type Damage } from "./options.ts";
import { describeReliability, type JudgedLeaf } from "./reliability-table.ts";

/**
 * Fits the confidence model on generated documents and shows, on others, how well it holds.
 *
 * usage: node test/bench/fit-confidence.ts [--collect] [--formats a,b] [--damages a,b] [--count N] [--dry-run]
 * `--collect` generates and reads the documents first; without it the values kept below out/bench/confidence are used.
 */
const { values } = parseArgs({
  options: {
    collect: { type: "boolean", default: false },
    formats: { type: "string", default: "text,markdown,html,docx,xlsx,pdf,scan-200,scan-150,photo" },
    damages: { type: "string", default: "none,labels" },
    count: { type: "string", default: "6" },
    "dry-run": { type: "boolean", default: false },
  },
});

/** Documents that the model is fitted on, and others that it is judged by. */
const seeds = { fit: "confidence-fit", check: "confidence-check" };
const modelFile = join(import.meta.dirname, "..", "..", "src", "reconcile", "confidence", "confidence.json");
/** Wrong values that may pass unasked, as a share of those that pass. */
const mayPass: Readonly<Record<ReaderKind, number>> = { exact: 1e-4, text: 1e-4, markdown: 1e-4, pdf: 1e-4, scan: 1e-3 };
/** Reading a page by OCR takes seconds: short forms, and undamaged ones, since the scan is damage enough. */
const slowFormats: ReadonlySet<SampleFormat> = new Set(["scan-200", "scan-150", "photo"]);

if (values.collect) await collectAll();
const model = fit([...(await loadLeaves(seeds.fit)).values()].flat());
for (const [format, leaves] of await loadLeaves(seeds.check)) console.log(`\n${format}${describeReliability(judge(leaves, model), model.reviewBelow)}`);
console.log(`\nreview below ${model.reviewBelow}`);
if (!values["dry-run"]) await writeFile(modelFile, `${JSON.stringify(model, null, 2)}\n`);

async function collectAll(): Promise<void> {
  const mapper = await loadMapper(mappingFolders());
  let printer: PdfPrinter | undefined;
  try {
    for (const format of values.formats.split(",").flatMap((name) => sampleFormats.find((one) => one === name) ?? [])) {
      const slow = slowFormats.has(format);
      for (const seed of Object.values(seeds)) {
        for (const damage of slow ? (["none"] as const) : pickDamages()) {
          for (const layout of measuredLayouts) {
            const options = { seed, layout, format, damage, count: Number(values.count), brief: slow };
            const count = await collectLeaves(options, mapper, async () => (printer ??= await PdfPrinter.open()));
            console.log(`${format} ${seed} ${layout} ${damage}: ${count} values`);
          }
        }
      }
    }
  } finally {
    await printer?.close();
  }
}

function pickDamages(): Damage[] {
  return values.damages.split(",").flatMap((name) => damages.find((one) => one === name) ?? []);
}

function fit(leaves: readonly FitLeaf[]): ConfidenceModel {
  const kinds = Object.fromEntries(readerKinds.map((kind) => [kind, fitKind(kind, leaves.filter((leaf) => leaf.kind === kind))]));
  const { exact, text, markdown, pdf, scan } = kinds;
  if (exact === undefined || text === undefined || markdown === undefined || pdf === undefined || scan === undefined) throw new Error("a kind of reader was not fitted");
  const unset = { reviewBelow: 0, kinds: { exact, text, markdown, pdf, scan } };
  return { ...unset, reviewBelow: findLevel(leaves, unset) };
}

function fitKind(kind: ReaderKind, leaves: readonly FitLeaf[]): ConfidenceModel["kinds"][ReaderKind] {
  // What was not collected is left as it was fitted before.
  if (leaves.length === 0) return confidenceModel.kinds[kind];
  return { weights: fitWeights(leaves), surest: Math.round(1e5 * (1 - 0.5 / Math.max(1, leaves.length))) / 1e5 };
}

function judge(leaves: readonly FitLeaf[], by: ConfidenceModel): JudgedLeaf[] {
  return leaves.map(({ kind, features, right }) => ({ confidence: rateFeatures(by, kind, features), right }));
}

/** The lowest level at which, for each kind, no more wrong values pass than may; half a wrong value is added, since none seen is not none. */
function findLevel(leaves: readonly FitLeaf[], by: ConfidenceModel): number {
  return Math.max(...readerKinds.map((kind) => findKindLevel(judge(leaves.filter((leaf) => leaf.kind === kind), by), mayPass[kind])));
}

function findKindLevel(leaves: readonly JudgedLeaf[], share: number): number {
  const ordered = leaves.toSorted((one, other) => other.confidence - one.confidence);
  let [level, wrong] = [ordered[0]?.confidence ?? 0, 0];
  for (const [index, leaf] of ordered.entries()) {
    if (!leaf.right) wrong += 1;
    const isLast = ordered[index + 1]?.confidence !== leaf.confidence;
    if (isLast && (wrong === 0 ? 0 : wrong + 0.5) <= share * (index + 1)) level = leaf.confidence;
  }
  return level;
}

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PdfPrinter } from "../../samples/make/render/pdf.ts";
import { sampleFormats, type SampleFormat } from "../../samples/make/write-format.ts";
import { loadMapper, mappingFolders } from "../../src/pipeline/mapper.ts";
import { rateByWeights, rateFeatures, type ConfidenceModel } from "../../src/reconcile/confidence/confidence-model.ts";
import type { ReaderKind } from "../../src/reconcile/confidence/leaf-features.ts";
import { collectLeaves, loadLeaves, type FitLeaf } from "./collect-leaves.ts";
import { fitWeights } from "./fit-weights.ts";
import { damages, measuredLayouts, type Damage } from "./options.ts";
import { describeReliability, type JudgedLeaf } from "./reliability-table.ts";

/**
 * Fits the confidence model on generated documents and shows, on others, how well it holds.
 *
 * usage: node test/bench/fit-confidence.ts [--collect] [--formats a,b] [--damages a,b] [--count N] [--seeds fit,check] [--dry-run]
 * `--collect` generates and reads the documents first; without it the values kept below out/bench/confidence are used.
 */
const { values } = parseArgs({
  options: {
    collect: { type: "boolean", default: false },
    formats: { type: "string", default: "text,markdown,html,docx,xlsx,pdf,scan-200,scan-150,photo" },
    damages: { type: "string", default: "none,labels" },
    count: { type: "string", default: "6" },
    seeds: { type: "string", default: "fit,check" },
    "dry-run": { type: "boolean", default: false },
  },
});

/** Documents that the model is fitted on, and others that it is judged by. */
const seeds = { fit: ["confidence-fit-4", "confidence-check-4", "confidence-check-6"], check: ["confidence-check-7"] };
const modelFile = join(import.meta.dirname, "..", "..", "src", "reconcile", "confidence", "confidence.json");
/**
 * Wrong values that may pass unasked, as a share of those that pass. Of scans 1 in 1,000 may, of digital formats 1 in
 * 10,000; they are fitted to fewer, since others differ from those that were seen, texts that a conversion damaged most.
 */
const mayPass: Readonly<Record<ReaderKind, number>> = { exact: 5e-5, text: 2e-5, markdown: 5e-5, pdf: 5e-5, drafted: 3e-5, guessed: 3e-5, scan: 4e-4 };
/** Reading a page by OCR takes seconds: fewer documents, and undamaged ones, since the scan is damage enough. */
const slowFormats: ReadonlySet<SampleFormat> = new Set(["scan-200", "scan-150", "photo"]);

if (values.collect) await collectAll();
const model = fit([...(await loadAll(seeds.fit)).values()].flat());
for (const [format, leaves] of await loadAll(seeds.check)) {
  for (const [kind, own] of Map.groupBy(leaves, (leaf) => leaf.kind)) {
    console.log(`\n${format}, ${kind}${describeReliability(judge(own, model), model.kinds[kind].reviewBelow)}`);
  }
}
if (!values["dry-run"]) await writeFile(modelFile, `${JSON.stringify(model, null, 2)}\n`);

async function collectAll(): Promise<void> {
  const mapper = await loadMapper(mappingFolders());
  let printer: PdfPrinter | undefined;
  try {
    for (const format of values.formats.split(",").flatMap((name) => sampleFormats.find((one) => one === name) ?? [])) {
      const slow = slowFormats.has(format);
      for (const seed of pickSeeds()) {
        for (const damage of slow ? (["none"] as const) : pickDamages()) {
          for (const layout of measuredLayouts) {
            for (const brief of format === "photo" ? [true] : slow ? [true, false] : [false]) {
              const options = { seed, layout, format, damage, count: Number(values.count), brief };
              const count = await collectLeaves(options, mapper, async () => (printer ??= await PdfPrinter.open()));
              console.log(`${format} ${seed} ${layout} ${damage}${brief ? " brief" : ""}: ${count} values`);
            }
          }
        }
      }
    }
  } finally {
    await printer?.close();
  }
}

function pickSeeds(): string[] {
  return Object.entries(seeds).flatMap(([name, own]) => (values.seeds.split(",").includes(name) ? own : []));
}

/** The values kept of several seeds, by format and damage. */
async function loadAll(names: readonly string[]): Promise<Map<string, FitLeaf[]>> {
  const all = new Map<string, FitLeaf[]>();
  for (const name of names) for (const [format, leaves] of await loadLeaves(name)) all.set(format, [...(all.get(format) ?? []), ...leaves]);
  return all;
}

function pickDamages(): Damage[] {
  return values.damages.split(",").flatMap((name) => damages.find((one) => one === name) ?? []);
}

function fit(leaves: readonly FitLeaf[]): ConfidenceModel {
  const kind = (name: ReaderKind) => fitKind(name, leaves);
  return { kinds: { exact: kind("exact"), text: kind("text"), markdown: kind("markdown"), pdf: kind("pdf"), drafted: kind("drafted"), guessed: kind("guessed"), scan: kind("scan") } };
}

function fitKind(kind: ReaderKind, leaves: readonly FitLeaf[]): ConfidenceModel["kinds"][ReaderKind] {
  const own = leaves.filter((leaf) => leaf.kind === kind);
  // What was not collected is fitted on all that was typed rather than scanned.
  const used = own.length > 0 ? own : leaves.filter((leaf) => leaf.kind !== "scan");
  const surest = Math.round(1e5 * (1 - 0.5 / Math.max(1, used.length))) / 1e5;
  const weights = fitWeights(used);
  const judged = used.map(({ features, right, asked }) => ({ confidence: rateByWeights({ weights, surest }, features), right, asked }));
  return { weights, surest, reviewBelow: findLevel(judged, mayPass[kind]) };
}

function judge(leaves: readonly FitLeaf[], by: ConfidenceModel): JudgedLeaf[] {
  return leaves.map(({ kind, features, right, asked }) => ({ confidence: rateFeatures(by, kind, features), right, asked }));
}

/** Wrong values that are added to those seen, since few seen are no law: as many as may hide behind none, of the rare kind; half a one of scans. */
function countUnseen(share: number): number {
  return share < 3e-4 ? 3 : 0.5;
}

/** The lowest level at which no more wrong values pass than may, those aside that a warning names. */
function findLevel(leaves: readonly JudgedLeaf[], share: number): number {
  const ordered = leaves.filter(({ asked }) => asked !== true).toSorted((one, other) => other.confidence - one.confidence);
  let [level, wrong] = [ordered[0]?.confidence ?? 0, 0];
  for (const [index, leaf] of ordered.entries()) {
    if (!leaf.right) wrong += 1;
    const isLast = ordered[index + 1]?.confidence !== leaf.confidence;
    if (isLast && (wrong === 0 ? 0 : wrong + countUnseen(share)) <= share * (index + 1)) level = leaf.confidence;
  }
  return level;
}

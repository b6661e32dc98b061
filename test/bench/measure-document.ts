import { ExtractionError } from "../../src/document/extractor.ts";
import { isTracedValue } from "../../src/canonical/traced.ts";
import { extractDocument, getFormat, mapRecord } from "../../src/pipeline/extract-record.ts";
import type { Mapper } from "../../src/pipeline/mapper.ts";
import type { SampleTruth } from "../../samples/make/blank-record.ts";
import type { Drawing } from "../../samples/make/layouts/drawing.ts";
import type { PrintedForm } from "../../samples/make/form.ts";
import type { Document, Format } from "../../src/document/document.ts";
import { scoreCells, type CellScore, type CellTable } from "../support/cell-score.ts";
import { scoreLeaves, type LeafScore, type LeafVerdict } from "../support/leaf-score.ts";
import { countTargets, type TargetCounts } from "../support/target-score.ts";

/** One value that the program gave, with its confidence and whether it was right. */
export interface GivenLeaf {
  readonly path: string;
  readonly confidence: number;
  readonly right: boolean;
}

/** One document's outcome. */
export interface Measured {
  readonly score: LeafScore;
  readonly targets: TargetCounts;
  readonly given: readonly GivenLeaf[];
  /** Printed characters that are in no value and no label, as a share of all. */
  readonly unmappedShare: number;
  /** Cells of tables with the right row, column and spans; null where the format states no grid. */
  readonly cells: CellScore | null;
  readonly milliseconds: number;
  /** Why the file could not be read at all; null where it could. */
  readonly failure: string | null;
}

/** Reads a document through the whole pipeline and scores its record against the truth. A refused file scores 0. */
export async function measureDocument(fileName: string, bytes: Uint8Array, { truth, form }: Drawing, mapper: Mapper): Promise<Measured> {
  const started = performance.now();
  const source = { fileName, bytes };
  try {
    const document = await extractDocument(source, getFormat(source));
    const record = mapRecord(source, document, mapper);
    const milliseconds = performance.now() - started;
    const score = scoreLeaves(truthLeaves(truth), { statement: record.statement, filings: record.filings });
    const { characters, unmapped } = record.coverage;
    const unmappedShare = characters === 0 ? 0 : unmapped / characters;
    return { score, targets: countTargets(score), given: listGiven(score.verdicts, record), unmappedShare, cells: scoreStructure(form, document), milliseconds, failure: null };
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    const score = scoreLeaves(truthLeaves(truth), {});
    return { score, targets: countTargets(score), given: [], unmappedShare: 1, cells: null, milliseconds: performance.now() - started, failure: error.message };
  }
}

/** Formats whose tables are those of the form: text has no spans, a workbook has one table for a sheet. */
const gridFormats: ReadonlySet<Format> = new Set(["html", "docx", "doc", "rtf", "pdf", "image"]);

/** Structure alone: each cell's row, column and spans, in tables whose grid the file or its rules state. */
function scoreStructure(form: PrintedForm, document: Document): CellScore | null {
  if (!gridFormats.has(document.format)) return null;
  const actual = document.blocks.filter((block) => block.kind === "table");
  const truth: CellTable[] = form.blocks.filter((block) => block.kind === "table");
  return scoreCells(truth, actual, { text: false });
}

/** The parts of a truth that are scored. */
function truthLeaves({ statement, filings }: SampleTruth): unknown {
  return { statement, filings };
}

function listGiven(verdicts: readonly LeafVerdict[], record: unknown): GivenLeaf[] {
  return verdicts.flatMap((verdict) => {
    const traced = verdict.actualPath === null ? undefined : walkPath(record, verdict.actualPath);
    return isTracedValue(traced) ? [{ path: verdict.path, confidence: traced.confidence, right: verdict.kind === "right" }] : [];
  });
}

/** The node at a path such as `filings[0].projects[0].name`; undefined where there is none. */
function walkPath(root: unknown, path: string): unknown {
  let node = root;
  for (const [step] of path.matchAll(/[^.[\]]+/gu)) {
    if (typeof node !== "object" || node === null) return undefined;
    node = Object.entries(node).find(([key]) => key === step)?.[1];
  }
  return node;
}

import type { FilingFacts } from "../../canonical/canonical-project.ts";
import { listLeaves } from "../../canonical/record-path.ts";
import type { Project } from "../../canonical/record.ts";
import type { Traced, TracedValue } from "../../canonical/traced.ts";
import type { Format } from "../../document/document.ts";

/** One document's reading of a project, to be merged with others. */
export interface MergeReading {
  readonly documentId: number;
  /** The project's path in its document's record: `filings[0].projects[2]`. */
  readonly path: string;
  readonly format: Format;
  /** Which of the document's pages, 1-based, OCR read. */
  readonly ocrPages: readonly number[];
  /** `department` for a row of a department's form, which says little of a project. */
  readonly kind: "project" | "department";
  readonly filing: Traced<FilingFacts>;
  readonly project: Traced<Project>;
}

/** Formats that keep the author's characters; what is read from them is what was typed. */
const exactFormats: ReadonlySet<Format> = new Set<Format>(["docx", "xlsx", "html", "doc", "wps", "rtf", "xls"]);
/** Text and Markdown are often conversions of something else, PDF's characters may lie. */
const convertedFormats: ReadonlySet<Format> = new Set<Format>(["text", "markdown", "pdf"]);
const exactQuality = 0.999;
const convertedQuality = 0.99;
/** Scans, photos and other engines' readings of them. */
const readQuality = 0.95;

/** How far a kind of document can be trusted to hold the characters that were typed, 0 to 1. */
export function getSourceQuality(format: Format, ocr: boolean): number {
  if (ocr) return readQuality;
  if (exactFormats.has(format)) return exactQuality;
  return convertedFormats.has(format) ? convertedQuality : readQuality;
}

/** As {@link getSourceQuality}, of one value: a scanned page of a PDF is worth what a scan is. */
export function getLeafQuality({ format, ocrPages }: MergeReading, { at }: Pick<TracedValue<unknown>, "at">): number {
  return getSourceQuality(format, at.some((place) => "page" in place && ocrPages.includes(place.page)));
}

/** The readings, the best first: a project's own form before a department's list, the better source, the surer, the fuller. */
export function rankReadings(readings: readonly MergeReading[]): MergeReading[] {
  const ranked = readings.map((reading) => ({ reading, ...measure(reading) }));
  ranked.sort((one, other) => {
    const kind = Number(one.reading.kind === "department") - Number(other.reading.kind === "department");
    const sureness = other.quality - one.quality || other.meanConfidence - one.meanConfidence || other.leaves - one.leaves;
    return kind || sureness || one.reading.documentId - other.reading.documentId || (one.reading.path < other.reading.path ? -1 : 1);
  });
  return ranked.map(({ reading }) => reading);
}

/** Confidences that differ by less than a hundredth say nothing of which document is better. */
const sureSteps = 100;
/** Qualities differ by thousandths. */
const qualitySteps = 1000;

/** A reading is worth what most of its values are. */
function measure(reading: MergeReading): { readonly leaves: number; readonly meanConfidence: number; readonly quality: number } {
  let leaves = 0;
  let sum = 0;
  let quality = 0;
  for (const { leaf } of listLeaves(reading.project, "")) {
    leaves += 1;
    sum += leaf.confidence;
    quality += getLeafQuality(reading, leaf);
  }
  if (leaves === 0) return { leaves, meanConfidence: 0, quality: getSourceQuality(reading.format, reading.ocrPages.length > 0) };
  return { leaves, meanConfidence: Math.round((sum / leaves) * sureSteps) / sureSteps, quality: Math.round((qualitySteps * quality) / leaves) / qualitySteps };
}

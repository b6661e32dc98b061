import { createHash } from "node:crypto";
import { findExtractor } from "../../extractors/index.ts";
import { detectFormat, findWrongExtension } from "../document/detect-format.ts";
import { isArchiveKind, type DetectedFormat } from "../document/detected-format.ts";
import type { Document } from "../document/document.ts";
import { ExtractionError, type ExtractOptions, type Source } from "../document/extractor.ts";
import { makeFinding, type Finding } from "../document/finding.ts";
import type { TracedRecord } from "../canonical/traced.ts";
import type { MappedDocument } from "../mapping/index.ts";
import { calibrateRecord } from "../reconcile/confidence/calibrate-record.ts";
import type { Mapper } from "./mapper.ts";
import { includesPage } from "./page-ranges.ts";
import type { ReadOptions } from "./read-options.ts";

/**
 * What a file is by its bytes.
 * @throws {ExtractionError} when it is empty, encrypted, or of no format that holds a form.
 */
export function getFormat(source: Source): DetectedFormat {
  const detected = detectFormat(source);
  if (detected !== undefined) return detected;
  throw new ExtractionError("unsupported", `${source.fileName} is of no format that holds a form: its bytes begin as no known one does.`);
}

/**
 * What an extractor sees in a file, before any mapping. A wrong extension is among the document's findings.
 * @throws {ExtractionError} when the file cannot be read, or is of a format that no extractor reads.
 */
export async function extractDocument(source: Source, detected: DetectedFormat, options: ReadOptions = {}): Promise<Document> {
  if (isArchiveKind(detected)) {
    throw new ExtractionError("unsupported", `${source.fileName} is an archive; \`jixiao import\` takes it, with each file in it.`);
  }
  const read = async (): Promise<Document> => {
    const extractor = await findExtractor(detected, options.cache?.openPageReader);
    if (extractor === undefined) throw new ExtractionError("unsupported", `${source.fileName} is ${detected}, and nothing here reads that.`);
    options.beforeExtract?.(extractor);
    return extractor.extract(source, detected, toExtractOptions(options));
  };
  const document = await (options.cache === undefined ? read() : options.cache.keepDocument(source, detected, options, read));
  const wrongExtension = findWrongExtension(source.fileName, detected);
  return wrongExtension === undefined ? document : { ...document, findings: [wrongExtension, ...document.findings] };
}

function toExtractOptions(options: ReadOptions): ExtractOptions {
  const { pageRanges } = options;
  return pageRanges === undefined ? options : { ...options, pages: (page) => includesPage(pageRanges, page) };
}

/**
 * One document from bytes to record. A form that no mapping knows gives a record without filings and the finding
 * `layout-unknown`.
 * @throws {ExtractionError} as {@link extractDocument} does.
 */
export async function extractRecord(
  source: Source,
  detected: DetectedFormat,
  mapper: Mapper,
  options: ReadOptions = {},
): Promise<TracedRecord> {
  const document = await extractDocument(source, detected, options);
  return mapRecord(source, document, mapper);
}

/** The record of a document that was extracted: mapped, checked, and with its confidences as chances. */
export function mapRecord(source: Source, document: Document, mapper: Mapper): TracedRecord {
  return calibrateRecord(checkMapped(source, document, mapper), isReadByOcr(document));
}

/** As {@link mapRecord}, with the confidences as the mapping guessed them; for fitting what {@link mapRecord} makes of them. */
export function checkMapped(source: Source, document: Document, mapper: Mapper): TracedRecord {
  const record = buildRecord(source, document, mapper.mapDocument(document));
  return { ...record, findings: [...record.findings, ...mapper.checkRecord(record)] };
}

/** Whether any page of a document was read by OCR. */
export function isReadByOcr(document: Document): boolean {
  return listOcrPages(document).length > 0;
}

function listOcrPages({ pages }: Document): number[] {
  return pages.filter(({ source }) => source === "ocr" || source === "mixed").map(({ number }) => number);
}

function buildRecord(source: Source, document: Document, mapped: MappedDocument): TracedRecord {
  const { layout, statement, filings, coverage, unmapped } = mapped;
  const facts = {
    fileName: source.fileName,
    sha256: createHash("sha256").update(source.bytes).digest("hex"),
    format: document.format,
    layout,
    pageCount: document.pages.length === 0 ? null : document.pages.length,
  };
  const findings = [...document.findings, ...mapped.findings, ...unknownLayout(source, mapped)];
  const ocrPages = listOcrPages(document);
  return { document: facts, statement, filings, coverage, unmapped, findings, ...(ocrPages.length > 0 ? { ocrPages } : {}) };
}

/** A record without a layout always says so, whatever the mapping engine reported. */
function unknownLayout(source: Source, mapped: MappedDocument): Finding[] {
  if (mapped.layout !== null || mapped.findings.some((finding) => finding.code === "layout-unknown")) return [];
  return [makeFinding("layout-unknown", `No mapping knows the form in ${source.fileName}.`)];
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { toPlainRecord } from "../../canonical/plain-record.ts";
import type { Coverage } from "../../canonical/record.ts";
import type { TracedRecord } from "../../canonical/traced.ts";
import { ExtractionError, type Source } from "../../document/extractor.ts";
import { explainFileError } from "../../pipeline/batch/explain-file-error.ts";
import { extractDocument, extractRecord, getFormat } from "../../pipeline/extract-record.ts";
import { loadMapper, mappingFolders } from "../../pipeline/mapper.ts";
import { parsePageRanges } from "../../pipeline/page-ranges.ts";
import type { ReadOptions } from "../../pipeline/read-options.ts";
import { judgeFindings } from "../../store/document-status.ts";
import { exitStatus } from "../exit-status.ts";
import { say, writeOutput } from "../print/output.ts";
import { printable } from "../print/printable.ts";
import { UsageError } from "../usage-error.ts";
import { openUserCache } from "./open-cache.ts";
import { readingOptions } from "./parse-options.ts";

const optionsSchema = z.object({ ...readingOptions, plain: z.boolean(), document: z.boolean(), pages: z.string().optional() });
type ExtractCommandOptions = z.infer<typeof optionsSchema>;

/** `jixiao extract`: one document's record (or the document itself) as JSON. */
export async function runExtract(file: string, given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const source = await readSource(file);
  try {
    await (options.document ? printDocument(source, options) : printRecord(source, options));
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    say(`jixiao: ${printable(error.message)}`);
    process.exitCode = exitStatus.someFailed;
  }
}

async function readSource(file: string): Promise<Source> {
  try {
    return { bytes: await readFile(file), fileName: path.basename(file) };
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${explainFileError(error)}.`, { cause: error });
  }
}

function readOptions({ ocr, pages, cache }: ExtractCommandOptions): ReadOptions {
  try {
    return { ocr, pageRanges: pages === undefined ? undefined : parsePageRanges(pages), cache: openUserCache(cache) };
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

async function printDocument(source: Source, options: ExtractCommandOptions): Promise<void> {
  const document = await extractDocument(source, getFormat(source), readOptions(options));
  await writeOutput(`${JSON.stringify(document, null, 1)}\n`);
}

async function printRecord(source: Source, options: ExtractCommandOptions): Promise<void> {
  const detected = getFormat(source);
  const mapper = await loadMapper(mappingFolders(options.mappings));
  const record = await extractRecord(source, detected, mapper, readOptions(options));
  await writeOutput(`${JSON.stringify(options.plain ? toPlainRecord(record) : record, null, 1)}\n`);
  reportRecord(record);
}

function reportRecord(record: TracedRecord): void {
  const { layout, format, fileName } = record.document;
  say(`${printable(fileName)}: ${format}, layout ${layout ?? "unknown"}; ${describeCoverage(record.coverage)}; ${record.findings.length} findings`);
  const status = judgeFindings(record.findings);
  if (status.kind !== "failed") return;
  say(`jixiao: ${printable(status.reason)}`);
  process.exitCode = exitStatus.someFailed;
}

function describeCoverage({ characters, valued, labelled, unmapped }: Coverage): string {
  const share = (count: number) => `${((100 * count) / Math.max(1, characters)).toFixed(1)} %`;
  return `of ${characters} characters ${share(valued)} in values, ${share(labelled)} in labels, ${share(unmapped)} unmapped`;
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ExtractOptions, Source } from "../document/extractor.ts";
import type { TracedRecord } from "../canonical/traced.ts";
import { extractRecord, getFormat } from "./extract-record.ts";
import { loadMapper, mappingFolders, type Mapper } from "./mapper.ts";

/** How a file is extracted; every setting may be left out. */
export interface ExtractFileOptions extends ExtractOptions {
  /** Folders of mappings of your own, beside the built-in ones. They are read once in a process. */
  readonly mappings?: readonly string[];
}

const mappers = new Map<string, Promise<Mapper>>();

/**
 * One document from bytes to record: every value with its place, confidence and rule. A form that no mapping knows gives
 * a record without filings and the finding `layout-unknown`.
 *
 * `input` is the path of a file, or its bytes with its name.
 * @throws {ExtractionError} when the file is of no readable format, empty, encrypted or broken.
 * @throws {MappingError} when a mapping file is faulty.
 */
export async function extractFile(input: string | Source, options: ExtractFileOptions = {}): Promise<TracedRecord> {
  const source = typeof input === "string" ? { bytes: await readFile(input), fileName: path.basename(input) } : input;
  return extractRecord(source, getFormat(source), await getMapper(options.mappings ?? []), options);
}

function getMapper(added: readonly string[]): Promise<Mapper> {
  const folders = mappingFolders(added);
  const key = JSON.stringify(folders);
  const known = mappers.get(key);
  if (known !== undefined) return known;
  const loading = loadMapper(folders);
  mappers.set(key, loading);
  return loading;
}

import { readFile } from "node:fs/promises";
import { isArchiveKind } from "../../document/detected-format.ts";
import { ExtractionError, type ExtractOptions } from "../../document/extractor.ts";
import { packRecord } from "../../store/document-rows.ts";
import { extractRecord, getFormat } from "../extract-record.ts";
import { loadMapper } from "../mapper.ts";
import { includesPage } from "../page-ranges.ts";
import type { ReaderSetup } from "./messages.ts";
import type { DocumentReader } from "./serve-reader.ts";

/** The reader that reader processes serve: files from the disk, through the whole pipeline. */
export async function createReader(setup: ReaderSetup): Promise<DocumentReader> {
  const mapper = await loadMapper(setup.mappingFolders);
  const { ocr, pages } = setup;
  const options: ExtractOptions = { ocr, ...(pages === undefined ? {} : { pages: (page) => includesPage(pages, page) }) };
  return {
    read: async ({ path, fileName }, onProgress) => {
      const source = { bytes: await readFile(path), fileName };
      const detected = getFormat(source);
      if (isArchiveKind(detected)) return { kind: "archive" };
      const record = await extractRecord(source, detected, mapper, { ...options, onProgress });
      const json = JSON.stringify(record);
      return { kind: "record", json, packed: packRecord(json), byteCount: source.bytes.length };
    },
    unpack: () => Promise.reject(new ExtractionError("unsupported", "archives")),
  };
}

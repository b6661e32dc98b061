import { writeFile } from "node:fs/promises";
import path from "node:path";
import { isArchiveKind } from "../../document/detected-format.ts";
import { ExtractionError, type Source } from "../../document/extractor.ts";
import { packRecord } from "../../store/document-rows.ts";
import { extractRecord, getFormat } from "../extract-record.ts";
import { loadMapper } from "../mapper.ts";
import type { ReadOptions } from "../read-options.ts";
import { openReadingCache } from "../reading-cache.ts";
import type { ReaderSetup, RefusedMember, UnpackedMember } from "./messages.ts";
import { prepareFiles, readPrepared, unlessBetterPrepared } from "./prepare-files.ts";
import { readSource } from "./read-source.ts";
import type { DocumentReader, ProgressListener, UnpackResult } from "./serve-reader.ts";

/** The reader that reader processes serve: files from the disk, through the whole pipeline. */
export async function createReader(setup: ReaderSetup): Promise<DocumentReader> {
  const mapper = await loadMapper(setup.mappingFolders);
  const { ocr, pages, cache } = setup;
  const options: ReadOptions = { ocr, pageRanges: pages, cache: cache === undefined ? undefined : openReadingCache(cache) };
  return {
    read: async (file, onProgress) => {
      const source = await readSource(file);
      const detected = getFormat(source);
      if (isArchiveKind(detected)) return { kind: "archive" };
      const prepared = await readPrepared(file, source);
      const manner = { ...options, onProgress, ...(prepared === undefined ? {} : { prepared }) };
      const record = await unlessBetterPrepared(file, source, (beforeExtract) => extractRecord(source, detected, mapper, { ...manner, beforeExtract }));
      if (record === "unprepared") return { kind: record };
      const json = JSON.stringify(record);
      return { kind: "record", json, packed: packRecord(json), byteCount: source.bytes.length };
    },
    unpack: async (file, folder, onProgress) => unpackArchive(await readSource(file), folder, onProgress),
    prepare: prepareFiles,
  };
}

/** Writes each member to a file under a number of its own: no name from an archive reaches the disk. */
async function unpackArchive(source: Source, folder: string, onProgress: ProgressListener): Promise<UnpackResult> {
  const kind = getFormat(source);
  if (!isArchiveKind(kind)) throw new ExtractionError("unsupported", `${source.fileName} is no archive any more; it was changed meanwhile.`);
  // Loaded when the first archive comes: most readers never meet one.
  const { listArchiveMembers } = await import("../../../extractors/archive/index.ts");
  const members: UnpackedMember[] = [];
  const refused: RefusedMember[] = [];
  for await (const item of listArchiveMembers(source, kind)) {
    if (item.kind === "refused") {
      refused.push({ name: item.path, failure: item.failure, message: item.message });
    } else {
      const file = path.join(folder, String(members.length));
      await writeFile(file, item.source.bytes);
      members.push({ name: item.path, path: file });
    }
    onProgress(members.length + refused.length, members.length + refused.length);
  }
  return { members, refused };
}

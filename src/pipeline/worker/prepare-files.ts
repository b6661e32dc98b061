import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { findExtractor } from "../../../extractors/index.ts";
import { isArchiveKind } from "../../document/detected-format.ts";
import { ExtractionError, type Extractor, type FileToPrepare, type Source } from "../../document/extractor.ts";
import { getFormat } from "../extract-record.ts";
import type { PreparedFile } from "./messages.ts";
import { readSource } from "./read-source.ts";
import type { FileToRead, ProgressListener } from "./serve-reader.ts";

/** A larger file is prepared by itself: many together would fill the memory, and it takes longer than the start that is saved. */
const largestTogetherBytes = 16 * 2 ** 20;

/** Ends a reading that is about to begin. */
class BetterPrepared extends Error {}

/**
 * What `read` gives, or `unprepared` where the file's extractor was about to work and can prepare many in one go. `read` hands
 * the function that it is given to the reading.
 */
export async function unlessBetterPrepared<Result>(
  { mayPrepare }: FileToRead,
  { bytes }: Source,
  read: (beforeExtract: (extractor: Extractor) => void) => Promise<Result>,
): Promise<Result | "unprepared"> {
  const isOfSize = mayPrepare === true && bytes.length <= largestTogetherBytes;
  try {
    return await read((extractor) => {
      if (isOfSize && extractor.prepare !== undefined) throw new BetterPrepared();
    });
  } catch (error) {
    if (error instanceof BetterPrepared) return "unprepared";
    throw error;
  }
}

/** What was prepared of the file; undefined where nothing was, or the file has been changed since. */
export async function readPrepared({ prepared }: FileToRead, source: Source): Promise<Uint8Array | undefined> {
  return prepared?.sha256 === hash(source.bytes) ? readFile(prepared.path) : undefined;
}

/** Prepares files together, each into the folder under its number. Null for one that must be read by itself, which then says why. */
export async function prepareFiles(files: readonly FileToRead[], folder: string, onProgress: ProgressListener): Promise<(PreparedFile | null)[]> {
  const found = await Promise.all(files.map(findPreparable));
  const prepared: (PreparedFile | null)[] = files.map(() => null);
  const groups = Map.groupBy(found.entries().filter(([, file]) => file !== undefined), ([, file]) => file?.extractor);
  for (const [extractor, group] of groups) {
    const members = group.flatMap(([index, file]) => (file === undefined ? [] : [{ index, ...file }]));
    const outputs = (await extractor?.prepare?.(members, { onProgress })) ?? [];
    for (const [at, { index, source }] of members.entries()) prepared[index] = await write(path.join(folder, String(index)), source, outputs[at]);
  }
  return prepared;
}

/** Undefined for a file that cannot be read or is none to prepare any more: reading it by itself tells what is wrong. */
async function findPreparable(file: FileToRead): Promise<(FileToPrepare & { extractor: Extractor }) | undefined> {
  try {
    const source = await readSource(file);
    const format = getFormat(source);
    if (isArchiveKind(format)) return undefined;
    const extractor = await findExtractor(format);
    return extractor?.prepare === undefined ? undefined : { source, format, extractor };
  } catch (error) {
    if (error instanceof ExtractionError || (error instanceof Error && "syscall" in error)) return undefined;
    throw error;
  }
}

async function write(file: string, source: Source, bytes: Uint8Array | undefined): Promise<PreparedFile | null> {
  if (bytes === undefined) return null;
  await writeFile(file, bytes);
  return { path: file, sha256: hash(source.bytes) };
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

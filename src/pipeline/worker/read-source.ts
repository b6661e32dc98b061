import { readFile, stat } from "node:fs/promises";
import { ExtractionError, type Source } from "../../document/extractor.ts";
import type { FileToRead } from "./serve-reader.ts";

/** A larger file is no form: 500 scanned pages of A4 at 300 dpi take some 250 MB. */
const largestFileBytes = 1024 * 2 ** 20;

/**
 * A file's bytes under the document's own name.
 * @throws {ExtractionError} `too-large`.
 */
export async function readSource({ path: file, fileName }: FileToRead): Promise<Source> {
  const { size } = await stat(file);
  if (size > largestFileBytes) {
    throw new ExtractionError("too-large", `${fileName} has more than ${largestFileBytes / 2 ** 20} MB; split it and import the parts.`);
  }
  return { bytes: await readFile(file), fileName };
}

import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** The first bytes of every entry; another layout gets another name, and older entries are then damaged ones. */
const MAGIC = Buffer.from("jixiaoc1", "latin1");
const CHECKSUM_BYTES = 32;
const HEADER_BYTES = MAGIC.length + CHECKSUM_BYTES;
/** Speed over size: at level 1 a page's reading still shrinks to a tenth. */
const DEFLATE_LEVEL = 1;

/** The bytes of an entry's file: a mark, a checksum over key and content, and the content under raw deflate. */
export function packEntry(key: string, text: string): Uint8Array {
  const content = deflateRawSync(text, { level: DEFLATE_LEVEL });
  return Buffer.concat([MAGIC, checksum(key, content), content]);
}

/** The text of an entry's file; undefined where the bytes are damaged, cut off, or those of another key. */
export function unpackEntry(key: string, bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES || !buffer.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const content = buffer.subarray(HEADER_BYTES);
  if (!buffer.subarray(MAGIC.length, HEADER_BYTES).equals(checksum(key, content))) return undefined;
  return inflateRawSync(content).toString("utf8");
}

function checksum(key: string, content: Uint8Array): Buffer {
  return createHash("sha256").update(key).update(content).digest();
}

import { createHash } from "node:crypto";

/** 13 hexadecimal digits are 52 bits: the most that a JavaScript number holds exactly. */
const idDigits = 13;

/** A row id from a content hash: the same bytes get the same id in every database, in whatever order they come. */
export function idFromSha256(sha256: string): number {
  return Number.parseInt(sha256.slice(0, idDigits), 16);
}

/** A row id from what names the row, e.g. a document's hash and a record path. */
export function stableId(...parts: readonly string[]): number {
  return idFromSha256(createHash("sha256").update(parts.join("\u0000")).digest("hex"));
}

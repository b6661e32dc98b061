import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { listArchiveMembers } from "../../../../extractors/archive/index.ts";
import { isArchiveKind } from "../../../document/detected-format.ts";
import { getFormat } from "../../../pipeline/extract-record.ts";

/**
 * The bytes with a hash out of an archive, or an archive inside it; undefined where no member has them, as when the archive
 * was changed. Rejects as the archive's reader does.
 */
export async function findMember(archive: string, sha256: string): Promise<Uint8Array | undefined> {
  const source = { bytes: new Uint8Array(await readFile(archive)), fileName: path.basename(archive) };
  const kind = getFormat(source);
  if (!isArchiveKind(kind)) return undefined;
  for await (const item of listArchiveMembers(source, kind)) {
    if (item.kind === "refused") continue;
    const { bytes } = item.source;
    if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  }
  return undefined;
}

import { ContainerError } from "../../src/container/container-error.ts";
import { readZipDirectory, type ZipEntry } from "../../src/container/zip-directory.ts";
import { readZipMember } from "../../src/container/zip-member.ts";
import { ExtractionError, type Source } from "../../src/document/extractor.ts";
import { MemberError, type RawMember } from "./raw-member.ts";

function readMember(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array {
  try {
    return readZipMember(bytes, entry, maxBytes);
  } catch (cause) {
    if (cause instanceof ContainerError) throw new MemberError(cause.fault, cause.message, { cause });
    throw cause;
  }
}

/** The members of a zip archive. @throws {ExtractionError} `corrupt` without a whole directory. */
export function listZipMembers({ bytes, fileName }: Source): RawMember[] {
  try {
    return readZipDirectory(bytes).map((entry) => ({
      path: entry.path,
      kind: entry.kind === "symlink" ? "link" : entry.kind,
      encrypted: entry.encrypted,
      size: entry.size,
      packedSize: entry.compressedSize,
      read: (maxBytes) => readMember(bytes, entry, maxBytes),
    }));
  } catch (cause) {
    if (!(cause instanceof ContainerError)) throw cause;
    throw new ExtractionError("corrupt", `${fileName}: ${cause.message} Unpack it by hand and import the files.`, { cause });
  }
}

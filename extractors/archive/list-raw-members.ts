import type { ArchiveKind } from "../../src/document/detected-format.ts";
import { ExtractionError, type Source } from "../../src/document/extractor.ts";
import type { RawMember } from "./raw-member.ts";
import { listZipMembers } from "./zip-members.ts";

/** The members of an archive of that kind, in its order. @throws {ExtractionError} `corrupt`, `encrypted`, `unsupported`. */
export function listRawMembers(source: Source, kind: ArchiveKind): Promise<Iterable<RawMember>> {
  if (kind === "zip") return Promise.resolve(listZipMembers(source));
  throw new ExtractionError("unsupported", `${source.fileName} is a ${kind} archive. Unpack it by hand and import the folder.`);
}

import type { ArchiveKind } from "../../src/document/detected-format.ts";
import type { Source } from "../../src/document/extractor.ts";
import type { RawMember } from "./raw-member.ts";
import { listZipMembers } from "./zip-members.ts";

/**
 * The members of an archive of that kind, in its order; each must be read before the next is asked for.
 * @throws {ExtractionError} `corrupt`, `encrypted`, `too-large`; also while members are asked for.
 */
export async function listRawMembers(source: Source, kind: ArchiveKind): Promise<Iterable<RawMember>> {
  if (kind === "zip") return listZipMembers(source);
  const { listLibarchiveMembers } = await import("./libarchive-members.ts");
  return listLibarchiveMembers(source, kind);
}

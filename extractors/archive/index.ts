import type { ArchiveKind } from "../../src/document/detected-format.ts";
import { isArchiveKind } from "../../src/document/detected-format.ts";
import { detectFormat } from "../../src/document/detect-format.ts";
import { ExtractionError, type ExtractionFailure, type Source } from "../../src/document/extractor.ts";
import { defaultLimits, RATIO_COUNTS_FROM_BYTES, type ArchiveLimits } from "./archive-limits.ts";
import { findPathFault, isLitter } from "./member-path.ts";
import { MemberError, type RawMember } from "./raw-member.ts";
import { listRawMembers } from "./list-raw-members.ts";

export { defaultLimits, type ArchiveLimits } from "./archive-limits.ts";

/** What came of one member of an archive. `path` has the way through nested archives: `外.zip/内.rar/表.docx` is `内.rar/表.docx`. */
export type ArchiveItem =
  | { readonly kind: "member"; readonly path: string; readonly source: Source }
  | { readonly kind: "refused"; readonly path: string; readonly failure: ExtractionFailure; readonly message: string };

/** Goes through an archive and the archives in it, and keeps count of what they unpack to. */
class ArchiveWalk {
  private readonly limits: ArchiveLimits;
  private readonly outermost: string;
  private memberCount = 0;
  private totalBytes = 0;

  constructor(limits: ArchiveLimits, outermost: string) {
    this.limits = limits;
    this.outermost = outermost;
  }

  async *list(source: Source, kind: ArchiveKind, prefix: string, depth: number): AsyncGenerator<ArchiveItem> {
    for (const member of await listRawMembers(source, kind)) {
      if (member.kind === "directory" || isLitter(member.path)) continue;
      this.count(member);
      const item = this.readMember(member, prefix);
      if (item.kind === "refused") yield item;
      else yield* this.open(item, depth);
    }
  }

  /** Gives a member as it is, or what is in it. */
  private async *open(item: Extract<ArchiveItem, { kind: "member" }>, depth: number): AsyncGenerator<ArchiveItem> {
    const kind = findArchiveKind(item.source);
    if (kind === undefined || this.limits.maxDepth === 1) {
      yield item;
      return;
    }
    if (depth >= this.limits.maxDepth) {
      yield refuse(item.path, "too-large", `it is an archive inside ${depth} others`);
      return;
    }
    try {
      yield* this.list(item.source, kind, `${item.path}/`, depth + 1);
    } catch (error) {
      // A bad archive among good files is no reason to lose them; the bounds on the whole hold.
      if (!(error instanceof ExtractionError) || this.isSpent()) throw error;
      yield { kind: "refused", path: item.path, failure: error.failure, message: error.message };
    }
  }

  private count(member: RawMember): void {
    this.memberCount += 1;
    this.totalBytes += Math.max(0, member.size);
    if (!this.isSpent()) return;
    const { maxMembers, maxTotalBytes } = this.limits;
    throw new ExtractionError(
      "too-large",
      `${this.outermost} holds more than ${maxMembers} files or unpacks to more than ${maxTotalBytes} bytes. Unpack it by hand and import the folder.`,
    );
  }

  private isSpent(): boolean {
    return this.memberCount > this.limits.maxMembers || this.totalBytes > this.limits.maxTotalBytes;
  }

  private readMember(member: RawMember, prefix: string): ArchiveItem {
    const path = prefix + member.path;
    const fault = findPathFault(member.path);
    if (fault !== undefined) return refuse(path, "unsupported", fault);
    if (member.kind === "link") return refuse(path, "unsupported", "it is a link");
    if (member.encrypted) return refuse(path, "encrypted", "it is protected by a password");
    if (this.isBomb(member)) return refuse(path, "too-large", "it unpacks to far more than it should");
    try {
      const bytes = member.read(this.limits.maxMemberBytes);
      // What a member claims can be a lie; what came out is what counts.
      this.totalBytes += Math.max(0, bytes.length - Math.max(0, member.size));
      return { kind: "member", path, source: { bytes, fileName: member.path.split("/").at(-1) ?? member.path } };
    } catch (error) {
      if (error instanceof MemberError) return refuse(path, error.failure, error.message);
      throw error;
    }
  }

  private isBomb({ size, packedSize }: RawMember): boolean {
    if (size > this.limits.maxMemberBytes) return true;
    return packedSize !== undefined && size > RATIO_COUNTS_FROM_BYTES && size > packedSize * this.limits.maxRatio;
  }
}

function refuse(path: string, failure: ExtractionFailure, reason: string): ArchiveItem {
  return { kind: "refused", path, failure, message: `${path} was not unpacked: ${reason}` };
}

function findArchiveKind(source: Source): ArchiveKind | undefined {
  try {
    const detected = detectFormat(source);
    return detected !== undefined && isArchiveKind(detected) ? detected : undefined;
  } catch (error) {
    // Empty or encrypted: whoever reads the member says so.
    if (error instanceof ExtractionError) return undefined;
    throw error;
  }
}

/**
 * Unpacks an archive member by member, in the archive's order, archives inside it up to `maxDepth`. Folders and what archivers
 * leave behind are passed over; links, paths that lead outside, encrypted members and bombs come as `refused`.
 * @throws {ExtractionError} `corrupt` when the archive cannot be opened; `encrypted` when not even its names can be read;
 * `too-large` when all members together go beyond the limits.
 */
export async function* listArchiveMembers(source: Source, kind: ArchiveKind, limits: Partial<ArchiveLimits> = {}): AsyncGenerator<ArchiveItem> {
  if (source.bytes.length === 0) throw new ExtractionError("empty", `${source.fileName} has no bytes.`);
  const walk = new ArchiveWalk({ ...defaultLimits, ...limits }, source.fileName);
  yield* walk.list(source, kind, "", 1);
}

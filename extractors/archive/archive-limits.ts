/** Bounds on what is unpacked; past them a member is refused, or the whole archive where it claims too much. */
export interface ArchiveLimits {
  /** Members of one archive, those of archives inside it included. */
  readonly maxMembers: number;
  /** Unpacked size of one member, in bytes. */
  readonly maxMemberBytes: number;
  /** Unpacked size of all members together, refused ones included, in bytes. */
  readonly maxTotalBytes: number;
  /** A large member that unpacks to more than this many times its packed size is a bomb. */
  readonly maxRatio: number;
  /** How many archives deep members are looked for; 1 opens only the outermost and gives archives in it as members. */
  readonly maxDepth: number;
}

/** An office file's XML packs to some hundredth; a scan hardly at all. */
export const defaultLimits: ArchiveLimits = {
  maxMembers: 10_000,
  maxMemberBytes: 256 * 1024 * 1024,
  maxTotalBytes: 2 * 1024 * 1024 * 1024,
  maxRatio: 1000,
  maxDepth: 3,
};

/** Smaller members do no harm, however well they pack. */
export const RATIO_COUNTS_FROM_BYTES = 16 * 1024 * 1024;

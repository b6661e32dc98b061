import type { ExtractionFailure } from "../../src/document/extractor.ts";

/** A member as an archive's directory names it; nothing is unpacked before `read` is called. */
export interface RawMember {
  /** With `/` between folders, as stored. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  readonly encrypted: boolean;
  /** Unpacked size that the archive claims, in bytes. */
  readonly size: number;
  /** Packed size in bytes; undefined where members are packed together. */
  readonly packedSize: number | undefined;
  /** @throws {MemberError} when the member cannot be unpacked within `maxBytes`. */
  readonly read: (maxBytes: number) => Uint8Array;
}

/** A member that cannot be unpacked; the others may be fine. */
export class MemberError extends Error {
  readonly failure: ExtractionFailure;

  constructor(failure: ExtractionFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MemberError";
    this.failure = failure;
  }
}

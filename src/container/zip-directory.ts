import { ContainerError } from "./container-error.ts";
import { decodeMemberName } from "./member-name.ts";

/** One member of a zip archive as the central directory states it. Sizes in bytes. */
export interface ZipEntry {
  /** Path inside the archive with `/` between folders, exactly as stored: it may be absolute or hold `..`. */
  readonly path: string;
  /** Compression method: 0 stored, 8 deflated; others are not read. */
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly crc32: number;
  readonly encrypted: boolean;
  readonly kind: "file" | "directory" | "symlink";
  /** Offset of the local header in the archive's bytes. */
  readonly headerOffset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
/** The end record's comment can be this long, so the record starts no further from the end. */
const LONGEST_COMMENT_BYTES = 0xffff;
const NEEDS_ZIP64 = 0xffffffff;
const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_UTF8 = 0x0800;
const UNIX_FILE_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

interface DirectoryPlace {
  readonly offset: number;
  readonly count: number;
  /** Bytes of something else in front of the archive, which every stored offset leaves out. */
  readonly shift: number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function findEndRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new ContainerError("corrupt", "The zip archive has no central directory; it is cut off or damaged.");
}

function readZip64Place(view: DataView, endAt: number): DirectoryPlace | undefined {
  const locatorAt = endAt - END64_LOCATOR_BYTES;
  if (locatorAt < 0 || view.getUint32(locatorAt, true) !== END64_LOCATOR_SIGNATURE) return undefined;
  const end64At = Number(view.getBigUint64(locatorAt + 8, true));
  if (end64At + 56 > view.byteLength || view.getUint32(end64At, true) !== END64_SIGNATURE) return undefined;
  const offset = Number(view.getBigUint64(end64At + 48, true));
  return { offset, count: Number(view.getBigUint64(end64At + 32, true)), shift: 0 };
}

function findDirectory(view: DataView): DirectoryPlace {
  const endAt = findEndRecord(view);
  const zip64 = readZip64Place(view, endAt);
  if (zip64 !== undefined) return zip64;
  const statedOffset = view.getUint32(endAt + 16, true);
  const offset = endAt - view.getUint32(endAt + 12, true);
  if (offset < statedOffset) throw new ContainerError("corrupt", "The zip archive is cut off or damaged.");
  return { offset, count: view.getUint16(endAt + 10, true), shift: offset - statedOffset };
}

function readExtras(bytes: Uint8Array, from: number, to: number): Map<number, Uint8Array> {
  const extras = new Map<number, Uint8Array>();
  const view = viewOf(bytes);
  for (let at = from; at + 4 <= to; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > to) break;
    extras.set(view.getUint16(at, true), bytes.subarray(at + 4, end));
    at = end;
  }
  return extras;
}

/** Takes from the zip64 extra field, in the order the standard fixes, each value that its 32-bit field leaves out. */
function readLargeValues(values: readonly number[], extra: Uint8Array | undefined): number[] {
  let at = 0;
  return values.map((value) => {
    if (value !== NEEDS_ZIP64 || extra === undefined || at + 8 > extra.length) return value;
    at += 8;
    return Number(viewOf(extra).getBigUint64(at - 8, true));
  });
}

function findKind(path: string, externalAttributes: number): ZipEntry["kind"] {
  if (((externalAttributes >>> 16) & UNIX_FILE_TYPE_MASK) === UNIX_SYMLINK) return "symlink";
  return path.endsWith("/") ? "directory" : "file";
}

function readPath(nameBytes: Uint8Array, flags: number, unicodePath: Uint8Array | undefined): string {
  // The unicode path field: one byte version, four bytes checksum of the plain name, then UTF-8.
  if (unicodePath !== undefined && unicodePath.length > 5) return decodeMemberName(unicodePath.subarray(5), true);
  return decodeMemberName(nameBytes, (flags & FLAG_UTF8) !== 0);
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, shift: number): { entry: ZipEntry; next: number } {
  if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
    throw new ContainerError("corrupt", "The zip archive's directory is damaged.");
  }
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) throw new ContainerError("corrupt", "The zip archive's directory is cut off.");
  const flags = view.getUint16(at + 8, true);
  const extras = readExtras(bytes, nameEnd, extraEnd);
  const stated = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const [size = 0, compressedSize = 0, offset = 0] = readLargeValues(stated, extras.get(ZIP64_EXTRA));
  const path = readPath(bytes.subarray(at + ENTRY_BYTES, nameEnd), flags, extras.get(UNICODE_PATH_EXTRA));
  const entry: ZipEntry = {
    path,
    method: view.getUint16(at + 10, true),
    compressedSize,
    size,
    crc32: view.getUint32(at + 16, true),
    encrypted: (flags & FLAG_ENCRYPTED) !== 0,
    kind: findKind(path, view.getUint32(at + 38, true)),
    headerOffset: offset + shift,
  };
  return { entry, next };
}

/**
 * Lists a zip archive's members in the order of its central directory; nothing is unpacked. Sizes are what the archive
 * claims, which a hostile archive gets wrong.
 * @throws {ContainerError} `corrupt` when there is no whole directory.
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  if (bytes.length < END_BYTES) throw new ContainerError("corrupt", "The zip archive is cut off.");
  const view = viewOf(bytes);
  const { offset, count, shift } = findDirectory(view);
  const entries: ZipEntry[] = [];
  let at = offset;
  while (entries.length < count) {
    const { entry, next } = readEntry(bytes, view, at, shift);
    entries.push(entry);
    at = next;
  }
  return entries;
}

import { ArchiveReader, libarchiveWasm } from "libarchive-wasm";
import { ExtractionError, type ExtractionFailure, type Source } from "../../src/document/extractor.ts";
import { OutOfBytes } from "./byte-reader.ts";
import { isRar4, listRar4Names } from "./rar-names.ts";
import { MemberError, type RawMember } from "./raw-member.ts";
import { findHeader, HeaderFault, listHeaderNames, wrapHeader } from "./seven-zip-names.ts";

/** The unpacker keeps the whole archive in a memory of its own, which ends at 2 GB. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
/** A header can be packed more than once. */
const MAX_HEADER_LAYERS = 4;

type Library = Awaited<ReturnType<typeof libarchiveWasm>>;

function makeReader(library: Library, bytes: Uint8Array): ArchiveReader {
  return new ArchiveReader(library, new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The unpacker tells its reasons in words only. */
function failureOf(message: string): ExtractionFailure {
  if (/encrypt/i.test(message)) return "encrypted";
  return /unsupported|not supported|unavailable/i.test(message) ? "unsupported" : "corrupt";
}

function makeFailure(fileName: string, message: string, cause?: unknown): ExtractionError {
  const failure = failureOf(message);
  if (failure === "encrypted") {
    return new ExtractionError(failure, `${fileName} is protected by a password. Unpack it by hand and import the folder.`, { cause });
  }
  return new ExtractionError(failure, `${fileName} cannot be unpacked: ${message}. Unpack it by hand and import the folder.`, { cause });
}

/** Unpacks the one member of an archive made by `wrapHeader`. */
function unpackHeader(library: Library, archive: Uint8Array): Uint8Array {
  const reader = makeReader(library, archive);
  try {
    const entry = reader.nextEntryPointer();
    const size = entry === 0 ? 0 : reader.getEntrySize(entry);
    if (size <= 0 || size > MAX_HEADER_BYTES) throw new HeaderFault(library.error_string(reader.archive) || "its header does not unpack");
    const data = reader.readData(size);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  } finally {
    reader.free();
  }
}

function listSevenZipNames(library: Library, bytes: Uint8Array): string[] {
  let header = findHeader(bytes);
  for (let layer = 0; header?.kind === "packed" && layer < MAX_HEADER_LAYERS; layer += 1) {
    const unpacked = unpackHeader(library, wrapHeader(bytes, header.bytes));
    header = { kind: unpacked[0] === header.bytes[0] ? "packed" : "plain", bytes: unpacked };
  }
  return header === undefined ? [] : listHeaderNames(header.bytes);
}

/**
 * The members' names in the archive's order. The unpacker itself loses every character beyond ASCII, so they are read from
 * the archive's own headers; undefined where the unpacker gives them whole.
 */
function listNames(library: Library, bytes: Uint8Array, kind: "7z" | "rar"): string[] | undefined {
  if (kind === "7z") return listSevenZipNames(library, bytes);
  return isRar4(bytes) ? listRar4Names(bytes) : undefined;
}

/** `Invalid` is a file whose archiver did not say what it is. */
const kinds: Partial<Record<string, RawMember["kind"]>> = { File: "file", Invalid: "file", Directory: "directory" };

function readMember(reader: ArchiveReader, size: number, maxBytes: number): Uint8Array {
  if (size < 0 || size > maxBytes) throw new MemberError("too-large", `it unpacks to more than ${maxBytes} bytes`);
  if (size === 0) return new Uint8Array();
  try {
    const data = reader.readData(size);
    if (data.length !== size) throw new Error("it is cut off");
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  } catch (cause) {
    throw new MemberError(failureOf(describe(cause)), describe(cause), { cause });
  }
}

function* walk(library: Library, source: Source, names: readonly string[] | undefined): Generator<RawMember> {
  const reader = makeReader(library, source.bytes);
  let count = 0;
  let said = "";
  const next = (): number => {
    // What was said of a member that could not be read stays, and does not tell how the walk ended.
    said = library.error_string(reader.archive);
    return reader.nextEntryPointer();
  };
  try {
    for (let entry = next(); entry !== 0; entry = next()) {
      const path = names === undefined ? reader.getEntryPathname(entry) : (names[count] ?? "");
      const size = reader.getEntrySize(entry);
      const kind = kinds[reader.getEntryFiletype(entry)] ?? "link";
      const isLink = kind === "file" && reader.getHardlinkTarget(entry) !== "";
      count += 1;
      yield {
        path,
        kind: isLink ? "link" : kind,
        encrypted: reader.isEntryEncrypted(entry),
        size,
        packedSize: undefined,
        read: (maxBytes) => readMember(reader, size, maxBytes),
      };
    }
    const last = library.error_string(reader.archive);
    if (last !== "" && last !== said) throw makeFailure(source.fileName, last);
    if (count < (names?.length ?? 1)) throw makeFailure(source.fileName, "some of its members are damaged");
  } finally {
    reader.free();
  }
}

/** The unpacker throws plain errors; damage can also make its machine stop, with an error of WebAssembly's. */
function isUnpackerFault(cause: unknown): cause is Error {
  return cause instanceof Error && (cause.constructor === Error || cause.name === "RuntimeError");
}

/** Runs the unpacker's own failures, which are of no type, into a typed one. */
function* guard(source: Source, members: Generator<RawMember>): Generator<RawMember> {
  try {
    yield* members;
  } catch (cause) {
    if (!isUnpackerFault(cause)) throw cause;
    throw makeFailure(source.fileName, cause.message, cause);
  }
}

/**
 * The members of a 7z or RAR archive, one after the other: each must be read before the next is asked for.
 * @throws {ExtractionError} `corrupt`, `encrypted` (not even names can be read) or `too-large`.
 */
export async function listLibarchiveMembers(source: Source, kind: "7z" | "rar"): Promise<Iterable<RawMember>> {
  const { bytes, fileName } = source;
  if (bytes.length > MAX_ARCHIVE_BYTES) {
    throw new ExtractionError("too-large", `${fileName} has ${bytes.length} bytes; archives of its kind are read up to ${MAX_ARCHIVE_BYTES}. Unpack it by hand and import the folder.`);
  }
  // A library of its own for each archive: damage in one can leave it unusable.
  const library = await libarchiveWasm();
  try {
    return guard(source, walk(library, source, listNames(library, bytes, kind)));
  } catch (cause) {
    if (!isUnpackerFault(cause) && !(cause instanceof OutOfBytes) && !(cause instanceof HeaderFault)) throw cause;
    throw makeFailure(fileName, cause.message, cause);
  }
}

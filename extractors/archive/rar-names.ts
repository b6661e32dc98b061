import { decodeMemberName } from "../../src/container/member-name.ts";
import { ByteReader, OutOfBytes } from "./byte-reader.ts";

/** Source: RAR 4 technote. Marks of blocks, and flags of their headers. */
const SIGNATURE_BYTES = 7;
const FILE_BLOCK = 0x74;
const FLAG_ADDED_SIZE = 0x8000;
const FLAG_LARGE = 0x0100;
const FLAG_UNICODE = 0x0200;

/** Whether the bytes are an archive of RAR 4 or older; RAR 5 writes its names as UTF-8. */
export function isRar4(bytes: Uint8Array): boolean {
  return bytes[6] === 0;
}

/**
 * Puts the name together that RAR keeps as the difference between its two writings, in an OEM encoding and in UTF-16.
 * Source: UnRAR, EncodeFileName::Decode.
 */
function decodeUnicodeName(oem: Uint8Array, encoded: Uint8Array): string {
  const codes: number[] = [];
  const reader = new ByteReader(encoded);
  const high = reader.u8() << 8;
  let flags = 0;
  for (let bits = 0; reader.left > 0; bits -= 2) {
    if (bits === 0) {
      flags = reader.u8();
      bits = 8;
    }
    const kind = (flags >> (bits - 2)) & 3;
    if (kind === 0) codes.push(reader.u8());
    else if (kind === 1) codes.push(reader.u8() | high);
    else if (kind === 2) codes.push(reader.u16());
    else pushRepeated(codes, oem, reader, high);
  }
  return String.fromCharCode(...codes);
}

/** A stretch that both writings share, or that differs by one number. */
function pushRepeated(codes: number[], oem: Uint8Array, reader: ByteReader, high: number): void {
  const length = reader.u8();
  const correction = (length & 0x80) !== 0 ? reader.u8() : undefined;
  for (let left = (length & 0x7f) + 2; left > 0; left -= 1) {
    const code = oem[codes.length] ?? 0;
    codes.push(correction === undefined ? code : ((code + correction) & 0xff) | high);
  }
}

function readName(field: Uint8Array, flags: number): string {
  const end = field.indexOf(0);
  if ((flags & FLAG_UNICODE) === 0) return decodeMemberName(field, false);
  if (end < 0) return decodeMemberName(field, true);
  return decodeUnicodeName(field.subarray(0, end), field.subarray(end + 1)).replaceAll("\\", "/");
}

function readFileName(reader: ByteReader, flags: number): string {
  reader.take(4 + 1 + 4 + 4 + 1 + 1);
  const nameBytes = reader.u16();
  reader.take(4);
  if ((flags & FLAG_LARGE) !== 0) reader.take(8);
  return readName(reader.take(nameBytes), flags);
}

/** Reads the block at the reader and goes on to the next; the name where it is a file's. */
function readBlock(reader: ByteReader): string | undefined {
  const start = reader.at;
  reader.take(2);
  const type = reader.u8();
  const flags = reader.u16();
  const headerBytes = reader.u16();
  const addedBytes = (flags & FLAG_ADDED_SIZE) !== 0 || type === FILE_BLOCK ? reader.u32() : 0;
  if (headerBytes < SIGNATURE_BYTES) throw new OutOfBytes();
  const name = type === FILE_BLOCK ? readFileName(reader, flags) : undefined;
  // Members of more than 4 GB are far beyond the limits; the walk ends there.
  reader.at = start + headerBytes + addedBytes;
  return name;
}

/** The names of a RAR 4 archive's members, folders too, in its order; a damaged archive gives those before the damage. */
export function listRar4Names(bytes: Uint8Array): string[] {
  const names: string[] = [];
  const reader = new ByteReader(bytes, SIGNATURE_BYTES);
  try {
    while (reader.left > 0) {
      const name = readBlock(reader);
      if (name !== undefined) names.push(name);
    }
  } catch (error) {
    // Cut off: members without a name here are refused by whoever pairs the two.
    if (!(error instanceof OutOfBytes)) throw error;
  }
  return names;
}

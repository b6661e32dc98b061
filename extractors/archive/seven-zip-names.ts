import { crc32 } from "node:zlib";
import { ByteReader } from "./byte-reader.ts";

/** Source: 7zFormat.txt of the LZMA SDK. Marks of what follows. */
const END = 0x00;
const HEADER = 0x01;
const ARCHIVE_PROPERTIES = 0x02;
const ADDITIONAL_STREAMS = 0x03;
const MAIN_STREAMS = 0x04;
const FILES = 0x05;
const PACK_INFO = 0x06;
const UNPACK_INFO = 0x07;
const SUBSTREAMS = 0x08;
const SIZES = 0x09;
const DIGESTS = 0x0a;
const FOLDERS = 0x0b;
const CODER_SIZES = 0x0c;
const SUBSTREAM_COUNTS = 0x0d;
const NAMES = 0x11;
const ENCODED_HEADER = 0x17;
const SIGNATURE_BYTES = 32;
/** More of anything than this is no archive of documents. */
const MOST = 1_000_000;

/** A header that is not as the format has it. */
export class HeaderFault extends Error {}

/** What the archive's header is: plain, or packed like a member. */
export interface HeaderPart {
  readonly kind: "plain" | "packed";
  readonly bytes: Uint8Array;
}

/** Finds the header at the archive's end; undefined where the archive is empty. @throws {OutOfBytes} when it is cut off. */
export function findHeader(bytes: Uint8Array): HeaderPart | undefined {
  const reader = new ByteReader(bytes, 12);
  const offset = reader.u64();
  const size = reader.u64();
  if (size === 0) return undefined;
  const header = new ByteReader(bytes, SIGNATURE_BYTES + offset).take(size);
  return { kind: header[0] === ENCODED_HEADER ? "packed" : "plain", bytes: header };
}

/**
 * An archive whose one member is the packed header of another: what unpacks members then unpacks the header. `header` is
 * the packed header's description, which is that of a member's stream.
 */
export function wrapHeader(archive: Uint8Array, header: Uint8Array): Uint8Array {
  const name = [NAMES, 5, 0, 0x68, 0, 0, 0];
  // A member's stream is counted once more, where a packed header's is not.
  const streams = Buffer.concat([header.subarray(1, -1), Buffer.from([SUBSTREAMS, END, END])]);
  const plain = Buffer.concat([Buffer.from([HEADER, MAIN_STREAMS]), streams, Buffer.from([FILES, 1, ...name, END, END])]);
  const signature = Buffer.from(archive.subarray(0, SIGNATURE_BYTES));
  signature.writeBigUInt64LE(BigInt(archive.length - SIGNATURE_BYTES), 12);
  signature.writeBigUInt64LE(BigInt(plain.length), 20);
  signature.writeUInt32LE(crc32(plain), 28);
  signature.writeUInt32LE(crc32(signature.subarray(12, 32)), 8);
  return Buffer.concat([signature, archive.subarray(SIGNATURE_BYTES), plain]);
}

/** A number in one to nine bytes: the leading ones of the first say how many follow. */
function readNumber(reader: ByteReader): number {
  const first = reader.u8();
  let value = 0;
  for (let index = 0, mask = 0x80; index < 8; index += 1, mask >>= 1) {
    if ((first & mask) === 0) return value + (first & (mask - 1)) * 256 ** index;
    value += reader.u8() * 256 ** index;
  }
  return value;
}

function readCount(reader: ByteReader): number {
  const count = readNumber(reader);
  if (count > MOST) throw new HeaderFault("it counts more than there can be");
  return count;
}

function expectMark(reader: ByteReader, mark: number): void {
  if (reader.u8() !== mark) throw new HeaderFault("its parts are not in order");
}

function skipDigests(reader: ByteReader, count: number): void {
  let defined = count;
  if (reader.u8() === 0) {
    const bits = reader.take(Math.ceil(count / 8));
    defined = bits.reduce((sum, byte) => sum + Array.from(byte.toString(2)).filter((bit) => bit === "1").length, 0);
  }
  reader.take(defined * 4);
}

function skipNumbers(reader: ByteReader, count: number): void {
  for (let index = 0; index < count; index += 1) readNumber(reader);
}

function skipPackInfo(reader: ByteReader): void {
  readNumber(reader);
  const streams = readCount(reader);
  for (let mark = reader.u8(); mark !== END; mark = reader.u8()) {
    if (mark === SIZES) skipNumbers(reader, streams);
    else if (mark === DIGESTS) skipDigests(reader, streams);
    else throw new HeaderFault("its streams are not as they should be");
  }
}

/** Passes a folder's coders; gives how many streams come out of it in all. */
function skipFolder(reader: ByteReader): number {
  let inputs = 0;
  let outputs = 0;
  const coders = readCount(reader);
  for (let coder = 0; coder < coders; coder += 1) {
    const flags = reader.u8();
    reader.take(flags & 0x0f);
    const isComplex = (flags & 0x10) !== 0;
    inputs += isComplex ? readCount(reader) : 1;
    outputs += isComplex ? readCount(reader) : 1;
    if ((flags & 0x20) !== 0) reader.take(readCount(reader));
  }
  const bound = outputs - 1;
  skipNumbers(reader, bound * 2);
  const packed = inputs - bound;
  if (packed > 1) skipNumbers(reader, packed);
  return outputs;
}

function readUnpackInfo(reader: ByteReader): { folders: number; withDigest: boolean } {
  expectMark(reader, FOLDERS);
  const folders = readCount(reader);
  if (reader.u8() !== 0) throw new HeaderFault("its folders are kept elsewhere");
  let outputs = 0;
  for (let folder = 0; folder < folders; folder += 1) outputs += skipFolder(reader);
  expectMark(reader, CODER_SIZES);
  skipNumbers(reader, outputs);
  let mark = reader.u8();
  const withDigest = mark === DIGESTS;
  if (withDigest) {
    skipDigests(reader, folders);
    mark = reader.u8();
  }
  if (mark !== END) throw new HeaderFault("its folders are not as they should be");
  return { folders, withDigest };
}

function skipSubstreams(reader: ByteReader, folders: number, withDigest: boolean): void {
  let counts = new Array<number>(folders).fill(1);
  let mark = reader.u8();
  if (mark === SUBSTREAM_COUNTS) {
    counts = counts.map(() => readCount(reader));
    mark = reader.u8();
  }
  if (mark === SIZES) {
    for (const count of counts) skipNumbers(reader, Math.max(0, count - 1));
    mark = reader.u8();
  }
  if (mark === DIGESTS) {
    // A folder of one stream has its digest with the folder.
    skipDigests(reader, counts.reduce((sum, count) => sum + (count === 1 && withDigest ? 0 : count), 0));
    mark = reader.u8();
  }
  if (mark !== END) throw new HeaderFault("its streams are not as they should be");
}

function skipStreams(reader: ByteReader): void {
  let unpack = { folders: 0, withDigest: false };
  for (let mark = reader.u8(); mark !== END; mark = reader.u8()) {
    if (mark === PACK_INFO) skipPackInfo(reader);
    else if (mark === UNPACK_INFO) unpack = readUnpackInfo(reader);
    else if (mark === SUBSTREAMS) skipSubstreams(reader, unpack.folders, unpack.withDigest);
    else throw new HeaderFault("its streams are not as they should be");
  }
}

function skipProperties(reader: ByteReader): void {
  while (reader.u8() !== END) reader.take(readCount(reader));
}

function splitNames(bytes: Uint8Array): string[] {
  const names = new TextDecoder("utf-16le").decode(bytes.subarray(1)).split("\0");
  return names.slice(0, -1).map((name) => name.replaceAll("\\", "/"));
}

function readFileNames(reader: ByteReader): string[] {
  readCount(reader);
  for (let mark = reader.u8(); mark !== END; mark = reader.u8()) {
    const property = reader.take(readNumber(reader));
    if (mark === NAMES) return splitNames(property);
  }
  return [];
}

/**
 * The names of an archive's members, folders too, in its order, from its plain header.
 * @throws {HeaderFault} or {OutOfBytes} when the header is damaged.
 */
export function listHeaderNames(header: Uint8Array): string[] {
  const reader = new ByteReader(header);
  expectMark(reader, HEADER);
  for (let mark = reader.u8(); mark !== END; mark = reader.u8()) {
    if (mark === FILES) return readFileNames(reader);
    if (mark === ARCHIVE_PROPERTIES) skipProperties(reader);
    else if (mark === ADDITIONAL_STREAMS || mark === MAIN_STREAMS) skipStreams(reader);
    else throw new HeaderFault("its parts are not in order");
  }
  return [];
}

import { crc32, inflateRawSync } from "node:zlib";
import { ContainerError } from "./container-error.ts";
import type { ZipEntry } from "./zip-directory.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

function findData(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) {
    throw new ContainerError("corrupt", `Member "${entry.path}" is not where the archive's directory says.`);
  }
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const end = start + entry.compressedSize;
  if (end > bytes.length) throw new ContainerError("corrupt", `Member "${entry.path}" is cut off.`);
  return bytes.subarray(start, end);
}

function inflate(data: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: maxBytes });
  } catch (cause) {
    // The size an archive states can be a lie; the inflater's own limit is what holds.
    if (cause instanceof RangeError) throw tooLarge(entry, maxBytes);
    throw new ContainerError("corrupt", `Member "${entry.path}" does not unpack.`, { cause });
  }
}

function tooLarge(entry: ZipEntry, maxBytes: number): ContainerError {
  return new ContainerError("too-large", `Member "${entry.path}" unpacks to more than ${maxBytes} bytes.`);
}

function unpack(data: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array {
  if (entry.method === DEFLATED) return inflate(data, entry, maxBytes);
  if (entry.method !== STORED) {
    throw new ContainerError("unsupported", `Member "${entry.path}" is packed by method ${entry.method}, which is not read.`);
  }
  if (data.length > maxBytes) throw tooLarge(entry, maxBytes);
  return data;
}

/**
 * Unpacks one member of a zip archive and checks it against its checksum. `maxBytes` bounds what may come out, whatever
 * the archive states.
 * @throws {ContainerError} `encrypted`, `unsupported` (method), `too-large`, or `corrupt`.
 */
export function readZipMember(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array {
  if (entry.encrypted) throw new ContainerError("encrypted", `Member "${entry.path}" is encrypted.`);
  if (entry.size > maxBytes) throw tooLarge(entry, maxBytes);
  const content = unpack(findData(bytes, entry), entry, maxBytes);
  if (crc32(content) !== entry.crc32) {
    throw new ContainerError("corrupt", `Member "${entry.path}" does not match its checksum.`);
  }
  return content;
}

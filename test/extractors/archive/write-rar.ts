import { crc32 } from "node:zlib";

/** A member for the writers here; nothing is packed. */
export interface RarMember {
  /** As bytes where the encoding matters. */
  readonly name: string | Uint8Array;
  readonly content: string;
  readonly flags?: number;
}

/** Seven bits a byte, the lowest first. */
function vint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...vint(value >>> 7)];
}

function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}

function block5(fields: readonly number[], data: Uint8Array = new Uint8Array()): Buffer {
  const header = Buffer.from([...vint(fields.length), ...fields]);
  return Buffer.concat([Buffer.from(u32(crc32(header))), header, data]);
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? Buffer.from(text) : text;
}

/** An archive of RAR 5. Source: RAR 5.0 archive format. */
export function writeRar5(members: readonly RarMember[]): Uint8Array {
  const files = members.map((member) => {
    const data = bytesOf(member.content);
    const name = bytesOf(member.name);
    const file = [4, ...vint(data.length), ...vint(0o100644), ...u32(crc32(data)), 0, 1, ...vint(name.length), ...name];
    return block5([2, 2, ...vint(data.length), ...file], data);
  });
  return Buffer.concat([Buffer.from("Rar!\x1a\x07\x01\x00", "latin1"), block5([1, 0, 0]), ...files, block5([5, 0, 0])]);
}

function block4(type: number, flags: number, fields: readonly number[], data: Uint8Array = new Uint8Array()): Buffer {
  const header = Buffer.from([type, ...u16(flags), ...u16(7 + fields.length), ...fields]);
  return Buffer.concat([Buffer.from(u16(crc32(header) & 0xffff)), header, data]);
}

/** An archive of RAR 4. Source: RAR 4 technote. */
export function writeRar4(members: readonly RarMember[]): Uint8Array {
  const files = members.map((member) => {
    const data = bytesOf(member.content);
    const name = bytesOf(member.name);
    const sizes = [...u32(data.length), ...u32(data.length)];
    const fields = [...sizes, 3, ...u32(crc32(data)), ...u32(0x5a21_0000), 20, 0x30, ...u16(name.length), ...u32(0o100644), ...name];
    return block4(0x74, 0x8000 | (member.flags ?? 0), fields, data);
  });
  return Buffer.concat([Buffer.from("Rar!\x1a\x07\x00", "latin1"), block4(0x73, 0, [0, 0, 0, 0, 0, 0]), ...files, block4(0x7b, 0x4000, [])]);
}

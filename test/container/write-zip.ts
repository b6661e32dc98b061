import { crc32, deflateRawSync } from "node:zlib";

/** A member for `writeZip`. What is left out is as a plain archiver writes it. */
export interface ZipMember {
  readonly path: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly flags?: number;
  readonly unixMode?: number;
  readonly statedSize?: number;
  readonly store?: boolean;
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? Buffer.from(value, "utf8") : value;
}

function header(signature: number, member: ZipMember, packed: Uint8Array, central: boolean, offset: number): Buffer {
  const name = bytesOf(member.path);
  const content = bytesOf(member.content);
  const fields = Buffer.alloc(central ? 46 : 30);
  fields.writeUInt32LE(signature, 0);
  const at = central ? 6 : 4;
  fields.writeUInt16LE(20, at);
  fields.writeUInt16LE(member.flags ?? (typeof member.path === "string" ? 0x0800 : 0), at + 2);
  fields.writeUInt16LE(member.store === true ? 0 : 8, at + 4);
  fields.writeUInt32LE(crc32(content), at + 10);
  fields.writeUInt32LE(packed.length, at + 14);
  fields.writeUInt32LE(member.statedSize ?? content.length, at + 18);
  fields.writeUInt16LE(name.length, at + 22);
  if (central) {
    fields.writeUInt32LE(((member.unixMode ?? 0) << 16) >>> 0, 38);
    fields.writeUInt32LE(offset, 42);
  }
  return Buffer.concat([fields, name]);
}

/** Writes a zip archive member by member, also such archives as no honest archiver writes. */
export function writeZip(members: readonly ZipMember[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const content = bytesOf(member.content);
    const packed = member.store === true ? Buffer.from(content) : deflateRawSync(content);
    const local = Buffer.concat([header(0x04034b50, member, packed, false, 0), packed]);
    locals.push(local);
    centrals.push(header(0x02014b50, member, packed, true, offset));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

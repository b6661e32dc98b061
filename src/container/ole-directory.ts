import { ContainerError } from "./container-error.ts";

/** One stream or storage of an OLE2 compound file (the container of .doc, .xls and of encrypted .docx). */
export interface OleEntry {
  readonly name: string;
  readonly kind: "storage" | "stream" | "root";
  /** First sector of the stream. */
  readonly startSector: number;
  /** Length in bytes. */
  readonly size: number;
}

/** An opened compound file: its directory, and the first bytes of any stream that lies in whole sectors. */
export interface OleFile {
  readonly entries: readonly OleEntry[];
  /** The stream's first bytes, up to one sector; undefined for streams kept in the mini stream or outside the file. */
  readStart(entry: OleEntry): Uint8Array | undefined;
}

const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
/** Sector numbers from here on are marks (end of chain, free), not sectors. */
const FIRST_MARK = 0xfffffffa;
const DIFAT_IN_HEADER = 109;
/** Streams shorter than this are kept in the mini stream. */
const MINI_STREAM_CUTOFF = 4096;
const kinds: Partial<Record<number, OleEntry["kind"]>> = { 1: "storage", 2: "stream", 5: "root" };

const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether the bytes start as an OLE2 compound file does. */
export function isOleFile(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

class SectorReader {
  readonly sectorBytes: number;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  /** The sectors that hold the allocation table, in order. */
  readonly tables: readonly number[];

  constructor(bytes: Uint8Array) {
    if (bytes.length < HEADER_BYTES) throw new ContainerError("corrupt", "The compound file is cut off.");
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.header16(30);
    if (shift !== 9 && shift !== 12) throw new ContainerError("corrupt", "The compound file's header is damaged.");
    this.sectorBytes = 1 << shift;
    this.tables = this.listTables();
  }

  header16(at: number): number {
    return this.view.getUint16(at, true);
  }

  header32(at: number): number {
    return this.view.getUint32(at, true);
  }

  read(sector: number): Uint8Array | undefined {
    const start = (sector + 1) * this.sectorBytes;
    return sector < FIRST_MARK && start < this.bytes.length ? this.bytes.subarray(start, start + this.sectorBytes) : undefined;
  }

  /** The sector that follows in its chain; undefined at the end, or where the allocation table itself is missing. */
  next(sector: number): number | undefined {
    const perTable = this.sectorBytes / 4;
    const table = this.tables[Math.floor(sector / perTable)];
    const data = table === undefined ? undefined : this.read(table);
    const at = (sector % perTable) * 4;
    if (data === undefined || at + 4 > data.length) return undefined;
    const next = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(at, true);
    return next < FIRST_MARK ? next : undefined;
  }

  private listTables(): number[] {
    const tables = Array.from({ length: DIFAT_IN_HEADER }, (_, index) => this.header32(76 + index * 4));
    const seen = new Set<number>();
    let sector = this.header32(68);
    for (let data = this.read(sector); data !== undefined && !seen.has(sector); data = this.read(sector)) {
      seen.add(sector);
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      // The last number of each such sector leads to the next one.
      const last = Math.floor(data.length / 4) - 1;
      for (let index = 0; index < last; index += 1) tables.push(view.getUint32(index * 4, true));
      sector = last < 0 ? FIRST_MARK : view.getUint32(last * 4, true);
    }
    return tables;
  }
}

/** Whether some chain of a table, in which each number leads to the next, comes back to where it was. */
function hasLoop(length: number, next: (at: number) => number | undefined): boolean {
  const walks = new Uint32Array(length);
  for (let start = 0; start < length; start += 1) {
    for (let at: number | undefined = start; at !== undefined && at < length && walks[at] !== start + 1; at = next(at)) {
      if (walks[at] !== 0) break;
      walks[at] = start + 1;
      const follower = next(at);
      if (follower !== undefined && follower < length && walks[follower] === start + 1) return true;
    }
  }
  return false;
}

function readChain(reader: SectorReader, first: number): Uint8Array[] {
  const sectors: Uint8Array[] = [];
  for (let at: number | undefined = first; at !== undefined; at = reader.next(at)) {
    const data = reader.read(at);
    if (data === undefined) break;
    sectors.push(data);
  }
  return sectors;
}

/**
 * Checks what a reader relies on that follows the chains of sectors without looking: that the tables lie in the file, are
 * no larger than it, and that no chain runs in a circle.
 * @throws {ContainerError} `corrupt`.
 */
export function checkOleChains(bytes: Uint8Array): void {
  const reader = new SectorReader(bytes);
  const damaged = new ContainerError("corrupt", "The compound file's allocation table is damaged.");
  const sectorCount = Math.ceil(bytes.length / reader.sectorBytes);
  const tableCount = reader.header32(44);
  // How many sectors the allocation table, the mini stream's and the list of tables take.
  if ([tableCount, reader.header32(64), reader.header32(72)].some((count) => count > sectorCount)) throw damaged;
  const isWhole = reader.tables.slice(0, tableCount).every((sector) => reader.read(sector)?.length === reader.sectorBytes);
  if (!isWhole || hasLoop(sectorCount, (sector) => reader.next(sector))) throw damaged;
  const mini = Buffer.concat(readChain(reader, reader.header32(60)));
  const miniCount = Math.floor(mini.length / 4);
  if (hasLoop(miniCount, (at) => (at < miniCount ? mini.readUInt32LE(at * 4) : undefined))) throw damaged;
}

function readDirectorySectors(reader: SectorReader): Uint8Array[] {
  const sectors: Uint8Array[] = [];
  const seen = new Set<number>();
  let sector: number | undefined = reader.header32(48);
  while (sector !== undefined && !seen.has(sector)) {
    seen.add(sector);
    const data = reader.read(sector);
    if (data === undefined) break;
    sectors.push(data);
    sector = reader.next(sector);
  }
  return sectors;
}

function readDirectoryEntry(data: Uint8Array): OleEntry | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kind = kinds[data[66] ?? 0];
  const nameBytes = view.getUint16(64, true) - 2;
  if (kind === undefined || nameBytes < 0 || nameBytes > 62) return undefined;
  const name = new TextDecoder("utf-16le").decode(data.subarray(0, nameBytes));
  return { name, kind, startSector: view.getUint32(116, true), size: view.getUint32(120, true) };
}

/**
 * Opens a compound file and lists its streams and storages, without their nesting.
 * @throws {ContainerError} `corrupt` when header or directory cannot be read.
 */
export function readOleDirectory(bytes: Uint8Array): OleFile {
  const reader = new SectorReader(bytes);
  const entries: OleEntry[] = [];
  for (const sector of readDirectorySectors(reader)) {
    for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= sector.length; at += DIRECTORY_ENTRY_BYTES) {
      const entry = readDirectoryEntry(sector.subarray(at, at + DIRECTORY_ENTRY_BYTES));
      if (entry !== undefined) entries.push(entry);
    }
  }
  if (entries.length === 0) throw new ContainerError("corrupt", "The compound file's directory is damaged.");
  return {
    entries,
    readStart: (entry) => (entry.size < MINI_STREAM_CUTOFF ? undefined : reader.read(entry.startSector)),
  };
}

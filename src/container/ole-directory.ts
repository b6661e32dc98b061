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
  private readonly tables: readonly number[];

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

/** Bytes that end before what they announce. */
export class OutOfBytes extends Error {
  constructor() {
    super("the bytes end too early");
    this.name = "OutOfBytes";
  }
}

/** Reads little-endian values one after the other. @throws {OutOfBytes} past the end. */
export class ByteReader {
  at: number;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.advance(1));
  }

  u16(): number {
    return this.view.getUint16(this.advance(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  /** As a number: larger ones than it holds exactly are beyond every archive read here. */
  u64(): number {
    return Number(this.view.getBigUint64(this.advance(8), true));
  }

  take(count: number): Uint8Array {
    const from = this.advance(count);
    return this.bytes.subarray(from, from + count);
  }

  private advance(count: number): number {
    const from = this.at;
    if (count < 0 || from + count > this.bytes.length) throw new OutOfBytes();
    this.at += count;
    return from;
  }
}

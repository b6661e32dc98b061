/** One field of a protobuf message: its number and its value, bytes for everything that has a length. */
export interface WireField {
  readonly number: number;
  readonly value: number | Uint8Array;
  /** 0 varint, 1 eight bytes, 2 bytes with a length, 5 four bytes. */
  readonly wire: number;
}

const VARINT = 0;
const EIGHT_BYTES = 1;
const WITH_LENGTH = 2;
const FOUR_BYTES = 5;

/**
 * The fields of a message in their order. Fixed-width numbers are kept as their bytes; varints beyond 2⁵³ lose their low
 * bits. Source: protobuf.dev, Encoding.
 * @throws {RangeError} where the bytes are no message.
 */
export function readFields(message: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const readVarint = (): number => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("The message ends within a number.");
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const readBytes = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError("The message ends within a field.");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = readVarint();
    const wire = key & 7;
    fields.push({ number: Math.floor(key / 8), wire, value: wire === VARINT ? readVarint() : readBytes(measureField(wire, readVarint)) });
  }
  return fields;
}

function measureField(wire: number, readVarint: () => number): number {
  if (wire === WITH_LENGTH) return readVarint();
  if (wire === FOUR_BYTES) return 4;
  if (wire === EIGHT_BYTES) return 8;
  throw new RangeError(`A field has the unknown wire type ${wire}.`);
}

/** A field of bytes: a string, a message, packed numbers. */
export function bytesField(number: number, value: Uint8Array | string): WireField {
  return { number, wire: WITH_LENGTH, value: typeof value === "string" ? Buffer.from(value) : value };
}

/** A field with a whole number that is not negative. */
export function numberField(number: number, value: number): WireField {
  return { number, wire: VARINT, value };
}

/** The message of these fields. */
export function writeFields(fields: readonly WireField[]): Uint8Array {
  const parts = fields.flatMap(({ number, wire, value }) => {
    const key = encodeVarint(number * 8 + wire);
    if (typeof value === "number") return [key, encodeVarint(value)];
    return wire === WITH_LENGTH ? [key, encodeVarint(value.length), value] : [key, value];
  });
  return Buffer.concat(parts);
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

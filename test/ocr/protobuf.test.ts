import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesField, numberField, readFields, writeFields } from "../../src/ocr/protobuf.ts";

const number = fc.integer({ min: 1, max: 5000 });
const field = fc.oneof(
  fc.tuple(number, fc.maxSafeNat()).map(([key, value]) => numberField(key, value)),
  fc.tuple(number, fc.uint8Array({ maxLength: 300 })).map(([key, value]) => bytesField(key, value)),
  fc.tuple(number, fc.uint8Array({ minLength: 4, maxLength: 4 })).map(([key, value]) => ({ number: key, wire: 5, value })),
);

test("A message that is written and read again has the same fields.", () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 20 }), (fields) => {
      const read = readFields(writeFields(fields));
      expect(read.map(({ number: key, wire, value }) => [key, wire, typeof value === "number" ? value : [...value]])).toEqual(
        fields.map(({ number: key, wire, value }) => [key, wire, typeof value === "number" ? value : [...value]]),
      );
    }),
  );
});

test("A message that ends within a field is refused.", () => {
  const message = writeFields([bytesField(3, "网络"), numberField(2, 300)]);
  for (const length of [2, 5, message.length - 1]) expect(() => readFields(message.subarray(0, length))).toThrow(RangeError);
});

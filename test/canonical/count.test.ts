import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChineseNumber } from "../../src/canonical/chinese-number.ts";
import { parseCount, parsePhone } from "../../src/canonical/count.ts";

describe("parseCount", () => {
  it.each([
    ["41", 41],
    ["41 人", 41],
    ["１２", 12],
    ["1,204人", 1204],
    ["十二人", 12],
    ["0", 0],
    ["4.5", undefined],
    ["9007199254740993个", undefined],
    ["无", undefined],
    ["", undefined],
  ])("reads %j as %s", (text, count) => {
    expect(parseCount(text)).toBe(count);
  });
});

describe("parsePhone", () => {
  it.each([
    [" 13800000000 ", "13800000000"],
    ["０２１－３３３３４４４４", "021-33334444"],
    ["0755 - 33334444", "0755-33334444"],
    ["33334444转12", "33334444转12"],
    ["无", undefined],
    ["12", undefined],
  ])("reads %j as %s", (text, phone) => {
    expect(parsePhone(text)).toBe(phone);
  });
});

describe("parseChineseNumber", () => {
  it.each([
    ["十", 10],
    ["十五", 15],
    ["一百零五", 105],
    ["三千零五", 3005],
    ["一万二千", 12_000],
    ["壹佰贰拾叁", 123],
    ["二〇二三", 2023],
    ["两", 2],
    ["一亿零三万", 100_030_000],
    ["百一千", undefined],
    ["万", undefined],
    ["", undefined],
  ])("reads %j as %s", (text, number) => {
    expect(parseChineseNumber(text)).toBe(number);
  });

  it("reads back every number below ten thousand", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (number) => {
        expect(parseChineseNumber(write(number))).toBe(number);
      }),
    );
  });
});

function write(number: number): string {
  const digits = Array.from(String(number), Number);
  const written = digits.map((digit, index) => (digit === 0 ? "零" : "零一二三四五六七八九".charAt(digit) + (["", "十", "百", "千"][digits.length - 1 - index] ?? "")));
  return written.join("").replace(/零+/gu, "零").replace(/零$/u, "");
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseInline, normaliseText } from "../../src/canonical/text.ts";

const cases: [name: string, raw: string, expected: string | null][] = [
  ["spaces between a number and Chinese stay, as one", "共  123 家", "共 123 家"],
  ["white space between Chinese characters goes, ideographic space too", "中  文　字\u00A0符", "中文字符"],
  ["white space beside Chinese punctuation goes", "甲 ，乙 （ 丙 ）“ 丁 ”", "甲，乙（丙）“丁”"],
  ["ASCII punctuation keeps its space", "其中: 当年", "其中: 当年"],
  ["paragraphs are joined by a line feed and blank lines dropped", "\n 第一段 \r\n \u3000\n\r第二段\n", "第一段\n第二段"],
  ["zero-width characters are no text", "\uFEFF甲\u200B乙", "甲乙"],
  ["width stays as printed", "１２，a，b", "１２，a，b"],
  ["blank is null", " \n\u3000\t", null],
];

describe("normaliseText", () => {
  it.each(cases)("%s", (_name, raw, expected) => {
    expect(normaliseText(raw)).toBe(expected);
  });

  it("is idempotent", () => {
    const printed = fc.array(fc.constantFrom("甲", "。", "a", "1", " ", "\u3000", "\n", "(", "\u200B"), { maxLength: 30 });
    fc.assert(
      fc.property(printed, (parts) => {
        const once = normaliseText(parts.join(""));
        expect(normaliseText(once ?? "")).toBe(once);
      }),
    );
  });

  it("loses no printed character and adds none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const bare = (text: string): string => text.replace(/[\s\u0085\u200B-\u200F\u202A-\u202E\u2060\u00AD]/gu, "");
        expect(bare(normaliseText(raw) ?? "")).toBe(bare(raw));
      }),
    );
  });
});

describe("normaliseInline", () => {
  it("takes a wrapped cell's line break as white space", () => {
    expect(normaliseInline("预算\n之内")).toBe("预算之内");
    expect(normaliseInline("OTN\n网")).toBe("OTN 网");
  });
});

import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/document/decode-text.ts";
import { ExtractionError } from "../../src/document/extractor.ts";

const form = "项目名称：某某项目\n主管部门：某市某局（盖章）\n资金：１２万元，≥９５％\n";
const traditional = "計畫名稱：資訊系統維護\n主管機關：某市政府\n經費來源：預算\n";

function decode(bytes: Uint8Array): { text: string; encoding: string; codes: string[] } {
  const { source, encoding, findings } = decodeText(bytes, "a.txt");
  return { text: source.text, encoding, codes: findings.map(({ code }) => code) };
}

function failureOf(bytes: Uint8Array): string | undefined {
  try {
    decodeText(bytes, "a.txt");
    return undefined;
  } catch (error) {
    return error instanceof ExtractionError ? error.failure : "other";
  }
}

describe("encodings", () => {
  test("plain UTF-8 needs no word", () => {
    expect(decode(Buffer.from(form))).toEqual({ text: form, encoding: "utf-8", codes: [] });
  });

  test.each([
    ["utf-8", "utf8", true],
    ["utf-16le", "utf-16le", true],
    ["utf-16be", "utf-16be", true],
    ["utf-16le", "utf-16le", false],
    ["utf-16be", "utf-16be", false],
    ["gb18030", "gb18030", false],
    ["gb18030", "gbk", false],
  ])("%s (from %s, byte order mark: %s) is recognised and said", (encoding, codec, addBOM) => {
    expect(decode(iconv.encode(form, codec, { addBOM }))).toEqual({ text: form, encoding, codes: ["encoding-detected"] });
  });

  test("Big5 is told from GB 18030 by its frequent characters", () => {
    expect(decode(iconv.encode(traditional, "big5"))).toEqual({ text: traditional, encoding: "big5", codes: ["encoding-detected"] });
  });

  test("a short Chinese text without any ASCII is recognised in each encoding", () => {
    for (const [encoding, codec] of [["gb18030", "gbk"], ["utf-16le", "utf-16le"], ["utf-16be", "utf-16be"]] as const) {
      expect(decode(iconv.encode("项目绩效目标申报表", codec)).encoding).toBe(encoding);
    }
  });

  test("ASCII in UTF-16 without a mark is recognised by its zero bytes", () => {
    expect(decode(iconv.encode("name\tvalue\n", "utf-16be", { addBOM: false }))).toMatchObject({ encoding: "utf-16be", text: "name\tvalue\n" });
  });

  test("any Chinese text comes back from each encoding", () => {
    const common = Array.from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经");
    const character = fc.constantFrom(...common, "\n", "，", "。", "1", "a", "（");
    const text = fc.array(character, { minLength: 12, maxLength: 300 }).map((characters) => characters.join("")).filter((value) => /\p{Script=Han}{4}/u.test(value));
    const codec = fc.constantFrom("gb18030", "utf-16le", "utf-16be", "utf8");
    fc.assert(
      fc.property(text, codec, (value, name) => {
        expect(decode(iconv.encode(value, name, { addBOM: false })).text).toBe(value);
      }),
    );
  });
});

describe("damage", () => {
  test("UTF-8 cut in the middle of a character stays UTF-8 and names the place", () => {
    const { source, encoding, findings } = decodeText(Buffer.from(form).subarray(0, -5), "a.txt");
    expect(encoding).toBe("utf-8");
    const damage = findings.find(({ code }) => code === "text-undecodable");
    expect(damage?.at).toEqual([{ line: 3, from: 10, to: 11 }]);
    expect(source.text.endsWith("９\ufffd")).toBe(true);
  });

  test("UTF-8 with a foreign byte in it stays UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from(form), Buffer.from([0xff]), Buffer.from(form)]);
    expect(decode(bytes)).toMatchObject({ encoding: "utf-8", codes: ["text-undecodable"] });
  });

  test("a file without bytes or with white space alone is empty", () => {
    expect([failureOf(new Uint8Array()), failureOf(Buffer.from(" \r\n\t\u3000\n")), failureOf(Buffer.from([0xef, 0xbb, 0xbf]))]).toEqual(["empty", "empty", "empty"]);
  });

  test("a file too large for one string is refused before it is decoded", () => {
    expect(failureOf(new Uint8Array(2 ** 28 + 1))).toBe("too-large");
  });

  test("binaries are unsupported", () => {
    const random = Buffer.from(fc.sample(fc.uint8Array({ minLength: 4000, maxLength: 4000 }), { numRuns: 1, seed: 7 })[0] ?? []);
    const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), random]);
    expect([failureOf(random), failureOf(png), failureOf(Buffer.alloc(100))]).toEqual(["unsupported", "unsupported", "unsupported"]);
  });
});

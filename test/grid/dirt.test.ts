import { describe, expect, it } from "vitest";
import type { Glyph } from "../../src/document/page-content.ts";
import { dropDirt, dropLoneSpecks } from "../../src/grid/dirt.ts";
import { makePage, write } from "./pages.ts";

const doubtful = (glyphs: readonly Glyph[], confidence = 0.9): Glyph[] => glyphs.map((glyph) => ({ ...glyph, confidence }));
const textOf = (glyphs: readonly Glyph[], source: "ocr" | "digital" | "mixed" = "ocr") =>
  dropDirt(makePage({ glyphs, source })).glyphs.map((glyph) => glyph.text).join("");

describe("dirt on a scan", () => {
  const print = doubtful(write("项目名称", 60, 100));

  it("is what is much smaller than the print", () => {
    expect(textOf([...print, ...doubtful(write("8", 300, 200, 2))])).toBe("项目名称");
  });

  it("is what is rather small and hardly believed", () => {
    expect(textOf([...print, ...doubtful(write("锅", 300, 200, 6), 0.1)])).toBe("项目名称");
  });

  it("is a small thing that stands alone, and not a number in small print", () => {
    const speck: Glyph = { text: "8", box: [300, 200, 303, 206], confidence: 0.9 };
    const number = doubtful(write("2023", 300, 300, 6));
    const page = makePage({ glyphs: [...print, ...print, speck, ...number], source: "ocr" });
    const kept = dropLoneSpecks([...print, speck, ...number], page);
    expect(kept.map((glyph) => glyph.text).join("")).toBe("项目名称2023");
  });

  it("is not a dash, a note mark, or small print", () => {
    const dash: Glyph = { text: "—", box: [200, 104, 210, 105], confidence: 0.9 };
    expect(textOf([...print, dash, ...doubtful(write("注", 300, 200, 6))])).toBe("项目名称—注");
  });

  it("is never an exact character", () => {
    const small = write("8", 300, 200, 2);
    expect(textOf([...print, ...small], "mixed")).toBe("项目名称8");
    expect(textOf([...print, ...doubtful(small)], "digital")).toBe("项目名称8");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Glyph } from "../../src/document/page-content.ts";
import { joinLines } from "../../src/grid/cell-text.ts";
import { findLines } from "../../src/grid/lines.ts";
import { findCellLines } from "../../src/grid/vertical-text.ts";
import { write } from "./pages.ts";

/** Lines below each other in a cell from x = 50 to `right`, the first character at x = 54. */
function cell(lines: readonly string[], right: number, indents: readonly number[] = []): string {
  const glyphs = lines.flatMap((line, index) => write(line, 54 + (indents[index] ?? 0), 100 + 14 * index));
  return joinLines(findCellLines(glyphs), 1, 50, right).text;
}

describe("the text of a cell", () => {
  it("goes on without a break where a Chinese line is wrapped", () => {
    expect(cell(["指导推进全市信息化工", "作，协调重大问题。"], 158)).toBe("指导推进全市信息化工作，协调重大问题。");
  });

  it("begins a paragraph after a short line that ends a sentence", () => {
    expect(cell(["一、建成机房。", "二、完成培训。"], 258)).toBe("一、建成机房。\n二、完成培训。");
  });

  it("begins a paragraph at an indented line", () => {
    expect(cell(["第一段写满了整整一行字", "就完。", "第二段也写满了这一行", "就完。"], 168, [20, 0, 20, 0])).toBe(
      "第一段写满了整整一行字就完。\n第二段也写满了这一行就完。",
    );
  });

  it("joins a label that is set upright, one character on a line", () => {
    expect(cell(["产", "出", "指", "标"], 90)).toBe("产出指标");
  });

  it("puts the space back that a wrap between Latin words swallowed", () => {
    expect(cell(["Cost of the new", "system"], 140)).toBe("Cost of the new system");
  });

  it("joins a number that was broken because it is wider than the cell", () => {
    expect(cell(["139000", "12345"], 88)).toBe("13900012345");
  });

  it("keeps the digits of one number together and those of two apart", () => {
    const apart = [...write("12", 50, 100), ...write("34", 64, 100)];
    expect(joinLines(findLines(apart), 1, 40, 200).text).toBe("12 34");
    expect(joinLines(findLines(write("1234", 50, 100)), 1, 40, 200).text).toBe("1234");
  });

  it("reads columns that are written downwards from right to left", () => {
    const columns: [string, number][] = [["完成情况", 70], ["产出指标", 90]];
    const glyphs = columns.flatMap(([text, x]) => Array.from(text).flatMap((character, index) => write(character, x, 100 + 10 * index)));
    expect(joinLines(findCellLines(glyphs), 1, 60, 110).text).toBe("产出指标完成情况");
  });

  it("reads turned text in its own direction", () => {
    const turned = Array.from("指标").map((text, index): Glyph => ({ text, box: [60, 120 - 10 * index, 70, 130 - 10 * index], turn: 270, fontSizePt: 10 }));
    expect(joinLines(findCellLines(turned), 1, 50, 80).text).toBe("指标");
  });

  it("gives every character a run, in order, and nothing else", () => {
    const text = fc.array(fc.constantFrom("预", "算", "A", "b", "7", "，", " "), { minLength: 1, maxLength: 12 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (lines) => {
        const glyphs = lines.flatMap((line, index) => write(line, 54, 100 + 14 * index));
        const placed = joinLines(findLines(glyphs), 1, 50, 180);
        const inRuns = placed.runs.map((run) => placed.text.slice(run.from, run.to)).join("");
        expect(inRuns.replace(/\s/g, "")).toBe(lines.join("").replace(/\s/g, ""));
        expect(placed.runs.every((run, index) => run.from >= (placed.runs[index - 1]?.to ?? 0) && run.to <= placed.text.length)).toBe(true);
      }),
    );
  });

  it("keeps each character of a scan apart, with its confidence and other readings", () => {
    const glyphs = write("≥95", 50, 100).map((glyph, index) => (index === 0 ? { ...glyph, confidence: 0.6, readings: [">"] } : { ...glyph, confidence: 0.99 }));
    const { runs } = joinLines(findLines(glyphs), 1, 40, 200);
    expect(runs.map((run) => [run.from, run.to, run.confidence])).toEqual([[0, 1, 0.6], [1, 2, 0.99], [2, 3, 0.99]]);
    expect(runs[0]?.readings).toEqual([">"]);
  });
});

describe("lines", () => {
  it("stay whole on a page that is skewed by a third of a degree", () => {
    const skew = Math.tan((0.3 * Math.PI) / 180);
    const tilt = (glyph: Glyph): Glyph => {
      const [x0, y0, x1, y1] = glyph.box;
      return { ...glyph, box: [x0, y0 + skew * x0, x1, y1 + skew * x0] };
    };
    const lines = Array.from({ length: 20 }, (_, index) => write("一行很长的文字".repeat(7), 20, 100 + 14 * index).map(tilt));
    const found = findLines(lines.flat());
    expect(found.map((line) => line.glyphs.length)).toEqual(lines.map((line) => line.length));
  });

  it("take in raised characters", () => {
    const raised = write("2", 70, 98, 6);
    expect(findLines([...write("面积", 50, 100), ...raised]).map((line) => line.glyphs.length)).toEqual([3]);
  });
});

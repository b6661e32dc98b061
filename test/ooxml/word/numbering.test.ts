import fc from "fast-check";
import { expect, test } from "vitest";
import { writeListNumber } from "../../../src/ooxml/word/number-text.ts";
import { paragraphTexts, readExpecting, tablesOf } from "./read-document.ts";
import { cell, paragraph, row, table, wordPart, writeDocx } from "./write-docx.ts";

test.each([
  ["decimal", 12, "12"],
  ["chineseCounting", 1, "一"],
  ["chineseCounting", 10, "十"],
  ["chineseCountingThousand", 12, "十二"],
  ["chineseCountingThousand", 20, "二十"],
  ["chineseCountingThousand", 105, "一百零五"],
  ["chineseCountingThousand", 110, "一百一十"],
  ["japaneseCounting", 21, "二十一"],
  ["chineseLegalSimplified", 15, "壹拾伍"],
  ["ideographDigital", 20, "二〇"],
  ["ideographTraditional", 3, "丙"],
  ["decimalEnclosedCircle", 3, "③"],
  ["decimalEnclosedCircle", 21, "㉑"],
  ["decimalEnclosedCircle", 36, "㊱"],
  ["decimalEnclosedCircle", 51, "51"],
  ["decimalEnclosedParen", 2, "⑵"],
  ["decimalFullWidth", 10, "１０"],
  ["upperRoman", 1994, "MCMXCIV"],
  ["lowerLetter", 28, "bb"],
  ["decimalZero", 7, "07"],
  ["ordinal", 12, "12th"],
  ["none", 5, ""],
  ["a way of the future", 5, "5"],
])("list numbers are written as Word prints them: %s %i", (format, value, text) => {
  expect(writeListNumber(value, format)).toBe(text);
});

test("different numbers of a counting way never look alike", () => {
  const ways = fc.constantFrom("chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "lowerRoman", "decimalEnclosedCircle");
  const number = fc.integer({ min: 1, max: 3999 });
  fc.assert(
    fc.property(ways, number, number, (way, one, other) => {
      fc.pre(one !== other);
      expect(writeListNumber(one, way)).not.toBe(writeListNumber(other, way));
    }),
  );
});

function level(index: number, format: string, text: string, more = ""): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
}

const nothing = '<w:suff w:val="nothing"/>';
const chinese = level(0, "chineseCounting", "%1、", nothing) + level(1, "chineseCounting", "（%2）", nothing) + level(2, "decimal", "%1.%3.", nothing + "<w:isLgl/>");

function numbering(levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'): ReturnType<typeof wordPart> {
  return wordPart("numbering", "numbering", `<w:abstractNum w:abstractNumId="7">${levels}</w:abstractNum>${nums}`);
}

function item(text: string, listLevel = 0, list = 1): string {
  return paragraph(text, `<w:numPr><w:ilvl w:val="${listLevel}"/><w:numId w:val="${list}"/></w:numPr>`);
}

test("list paragraphs carry the numbers that Word prints, deeper levels starting again", () => {
  const body = item("概述") + item("甲", 1) + item("乙", 1) + item("依据") + item("丙", 1) + item("丁", 2) + item("无", 0, 0);
  expect(paragraphTexts(readExpecting(writeDocx(body, [numbering(chinese)])))).toEqual([
    ...["一、概述", "（一）甲", "（二）乙", "二、依据", "（一）丙", "2.1.丁", "无"],
  ]);
});

test("lists of one definition count on, and one that overrides its start begins again", () => {
  const nums =
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>' +
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
  const body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3);
  expect(paragraphTexts(readExpecting(writeDocx(body, [numbering(chinese, nums)])))).toEqual(["一、甲", "二、乙", "五、丙", "六、丁"]);
});

test("a style's list numbers its paragraphs at the level that names the style", () => {
  const styles = wordPart("styles", "styles", '<w:style w:styleId="b2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>');
  const levels = level(0, "decimal", "%1") + level(1, "decimal", "%2)", '<w:pStyle w:val="b2"/>');
  const body = paragraph("甲", '<w:pStyle w:val="b2"/>');
  expect(paragraphTexts(readExpecting(writeDocx(body, [styles, numbering(levels)])))).toEqual(["1) 甲"]);
});

test("a cell that holds nothing but its automatic number shows it", () => {
  const body = table([row([cell(item("")), cell("甲")]), row([cell(item("")), cell("乙")])]);
  const source = writeDocx(body, [numbering(level(0, "decimal", "%1", nothing))]);
  expect(tablesOf(readExpecting(source))[0]?.cells.map((each) => each.text)).toEqual(["1", "甲", "2", "乙"]);
});

test("a bullet in a symbol font is the mark it shows", () => {
  const bullet = level(0, "bullet", "\uf0a8", '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>');
  expect(paragraphTexts(readExpecting(writeDocx(item("新增"), [numbering(bullet)])))).toEqual(["□ 新增"]);
});

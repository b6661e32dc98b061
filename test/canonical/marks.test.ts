import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChoice } from "../../src/canonical/marks.ts";

const options = { new: "新增项目", continuing: "延续项目" };

describe("readChoice", () => {
  it.each([
    ["新增项目(   延续项目(√", "continuing"],
    ["新增项目(√   延续项目(", "new"],
    ["新增项目□ 延续项目☑", "continuing"],
    ["□新增 ☑延续", "continuing"],
    ["新增项目 ■ 延续项目 □", "new"],
    ["【√】新增【 】延续", "new"],
    ["新增项目(√) 延续项目( )", "new"],
    ["(√)新增项目 ( )延续项目", "new"],
    ["新增项目(×) 延续项目(√)", "continuing"],
    ["☒新增项目 ☐延续项目", "new"],
    ["新增项目（V）延续项目（）", "new"],
    ["新增项目\uF0FE 延续项目\uF0A8", "new"],
    ["新增项目 √延续项目", "continuing"],
    ["新增项目√ 延续项目", "new"],
    ["新 增 项 目 ( ) 延续项目(√)", "continuing"],
  ])("reads the mark in %j", (text, option) => {
    expect(readChoice(text, options)).toEqual({ kind: "one", option });
  });

  it.each(["新增项目(    延续项目(", "新增项目□ 延续项目□", "新增项目 延续项目", "其他", ""])("sees no mark in %j and does not guess", (text) => {
    expect(readChoice(text, options)).toEqual({ kind: "none" });
  });

  it.each(["☑新增☑延续", "新增项目(√) 延续项目(√)", "新增项目√延续项目"])("does not choose where the marks in %j fit both", (text) => {
    expect(readChoice(text, options)).toEqual({ kind: "several", options: ["new", "continuing"] });
  });

  it("takes a named option without boxes as a plain value", () => {
    expect(readChoice("新增", options)).toEqual({ kind: "plain", option: "new" });
    expect(readChoice("延续项目", options)).toEqual({ kind: "plain", option: "continuing" });
  });

  it("reads one mark in every style of box", () => {
    const style = fc.constantFrom<[empty: string, marked: string]>(["□", "☑"], ["□", "■"], ["( )", "(√)"], ["（）", "（√）"], ["[ ]", "[x]"], ["○", "●"], ["☐", "☒"]);
    fc.assert(
      fc.property(style, fc.boolean(), fc.boolean(), fc.constantFrom("", " ", "   "), ([empty, marked], isNew, leads, gap) => {
        const [first, second] = isNew ? [marked, empty] : [empty, marked];
        const text = leads ? `${first}新增项目 ${gap}${second}延续项目` : `新增项目${first}${gap} 延续项目${second}`;
        expect(readChoice(text, options)).toEqual({ kind: "one", option: isNew ? "new" : "continuing" });
      }),
    );
  });
});

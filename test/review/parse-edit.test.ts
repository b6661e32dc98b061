import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEdit } from "../../src/review/parse-edit.ts";

const project = "filings[0].projects[0]";
const store = (path: string, text: string) => {
  const reading = parseEdit(path, text);
  return reading.kind === "fault" ? reading.fault : reading.values.map(({ value }) => value);
};

describe("what a person types", () => {
  it.each([
    ["funding[0].amountFen", "870.35 万元", 870_350_000],
    ["funding[0].amountFen", "8,703,500.00 元", 870_350_000],
    ["startDate", "2024年1月1日", "2024-01-01"],
    ["endDate", "2024.12", "2024-12"],
    ["phone", "010- 5550 1234", "010-5550 1234"],
    ["sequence", "３", 3],
    ["nature", "continuing", "continuing"],
    ["name", " 道路 养护\n二期 ", "道路养护二期"],
    ["narratives.overview", "第一段\n\n第二 段", "第一段\n第二段"],
    ["indicators[0].weight", "12.5", 12.5],
  ])("for %s, %j, is stored by the field's own type", (field, text, value) => {
    expect(store(`${project}.${field}`, text)).toEqual([value]);
  });

  it.each([
    ["funding[0].amountFen", "870.35", "no-unit"],
    ["funding[0].amountFen", "很多", "no-amount"],
    ["startDate", "2024-02-30", "no-date"],
    ["phone", "无", "no-phone"],
    ["sequence", "三个", "no-number"],
    ["nature", "新增", "no-choice"],
  ])("for %s, %j, is refused where it is no such value", (field, text, fault) => {
    expect(store(`${project}.${field}`, text)).toBe(fault);
  });

  it("empties a field where nothing is typed", () => {
    expect(store(`${project}.manager`, "  ")).toEqual([null]);
    expect(store(`${project}.manager`, "\u3000")).toEqual([null]);
  });

  it("for any part of a target stores the whole target", () => {
    const path = `${project}.indicators[0].target`;
    expect(parseEdit(`${path}.raw`, "≥95%")).toEqual({
      kind: "parsed",
      values: [
        { path: `${path}.raw`, value: "≥95%" },
        { path: `${path}.comparator`, value: ">=" },
        { path: `${path}.value`, value: 95 },
        { path: `${path}.upper`, value: null },
        { path: `${path}.unit`, value: "%" },
        { path: `${path}.text`, value: null },
      ],
    });
  });

  it("of money with its unit is exact to the fen", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (fen) => {
        const typed = `${Math.floor(fen / 100).toLocaleString("en-US")}.${String(fen % 100).padStart(2, "0")} 元`;
        expect(store(`${project}.funding[0].amountFen`, typed)).toEqual([fen]);
      }),
    );
  });
});

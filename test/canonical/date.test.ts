import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findYear, parseDate, parseDateRange } from "../../src/canonical/date.ts";

describe("parseDate", () => {
  it.each([
    ["2023年1月1日", "2023-01-01"],
    [" 2023 年 1 月 1 日 ", "2023-01-01"],
    ["2023-01-01", "2023-01-01"],
    ["2023.1.1", "2023-01-01"],
    ["2023/1/1", "2023-01-01"],
    ["20230101", "2023-01-01"],
    ["2023-01-01 00:00:00", "2023-01-01"],
    ["２０２３年１月", "2023-01"],
    ["二〇二三年一月一日", "2023-01-01"],
    ["二○二三年十二月三十一日", "2023-12-31"],
    ["2023年1月 日", "2023-01"],
    ["2023年12月底前", "2023-12"],
    ["202301", "2023-01"],
    ["2023年", "2023"],
    ["2023", "2023"],
    ["2024年2月29日", "2024-02-29"],
  ])("reads %j as %s", (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each(["", "年   月   日", "2023年2月29日", "2023.13", "2023-00-10", "1234567", "13900000000", "98%", "2023年1月1日到2023年12月31日", "23年1月"])(
    "reads no date in %j",
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it("reads back every day in every style", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...styles), (date, style) => {
        expect(parseDate(style(date))).toBe(date);
      }),
    );
  });
});

describe("parseDateRange", () => {
  it.each([
    ["2023年1月1日到2023年12月31日", "2023-01-01", "2023-12-31"],
    ["2023年1月1日起至2023年12月30日止", "2023-01-01", "2023-12-30"],
    ["2023 年 1 月 1 日—2023 年 12 月 31 日", "2023-01-01", "2023-12-31"],
    ["2023年1月1日－12月31日", "2023-01-01", "2023-12-31"],
    ["2023.1.1-12.31", "2023-01-01", "2023-12-31"],
    ["2023年1月—12月", "2023-01", "2023-12"],
    ["2023年1月1日-31日", "2023-01-01", "2023-01-31"],
    ["2023-2025", "2023", "2025"],
    ["202301~202312", "2023-01", "2023-12"],
  ])("reads %j", (text, start, end) => {
    expect(parseDateRange(text)).toEqual({ start, end });
  });

  it.each(["2023-01-01", "2023-01", "20230101", "长期", "", "2023年1月1日起"])("reads no period in %j", (text) => {
    expect(parseDateRange(text)).toBeUndefined();
  });

  it("reads back every period in every style", () => {
    const separator = fc.constantFrom("到", "至", "—", "——", "－", "~", "-", "起至", " - ");
    fc.assert(
      fc.property(anyDay, anyDay, separator, fc.constantFrom(...styles), (start, end, between, style) => {
        expect(parseDateRange(style(start) + between + style(end))).toEqual({ start, end });
      }),
    );
  });
});

describe("findYear", () => {
  it.each([
    ["（2023年）", 2023],
    ["2020 年部门项目申报", 2020],
    ["( 2023年度 )", 2023],
    ["二〇二三年度", 2023],
    ["总计(2020_项目支出)", 2020],
    ["( 2023 年 - 2023年)", 2023],
    ["预算目标表", undefined],
    ["某办〔2020〕51号", undefined],
    ["2022年、2023年", undefined],
    ["金额 2020.50", undefined],
  ])("finds in %j the year %s", (text, year) => {
    expect(findYear(text)).toBe(year);
  });
});

const anyDay = fc
  .date({ min: new Date("1950-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function parts(date: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return [year, month, day];
}

const styles: ((date: string) => string)[] = [
  (date) => date,
  (date) => date.replaceAll("-", ""),
  (date) => parts(date).join("."),
  (date) => parts(date).join("/"),
  (date) => {
    const [year, month, day] = parts(date);
    return `${year}年${month}月${day}日`;
  },
  (date) => {
    const [year, month, day] = parts(date);
    return ` ${year} 年 ${month} 月 ${day} 日`;
  },
  (date) => date.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
];

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareProjects, compareRecords } from "../../src/review/compare/compare-records.ts";
import { markChanges } from "../../src/review/compare/mark-changes.ts";
import { formatSide, parseSide } from "../../src/review/compare/side-text.ts";
import { buildFiling, buildFunding, buildIndicator, buildProject, buildRecord, traced } from "../store/build-record.ts";

const changed = (parts: ReturnType<typeof compareRecords>) => parts.flatMap((part) => part.fields.filter((field) => !field.isSame).map((field) => [field.onePath, field.one, field.other]));

describe("two records", () => {
  it("that say the same differ in nothing, whatever the order of their lists", () => {
    const first = buildProject({ name: traced("道路养护"), indicators: [buildIndicator("里程", 5), buildIndicator("次数", 3)] });
    const second = buildProject({ name: traced("桥梁检修") });
    const turned = { ...first, indicators: first.indicators.toReversed() };
    expect(changed(compareRecords(buildRecord({ filings: [buildFiling([first, second])] }), buildRecord({ filings: [buildFiling([second, turned])] })))).toEqual([]);
  });

  it("are compared field by field; width and white space are no difference", () => {
    const one = buildProject({ name: traced("道路养护"), manager: traced("甲 乙"), funding: [buildFunding("total", 100)] });
    const other = buildProject({ name: traced("道路养护"), manager: traced("甲乙"), funding: [buildFunding("total", 200), buildFunding("fiscal", 50)] });
    expect(changed(compareRecords(buildRecord({ filings: [buildFiling([one])] }), buildRecord({ filings: [buildFiling([other])] })))).toEqual([
      ["filings[0].projects[0].funding[0].amountFen", 100, 200],
      [null, null, "annual"],
      [null, null, "fiscal"],
      [null, null, 50],
    ]);
  });

  it("find each other's projects also where one has each in a form of its own", () => {
    const projects = ["道路养护", "桥梁检修", "隧道照明"].map((name) => buildProject({ name: traced(name) }));
    const parts = compareRecords(buildRecord({ filings: [buildFiling(projects)] }), buildRecord({ filings: projects.toReversed().map((project) => buildFiling([project])) }));
    expect(parts.filter((part) => part.kind === "project").map((part) => [part.oneTitle, part.otherTitle])).toEqual([
      ["道路养护", "道路养护"],
      ["桥梁检修", "桥梁检修"],
      ["隧道照明", "隧道照明"],
    ]);
  });

  it("of two years are compared project by project", () => {
    const record = (fen: number) => buildRecord({ filings: [buildFiling([buildProject(), buildProject({ name: traced("道路养护"), funding: [buildFunding("total", fen)] })])] });
    const parts = compareProjects(record(100), "filings[0].projects[1]", record(120), "filings[0].projects[1]");
    expect(changed(parts)).toEqual([["filings[0].projects[1].funding[0].amountFen", 100, 120]]);
  });
});

describe("marking changes", () => {
  it("marks only what differs", () => {
    const { one, other } = markChanges("维护 123 家电子政务网络", "维护 125 家政务网络");
    expect(one.filter((part) => part.isChanged).map((part) => part.text)).toEqual(["3", "电子"]);
    expect(other.filter((part) => part.isChanged).map((part) => part.text)).toEqual(["5"]);
  });

  it("keeps both texts whole, and what it leaves unmarked is the same in both", () => {
    const text = fc.string({ unit: fc.constantFrom("甲", "乙", "𠀀", "a", "\n"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const marked = markChanges(one, other);
        const whole = (parts: typeof marked.one) => parts.map((part) => part.text).join("");
        const same = (parts: typeof marked.one) => parts.filter((part) => !part.isChanged).map((part) => part.text).join("");
        expect([whole(marked.one), whole(marked.other)]).toEqual([one, other]);
        expect(same(marked.one)).toBe(same(marked.other));
        if (one === other) expect(same(marked.one)).toBe(one);
      }),
    );
  });

  it("of long texts that have nothing in common is quick", () => {
    const { one } = markChanges("甲".repeat(20_000), "乙".repeat(20_000));
    expect(one).toEqual([{ text: "甲".repeat(20_000), isChanged: true }]);
  });
});

describe("the name of a side", () => {
  it.each(["12", "12.before", "12@filings[0].projects[3]", "12.before@filings[10].projects[0]"])("%s is read as it is written", (text) => {
    const side = parseSide(text);
    expect(side === undefined ? undefined : formatSide(side)).toBe(text);
  });

  it.each(["", "x", "12@", "12@filings[0]", "12@../etc", "12.after", "-1"])("%j is none", (text) => {
    expect(parseSide(text)).toBeUndefined();
  });
});

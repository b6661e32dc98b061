import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCandidates } from "../../../src/reconcile/identity/blocking.ts";
import { foldName, foldUnit } from "../../../src/reconcile/identity/fold-name.ts";
import { formatReasons, groupProjects, type IdentityDecision } from "../../../src/reconcile/identity/group-projects.ts";
import { groupSeries } from "../../../src/reconcile/identity/group-series.ts";
import { sketchProject, type ProjectReadingFacts } from "../../../src/reconcile/identity/project-sketch.ts";
import { generateReadings, measurePairs } from "./generate-readings.ts";

let serial = 0;

/** A reading of its own document, equal to every other but for `parts`. */
function reading(parts: Partial<ProjectReadingFacts> = {}): ProjectReadingFacts {
  serial += 1;
  return {
    id: `d${serial}#0`, documentId: `d${serial}`, kind: "project", regionCode: "130100", fiscalYear: 2023, name: "河道清淤工程", code: null,
    implementingUnit: "甲县水利局", supervisingDepartment: null, reportingUnit: null, amountFen: 87_035_000, startDate: null, endDate: null,
    ...parts,
  };
}

function sizes(readings: readonly ProjectReadingFacts[], decisions: readonly IdentityDecision[] = []): number[] {
  return groupProjects(readings, decisions).groups.map((group) => group.members.length).sort();
}

describe("groupProjects joins", () => {
  it.each<[string, Partial<ProjectReadingFacts>]>([
    ["a draft and its scan", {}],
    ["a name with inner spaces and other brackets", { name: "河道 清淤工程" }],
    ["a name with the form's year in front", { name: "2023年河道清淤工程" }],
    ["a misread character in the name", { name: "河道清游工程" }],
    ["a misread character in the unit", { implementingUnit: "甲县水刹局" }],
    ["a unit with its region in front", { implementingUnit: "乙市甲县水利局" }],
    ["a row of the department's own form", { kind: "department", implementingUnit: null, reportingUnit: "甲县水利局" }],
    ["a corrected amount under the same name and unit", { amountFen: 90_000_000 }],
    ["an amount rounded to 万元", { amountFen: 87_000_000 }],
  ])("%s", (_what, parts) => {
    expect(sizes([reading(), reading(parts)])).toEqual([2]);
  });

  it("by an equal code even where the unit is unknown", () => {
    expect(sizes([reading({ code: "A-1", implementingUnit: null, amountFen: null }), reading({ code: "A1", implementingUnit: null })])).toEqual([2]);
  });
});

describe("groupProjects keeps apart", () => {
  it.each<[string, Partial<ProjectReadingFacts>]>([
    ["one name of two units", { implementingUnit: "甲县大数据中心", amountFen: 5_000_000 }],
    ["one name of two units with one amount", { implementingUnit: "甲县人民政府办公室" }],
    ["one name with nothing else known", { implementingUnit: null, regionCode: null, amountFen: null }],
    ["two years", { fiscalYear: 2024 }],
    ["two regions", { regionCode: "140200" }],
    ["two stages", { name: "河道清淤工程二期" }],
    ["two places", { name: "河道清淤西段工程" }],
    ["two codes", { code: "B-22222" }],
    ["two names of one unit", { name: "水库加固工程" }],
  ])("%s", (_what, parts) => {
    expect(sizes([reading({ code: "A-11111", name: parts.name === "河道清淤西段工程" ? "河道清淤东段工程" : "河道清淤工程" }), reading(parts)])).toEqual([1, 1]);
  });

  it("two rows that one document lists, whatever they say", () => {
    const one = reading();
    expect(sizes([one, { ...one, id: "again" }])).toEqual([1, 1]);
  });

  it("two units' projects that a department's list could tie together", () => {
    const units = ["甲县水利局", "甲县水文站"].map((implementingUnit) => reading({ implementingUnit, supervisingDepartment: "甲县人民政府" }));
    const row = reading({ kind: "department", implementingUnit: null, reportingUnit: "甲县人民政府" });
    expect(Math.max(...sizes([...units, row]))).toBeLessThan(3);
  });
});

describe("groupProjects", () => {
  it("gives a score and reasons for every join, and none for a project of one reading", () => {
    const [joined, alone] = groupProjects([reading(), reading(), reading({ name: "水库加固" })]).groups;
    expect(joined?.members.every((member) => member.score > 0.99 && member.against !== null)).toBe(true);
    expect(formatReasons(joined?.members[0]?.reasons ?? [])).toContain("same unit");
    expect(alone?.members).toMatchObject([{ score: 1, reasons: [], against: null }]);
    expect(formatReasons([])).toBe("only reading");
  });

  it("asks about a pair that is neither clearly one nor clearly two", () => {
    const pair = [reading({ implementingUnit: null }), reading({ implementingUnit: null, amountFen: 90_000_000, name: "河道清淤" })];
    const { groups, doubtful } = groupProjects([...pair, reading({ amountFen: null, name: "河道清疏淤工程" })]);
    expect(groups.length).toBeGreaterThan(1);
    expect(doubtful.every((doubt) => doubt.one < doubt.other && doubt.score < 1)).toBe(true);
  });

  it("holds a person's join and split over every score", () => {
    const [one, other, third] = [reading(), reading(), reading({ name: "水库加固", implementingUnit: "乙县水利局" })];
    expect(sizes([one, other], [{ kind: "split", one: one.id, other: other.id }])).toEqual([1, 1]);
    expect(sizes([one, third], [{ kind: "join", one: one.id, other: third.id }])).toEqual([2]);
    expect(sizes([one, other], [{ kind: "split", one: "gone", other: other.id }])).toEqual([2]);
  });

  it("gives the same groups for any order of the readings", () => {
    const facts = generateReadings({ projects: 120, seed: 3 }).map((one) => one.facts);
    const expected = groupProjects(facts);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }), (shuffled) => {
        expect(groupProjects(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it("groups a part of the readings that share no key with the rest as it groups them among all", () => {
    const facts = generateReadings({ projects: 150, seed: 5 }).map((one) => one.facts);
    for (const { members } of groupProjects(facts).groups) {
      const ids = new Set(members.map((member) => member.id));
      const again = groupProjects(facts.filter((one) => ids.has(one.id))).groups;
      expect(again.map((group) => group.members.length)).toEqual([members.length]);
    }
  });

  it("is right on generated projects: precision 0.999, recall 0.99", () => {
    const readings = generateReadings({ projects: 3000, seed: 11 });
    const { groups } = groupProjects(readings.map((one) => one.facts));
    const truth = new Map(readings.map((one) => [one.facts.id, one.project]));
    const { precision, recall } = measurePairs(groups.map((group) => group.members.map((member) => member.id)), truth);
    expect(precision).toBeGreaterThanOrEqual(0.999);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });

  it("compares a number of pairs that grows with the number of readings, not with its square", () => {
    const perReading = [1000, 4000].map((projects) => {
      const sketches = generateReadings({ projects, seed: 2 }).map((one) => sketchProject(one.facts));
      return findCandidates(sketches).length / sketches.length;
    });
    expect(perReading[1]).toBeLessThan(2 * (perReading[0] ?? 0));
  });
});

describe("groupSeries", () => {
  it("ties the years of a project, each year once", () => {
    const years = [2022, 2023, 2024].map((year) => reading({ id: `y${year}`, fiscalYear: year, name: `${year}年河道清淤工程`, amountFen: year * 1000, code: `${year}-1` }));
    const series = groupSeries([...years, reading({ id: "z", fiscalYear: 2023, name: "水库加固" })]);
    expect(series.map((one) => one.members.map((member) => member.year))).toEqual([[2022, 2023, 2024], [2023]]);
  });

  it("does not tie two projects of one year, nor two units' projects", () => {
    const projects = [reading(), reading(), reading({ fiscalYear: 2024, implementingUnit: "甲县大数据中心" })];
    expect(groupSeries(projects).map((one) => one.members.length).sort()).toEqual([1, 1, 1]);
  });

  it("holds a person's decisions", () => {
    const [one, next] = [reading(), reading({ fiscalYear: 2024 })];
    expect(groupSeries([one, next], [{ kind: "split", one: one.id, other: next.id }])).toHaveLength(2);
    const other = reading({ fiscalYear: 2025, name: "水库加固" });
    expect(groupSeries([one, other], [{ kind: "join", one: one.id, other: other.id }])).toHaveLength(1);
  });

  it("is right on generated projects", () => {
    const readings = generateReadings({ projects: 1500, seed: 4 });
    const firsts = readings.filter((one) => one.facts.id.endsWith("-0#0")).map((one) => ({ ...one.facts, id: one.project }));
    const truth = new Map(readings.map((one) => [one.project, one.series]));
    const { precision, recall } = measurePairs(groupSeries(firsts).map((one) => one.members.map((member) => member.id)), truth);
    expect(precision).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });
});

describe("folded names", () => {
  it("write years relative to the form's, so that next year's name is the same", () => {
    expect(foldName("2023年监测服务", 2023)).toEqual(foldName("2024年监测服务", 2024));
    expect(foldName("2022年监测服务", 2023)).not.toEqual(foldName("2023年监测服务", 2023));
  });

  it("keep what sets stages apart", () => {
    expect(foldName("公园建设(一期)", 2023)?.numerals).not.toBe(foldName("公园建设(二期)", 2023)?.numerals);
    expect(foldName("公园建设第一期", 2023)?.numerals).toBe(foldName("公园建设1期", 2023)?.numerals);
  });

  it("leave out the region in front of a unit, and 本级", () => {
    expect(foldUnit("乙市甲县人民政府办公室（本级）")).toEqual({ full: "乙市甲县人民政府办公室", core: "人民政府办公室" });
    expect(foldUnit(" ")).toBeNull();
  });
});

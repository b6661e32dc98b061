import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDivision, findRegions, liesIn, listAncestry } from "../../src/canonical/region.ts";

describe("findRegions", () => {
  it.each<[string, string[]]>([
    ["昌都市经济和信息化局", ["540300"]],
    ["武汉市新洲区大数据中心", ["420117"]],
    ["揭阳市2022年市直部门整体预算绩效目标表", ["445200"]],
    ["上海市松江区人民政府办公室", ["310117"]],
    ["松江区民政局", ["310117"]],
    ["吉林省吉林市", ["220200"]],
    ["内蒙古自治区财政厅", ["150000"]],
    ["朝阳区民政局", []],
    ["北京市朝阳区", ["110105"]],
    ["长春市朝 阳区", ["220104"]],
    ["区委办公室", []],
    ["湖南省益阳市南县水利局", ["430921"]],
    ["中共南县委员会", ["430921"]],
    ["清河湾南县道养护项目", []],
    ["驻上海办事处", ["310000"]],
    ["", []],
  ])("finds in %j %j", (text, codes) => {
    expect(findRegions(text).map((division) => division.code)).toEqual(codes);
  });

  it("finds every city of the mainland by its full name", () => {
    const codes = Array.from({ length: 55 }, (_, at) => at + 11).flatMap((province) =>
      Array.from({ length: 40 }, (_, city) => `${province}${String(city).padStart(2, "0")}00`),
    );
    const cities = codes.flatMap((code) => findDivision(code) ?? []);
    fc.assert(
      fc.property(fc.constantFrom(...cities), (city) => {
        expect(findRegions(`${city.name}财政局`)).toEqual([city]);
      }),
      { numRuns: cities.length },
    );
  });
});

describe("divisions", () => {
  it("know what they lie in", () => {
    expect(listAncestry("420117").map((division) => division.name)).toEqual(["湖北省", "武汉市", "新洲区"]);
    expect(listAncestry("310117").map((division) => division.name)).toEqual(["上海市", "松江区"]);
    expect(liesIn("420117", "420100")).toBe(true);
    expect(liesIn("420117", "310000")).toBe(false);
    expect(liesIn("420000", "420000")).toBe(false);
  });

  it("are none for a code that the standard has not", () => {
    expect(findDivision("999999")).toBeUndefined();
    expect(listAncestry("999999")).toEqual([]);
  });
});

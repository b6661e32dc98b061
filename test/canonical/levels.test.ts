import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyFundingSource, classifyLevel1, classifyLevel2, levelOfLevel2 } from "../../src/canonical/levels.ts";

describe("classifyLevel1", () => {
  it.each([
    ["产出指标", "output"],
    ["产出指 标", "output"],
    ["效益指\n标", "benefit"],
    ["满意度\n指标", "satisfaction"],
    ["成本指标", "cost"],
    ["产山指标", "output"],
    ["效盆指标", "benefit"],
    ["一级指标", undefined],
    ["绩效指标", undefined],
    ["", undefined],
  ])("reads %j as %s", (label, code) => {
    expect(classifyLevel1(label)).toBe(code);
  });
});

describe("classifyLevel2", () => {
  it.each([
    ["数量指标", "quantity"],
    ["质量 指标", "quality"],
    ["时效", "timeliness"],
    ["成本指标", "cost"],
    ["生态环境成本指标", "cost"],
    ["经济效益 指标", "economic"],
    ["社会效益指标", "social"],
    ["生态效益", "ecological"],
    ["可持续影 响指标", "sustainability"],
    ["服务对象满意度指标", "service-satisfaction"],
    ["社会公众或服务对象满意度指标", "service-satisfaction"],
    ["满意度", "service-satisfaction"],
    ["时敌指标", "timeliness"],
    ["经济教益指标", "economic"],
    ["二级指标", undefined],
    ["== 级指标", undefined],
  ])("reads %j as %s", (label, code) => {
    expect(classifyLevel2(label)).toBe(code);
  });

  it("bears one damaged character anywhere before 指标", () => {
    const label = fc.constantFrom<[string, string]>(
      ["经济效益指标", "economic"], ["社会效益指标", "social"], ["可持续影响指标", "sustainability"], ["服务对象满意度指标", "service-satisfaction"],
    );
    fc.assert(
      fc.property(label, fc.nat({ max: 3 }), ([printed, code], at) => {
        expect(classifyLevel2(printed.slice(0, at) + "#" + printed.slice(at + 1))).toBe(code);
      }),
    );
  });

  it("knows the first level that each belongs to", () => {
    expect(levelOfLevel2("timeliness")).toBe("output");
    expect(levelOfLevel2("ecological")).toBe("benefit");
    expect(levelOfLevel2("service-satisfaction")).toBe("satisfaction");
  });
});

describe("classifyFundingSource", () => {
  it.each([
    ["合计", "total"],
    ["项目资金总额", "total"],
    ["年度资金申请总额", "total"],
    ["项目当年预算", "total"],
    ["1.财政拨款收入", "fiscal"],
    ["其中: 财政资金", "fiscal"],
    ["政府性基金", "fiscal"],
    ["其中：申请当年预算拨款", "fiscal-current-year"],
    ["其中: 当年财政拨款", "fiscal-current-year"],
    ["事业收入", "business-income"],
    ["2.上级补助收入", "superior-subsidy"],
    ["3.附属单位上缴收入", "affiliated-remittance"],
    ["4.事业单位经营收入", "operating-income"],
    ["5.用事业基金弥补收支差额", "fund-balance"],
    ["6.其他收入(含事业收入)", "other"],
    ["单位自筹", "other"],
    ["7.一般非税上年结转", "carry-over"],
    ["上年结转资金", "carry-over"],
    ["金额", undefined],
    ["资金来源项目", undefined],
  ])("reads %j as %s", (label, source) => {
    expect(classifyFundingSource(label)).toBe(source);
  });
});

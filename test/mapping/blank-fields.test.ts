import { describe, expect, it } from "vitest";
import { makeMappings, readText } from "./read-form.ts";

const picture = `
# {formTitle label=试验项目绩效目标表 span=line}
（{fiscalYear}年）
| 项目名称 | {name} | 项目代码 | {code} |
| 主管部门 | {supervisingDepartment} | 主管部门编码 | {supervisingDepartmentCode} |
| 项目负责人 | {manager} | 联系电话 | {phone} |
| 年度目标 | {goals.annual} |
`;

const form = (department: string, manager: string): string =>
  ["试验项目绩效目标表", "（2024年）", "项目名称\t村道路灯安装\t项目代码\t", department, manager, "年度目标\t安装路灯。"].join("\n");

async function listBlank(text: string): Promise<unknown[]> {
  const { findings } = await readText(text, await makeMappings(picture));
  return findings.filter(({ code }) => code === "field-blank").map(({ path, expected }) => [path, expected]);
}

describe("a label with nothing beside it", () => {
  it("is found where the form asks for a value, with its place", async () => {
    expect(await listBlank(form("主管部门\t交通局\t主管部门编码\t", "项目负责人\t甲某\t联系电话\t5550100"))).toEqual([
      ["filings[0].projects[0].supervisingDepartmentCode", "主管部门编码"],
    ]);
    expect(await listBlank(form("主管部门\t交通局\t主管部门编码\t018", "项目负责人\t甲某\t联系电话\t"))).toEqual([["filings[0].projects[0].phone", "联系电话"]]);
  });

  it("is none where a value stands there, or where the form has no such label", async () => {
    expect(await listBlank(form("主管部门\t交通局\t主管部门编码\t018", "项目负责人\t甲某\t联系电话\t5550100"))).toEqual([]);
    expect(await listBlank(form("主管部门\t交通局", "项目负责人\t甲某\t联系电话\t5550100"))).toEqual([]);
  });
});

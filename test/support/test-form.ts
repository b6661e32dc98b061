/** A mapping of a form that no region has, for tests of what is around the mappings. */
export const testFormMapping = `---
id: testform
title: 试验项目表
kind: project
region: "990100"
---

# {formTitle label=试验项目绩效目标表 span=line}
（{fiscalYear}年）

| 项目名称 | {name} | 项目代码 | {code} |
| 项目负责人 | {manager} | 联系电话 | {phone} |
| 主管部门 | {supervisingDepartment} | 实施单位 | {implementingUnit} |
| 年度目标 | {goals.annual} |
`;

/** What a filled-in test form says. */
export interface TestFormFields {
  readonly name: string;
  readonly code?: string;
  readonly phone?: string;
}

/** The form of {@link testFormMapping}, filled in, as a text file. */
export function fillTestForm({ name, code = "DL-1", phone = "5550100" }: TestFormFields): string {
  return [
    "试验项目绩效目标表",
    "（2024年）",
    `项目名称\t${name}\t项目代码\t${code}`,
    `项目负责人\t甲某\t联系电话\t${phone}`,
    "主管部门\t交通局\t实施单位\t养护所",
    `年度目标\t${name}共一百公里。`,
    "",
  ].join("\n");
}

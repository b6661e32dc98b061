import { expect, it } from "vitest";
import { makeMappings, onlyProject, readText } from "./read-form.ts";

const picture = `
# {formTitle label=试验项目绩效目标表 span=line}
| 项目名称 | {name} |
| 项目负责人 | {manager} |
| 总体绩效目标 | {goals.overall} |
`;

const form = ["试验项目绩效目标表", "项目名称\t村道路灯安装", "项目负责人\t甲某", "总体绩效目标\t路灯完好率达到95%。"];

it("takes no note for a value that only speaks of a label in quotation marks", async () => {
  const note = "填报要求：1．“项目名称”应写全称；2．“总体绩效目标”应分点表述，不得低于50字；3．其他。";
  const { goals, name } = onlyProject(await readText([...form, note].join("\n"), await makeMappings(picture)));
  expect(goals.overall).toBe("路灯完好率达到95%。");
  expect(name).toBe("村道路灯安装");
});

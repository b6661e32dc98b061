import { label, makeTable, paragraph, value, type PrintedForm } from "../../../samples/make/form.ts";
import { layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { noDepartures } from "../../../samples/make/sections.ts";

/** A form of a few cells, spans among them: small inputs are mutated where it matters. */
const smallForm: PrintedForm = {
  blocks: [
    paragraph("项目支出绩效目标申报表", "title", "center"),
    makeTable(
      [
        [label("项目名称"), value("示例事项甲", 2)],
        [label("资金（万元）", 2), label("合计"), value("870.35")],
        [label("联系电话"), value("□是 ☑否")],
      ],
      [1, 1, 1],
    ),
    paragraph("填报说明：无", "body"),
  ],
};

/** A small form and whole ones of the generator, in short. */
export function listForms(): PrintedForm[] {
  const whole = (["changdu", "jieyang"] as const).map((name) => layouts[name](new Random(`fuzz/${name}`), { departures: noDepartures, checks: "boxes", brief: true }).form);
  return [smallForm, smallForm, ...whole];
}

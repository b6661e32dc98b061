import type { Indicator, Level1Code, Level2Code } from "../../../src/canonical/record.ts";
import type { Random } from "../random.ts";
import { numberAim, wordAim, type Aim } from "./targets.ts";
import type { Theme } from "./themes.ts";

/** An indicator as something means it: its name and its aim under a second level. */
export interface Measure {
  readonly level2Code: Level2Code;
  readonly name: string;
  readonly aim: Aim;
}

const countUnits = ["次", "个", "人", "份", "件", "套", "处", "场", "家", "人次", "公里", "亩", "户"];

type Inventor = (random: Random, theme: Theme) => readonly [name: string, aim: Aim];

const rate = (random: Random, least: number): Aim =>
  numberAim(random.pick([">=", ">=", "=", null]), random.chance(0.8) ? random.int(least, 100) : random.int(least * 10, 999) / 10, "%");

const count = (random: Random): Aim => {
  const unit = random.chance(0.85) ? random.pick(countUnits) : null;
  const value = random.chance(0.85) ? random.int(1, 60) : random.int(100, 12000);
  if (random.chance(0.06)) return numberAim(null, value, unit, value + random.int(1, 20));
  return numberAim(random.pick([">=", "=", null, ">="]), value, unit);
};

const inventors: Record<Level2Code, readonly Inventor[]> = {
  quantity: [
    (random, theme) => [`${random.pick(theme.objects)}${random.pick(["维护数量", "巡检次数", "新增数量", "覆盖乡镇数", "更新数量"])}`, count(random)],
    (random, theme) => [`${random.pick(theme.actions)}${random.pick(["次数", "数量", "批次"])}`, count(random)],
    (random, theme) => [`${random.pick(theme.beneficiaries)}${random.pick(["参训人数", "受益人数", "服务人次"])}`, count(random)],
  ],
  quality: [
    (random, theme) => [`${random.pick(theme.objects)}${random.pick(["验收合格率", "完好率", "达标率", "优良率"])}`, rate(random, 80)],
    (random, theme) => [`${random.pick(theme.actions)}${random.pick(["规范性", "质量"])}`, wordAim(random.pick(["规范", "达标", "合格", "优良"]))],
    (random, theme) => [`${random.pick(theme.objects)}故障发生率`, numberAim("<=", random.int(1, 10), "%")],
  ],
  timeliness: [
    (random, theme) => [`${random.pick(theme.actions)}${random.pick(["及时率", "按期完成率"])}`, rate(random, 85)],
    (random, theme) => [`${random.pick(theme.objects)}${random.pick(["修复响应时间", "故障处置时限"])}`, numberAim("<=", random.pick([2, 4, 8, 12, 24, 48]), "小时")],
    (random, theme) => [`${random.pick(theme.actions)}及时性`, wordAim(random.pick(["及时", "当年内", "按期完成"]))],
  ],
  cost: [
    (random, theme) => [`${random.pick(theme.costs)[0]}${random.pick(["控制额", "总额"])}`, numberAim("<=", random.int(1, 800), "万元")],
    (random, theme) => [`${random.pick(theme.objects)}运维费用超支比例`, numberAim(random.pick(["<=", null]), random.int(0, 5), "%")],
    () => ["成本合理性", wordAim("合理")],
    () => ["项目总支出", wordAim("控制于预算内")],
  ],
  economic: [
    (random, theme) => [`带动${random.pick(theme.beneficiaries)}增收`, random.chance(0.5) ? wordAim("促进") : numberAim(">=", random.int(100, 3000), "元")],
    (random, theme) => [`${random.pick(theme.objects)}财政支出`, wordAim(random.pick(["节省", "节约", "下降"]))],
  ],
  social: [
    (random, theme) => [`${random.pick(theme.beneficiaries)}知晓率`, rate(random, 70)],
    (random, theme) => [`${random.pick(["提升", "改善"])}${random.pick(theme.objects)}服务能力`, wordAim(random.pick(["提升", "明显改善", "有效"]))],
    (random, theme) => [`惠及${random.pick(theme.beneficiaries)}数量`, count(random)],
  ],
  ecological: [
    (random) => [random.pick(["绿色办公理念", "周边环境质量", "资源循环利用水平"]), wordAim(random.pick(["提升", "改善", "无影响"]))],
    (random) => [`${random.pick(["固体废物", "施工弃渣", "废旧设备"])}规范处置率`, rate(random, 90)],
  ],
  sustainability: [
    (random, theme) => [`${random.pick(theme.objects)}${random.pick(["长效管理机制", "管护制度"])}健全性`, wordAim(random.pick(["健全", "长期", "持续完善"]))],
    (random, theme) => [`${random.pick(theme.objects)}正常使用年限`, numberAim(random.pick([">=", ">"]), random.int(2, 15), "年")],
    (random, theme) => [`${random.pick(theme.objects)}接入增长率`, numberAim(random.pick([">=", null]), random.int(0, 20), "%")],
  ],
  "service-satisfaction": [
    (random, theme) => [`${random.pick(theme.beneficiaries)}满意度`, rate(random, 80)],
    (random, theme) => [`${random.pick(theme.beneficiaries)}投诉率`, numberAim("<=", random.int(1, 5), "%")],
  ],
};

/** An indicator of the second level for a kind of project. */
export function inventMeasure(random: Random, theme: Theme, level2Code: Level2Code): Measure {
  const [name, aim] = random.pick(inventors[level2Code])(random, theme);
  return { level2Code, name, aim };
}

const outputCodes: readonly Level2Code[] = ["quantity", "quality", "timeliness", "cost"];
const benefitCodes: readonly Level2Code[] = ["economic", "social", "ecological", "sustainability"];

/** A list of measures in the order forms print them, one or more for most second levels; names differ within a level. */
export function inventMeasures(random: Random, theme: Theme, most: number): Measure[] {
  const codes = [...outputCodes, ...benefitCodes, "service-satisfaction" as const].filter((code) => code === "quantity" || random.chance(0.75));
  while (codes.length > most) codes.splice(random.int(1, codes.length - 1), 1);
  let spare = most - codes.length;
  const measures: Measure[] = [];
  for (const code of codes) {
    const more = Math.min(spare, random.pick([0, 0, 0, 1, 1, 2]));
    spare -= more;
    for (let index = 0; index <= more; index += 1) {
      const measure = inventMeasure(random, theme, code);
      if (!measures.some((other) => other.name === measure.name && other.level2Code === code)) measures.push(measure);
    }
  }
  return measures;
}

/** The first level that a second level belongs to. */
export function level1Of(level2Code: Level2Code): Level1Code {
  if (outputCodes.includes(level2Code)) return "output";
  return level2Code === "service-satisfaction" ? "satisfaction" : "benefit";
}

/** Words for the levels as one form prints them. */
export interface LevelWords {
  readonly level1: Readonly<Record<Level1Code, string>>;
  readonly level2: Readonly<Record<Level2Code, string>>;
}

export const plainLevelWords: LevelWords = {
  level1: { output: "产出指标", benefit: "效益指标", satisfaction: "满意度指标", cost: "成本指标" },
  level2: {
    quantity: "数量指标",
    quality: "质量指标",
    timeliness: "时效指标",
    cost: "成本指标",
    economic: "经济效益指标",
    social: "社会效益指标",
    ecological: "生态效益指标",
    sustainability: "可持续影响指标",
    "service-satisfaction": "服务对象满意度指标",
  },
};

/** An indicator with every field that a form may leave out set to null. */
export function makeIndicator(parts: Pick<Indicator, "scope" | "level1" | "level2" | "name" | "target" | "level1Code" | "level2Code"> & Partial<Indicator>): Indicator {
  return { explanation: null, weight: null, direction: null, note: null, ...parts };
}

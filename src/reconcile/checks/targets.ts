import type { Comparator } from "../../canonical/record.ts";
import { makeFinding, type Finding, type FindingCode } from "../../document/finding.ts";
import { read, type IndicatorCheck, type TracedIndicator } from "./subject.ts";

type TracedTarget = NonNullable<TracedIndicator["target"]>;

/** An indicator's name beside its target, bare, and where to point. */
interface Aim {
  readonly name: string;
  readonly target: TracedTarget;
  readonly comparator: Comparator | null;
  readonly value: number | null;
  readonly upper: number | null;
  readonly unit: string | null;
  readonly text: string | null;
  readonly path: string;
}

type AimCheck = (aim: Aim) => Finding[];

/** Runs the checks of one target over every indicator that has a name and a target. */
function overAims(...checks: readonly AimCheck[]): IndicatorCheck {
  return ({ path, indicators }) =>
    indicators.flatMap(({ name, target }, index) => {
      if (name === null || target === null) return [];
      const { comparator, value, upper, unit, text } = target;
      const bare = { comparator: read(comparator), value: read(value), upper: read(upper), unit: read(unit), text: read(text) };
      const aim = { name: name.value, target, ...bare, path: `${path}[${index}].target` };
      return checks.flatMap((check) => check(aim));
    });
}

function describe(code: FindingCode, aim: Aim, message: string, leaf: string, expected: string | null = null): Finding[] {
  return [makeFinding(code, `${aim.name}: ${message}`, { path: `${aim.path}.${leaf}`, expected, actual: aim.target.raw.value, at: [...aim.target.raw.at] })];
}

const share = /(?:(?<![效频])率|满意度|比例|比重|占比)[。.]?$/u;
/** Rates of change and of return may pass 100 %. */
const unbounded = /增长|增幅|增加|增速|提升|提高|下降|降低|减少|同比|环比|变动|变化|回报|收益|利润|杠杆|周转|超|负荷|投入产出|拨备|流动|速动|资产/u;

/** A share above 100 % or below 0, a negative count. Adds target-out-of-range. */
const checkRange: AimCheck = (aim) => {
  const highest = aim.upper ?? aim.value;
  if (aim.value === null || highest === null) return [];
  const isPercent = aim.unit === "%";
  if (isPercent && highest > 100 && !unbounded.test(aim.name) && (share.test(aim.name) || aim.name.includes("度"))) {
    return describe("target-out-of-range", aim, "a share above 100 %.", "value", "at most 100 %");
  }
  const isNegative = aim.value < 0 && !unbounded.test(aim.name);
  return isNegative ? describe("target-out-of-range", aim, "a target below zero.", "value", "0 or more") : [];
};

const bad = /超支|故障|差错|错误|失误|事故|投诉|损耗|流失|延误|违规|违纪|失败|返工|逾期|死亡|发病|空置|闲置|浪费|污染|漏报|误差|缺陷|伤亡|舆情|损坏|脱岗|偏差|死机|宕机/u;
/** With one of these the badness is fought, and more is better: 故障修复率, 投诉处理率, 事故下降率. */
const fought =
  /修复|处理|处置|解决|排除|办结|下降|降低|减少|响应|恢复|控制|整改|查处|回复|答复|达标|防|治理|上报|报告|及时|监测|检测|排查|检查|次数检|预警|识别|发现|纠正|化解|调解|受理|满意|救治|救助|赔付|演练|宣传|培训|核查|盘活|清理|消除|清除|回收|利用/u;
const good = /满意|合格|达标|完成|通过|及时|准确|覆盖|正常运行|到位|知晓|保障|通达|畅通|出勤|参与|就业|优良|成活|入学|巩固|执行/u;
const duration = /(?:响应|修复|处理|办理|恢复|等待|办结|审批|反馈|故障|维修|到达|解决)(?:的)?(?:平均)?(?:时间|时长|时限|用时|天数)/u;
const moneyUnit = /^(?:亿|千万|百万|万|千|百)?元/u;
const costName = /成本|费用|支出|经费|单价|造价|预算控制/u;

const isAtLeast = (comparator: Comparator | null): boolean => comparator === ">=" || comparator === ">";
const isAtMost = (comparator: Comparator | null): boolean => comparator === "<=" || comparator === "<";

/** What a target's comparator or value says against its indicator's sense; undefined where nothing does. */
function findContradiction({ name, comparator, value, unit }: Aim): string | undefined {
  if (value === null) return undefined;
  const isBad = bad.test(name) && !fought.test(name) && !/满意/u.test(name);
  if (isBad && isAtLeast(comparator)) return "less is better, but the target is a least value";
  if (isBad && unit === "%" && value >= 50 && !isAtMost(comparator)) return "less is better, but the target is high";
  if (duration.test(name) && isAtLeast(comparator)) return "shorter is better, but the target is a least value";
  if (costName.test(name) && !/节|降|补|筹/u.test(name) && moneyUnit.test(unit ?? "") && isAtLeast(comparator)) return "cheaper is better, but the target is a least value";
  if (!isBad && good.test(name) && share.test(name) && !/不|未|差|低/u.test(name) && isAtMost(comparator) && unit === "%") return "more is better, but the target is a greatest value";
  if (/(?:增长|提升|提高|增加)(?:率|幅度|比例)?$/u.test(name) && value === 0 && !isAtLeast(comparator)) return "a growth of zero";
  return undefined;
}

/** A comparator or value against the indicator's sense: 超支比例 = 100 %, 响应时间 ≥ 2 小时, 增长率 0 %. Adds target-against-sense. */
const checkSense: AimCheck = (aim) => {
  const contradiction = findContradiction(aim);
  return contradiction === undefined ? [] : describe("target-against-sense", aim, `${contradiction}.`, aim.comparator === null ? "value" : "comparator");
};

const asksForNumber = /(?:(?<![效频])率|比例|占比|满意度|数量|次数|人数|个数|户数|(?<![指系分倍读函参])数|金额)[。.]?$/u;

/** A name that asks for a number (…率, …次数) with a target in words. Dates and deadlines are left alone. Adds target-not-number. */
const checkNumber: AimCheck = (aim) => {
  if (aim.text === null || !asksForNumber.test(aim.name) || /\d/u.test(aim.text)) return [];
  return describe("target-not-number", aim, `${aim.text} is no number.`, "text", "a number");
};

/** A target that only says the name's last word again: 完成及时性, target 及时性. Adds target-not-number. */
const checkEcho: AimCheck = (aim) => {
  const isEcho = aim.text !== null && aim.text.length >= 3 && aim.text.length < aim.name.length && aim.name.endsWith(aim.text);
  return isEcho ? describe("target-not-number", aim, "the target only repeats the name.", "text", "what is to be reached") : [];
};

/** A bare number: of what is not said, unless the name's own end says it (…次数 counts 次, but 数量 nothing). Adds target-unit-missing. */
const checkUnit: AimCheck = (aim) => {
  if (aim.value === null || aim.unit !== null) return [];
  return describe("target-unit-missing", aim, "the number has no unit.", "unit");
};

/** All checks of targets. */
export const checkTargets: IndicatorCheck = overAims(checkRange, checkSense, checkNumber, checkEcho, checkUnit);

/** An indicator without any target. A form's goal of nothing cannot be met. Adds required-missing. */
export const checkTargetPresent: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap(({ name, target }, index) =>
    name === null || target !== null
      ? []
      : [makeFinding("required-missing", `${name.value}: no target is given.`, { path: `${path}[${index}].target`, at: [...name.at] })],
  );

import { levelOfLevel2 } from "../../canonical/levels.ts";
import type { Level2Code } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { read, type IndicatorCheck, type TracedIndicator } from "./subject.ts";

const level1Names = { output: "产出指标", benefit: "效益指标", satisfaction: "满意度指标", cost: "成本指标" } as const;

/** An indicator under a first level that its second level does not belong to, or with a level of no known name. Adds level-mismatch, level-unknown. */
export const checkLevels: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap((indicator, index) => {
    const place = `${path}[${index}]`;
    return [...checkHome(indicator, place), ...checkKnown(indicator, place)];
  });

function checkHome({ level1, level2, level1Code, level2Code }: TracedIndicator, path: string): Finding[] {
  if (level1Code === null || level2Code === null) return [];
  const home = levelOfLevel2(level2Code.value);
  // Newer forms have cost as a first level of its own.
  const isHome = level1Code.value === home || (level2Code.value === "cost" && level1Code.value === "cost");
  if (isHome) return [];
  const [first, second] = [read(level1) ?? level1Code.value, read(level2) ?? level2Code.value];
  const details = { path: `${path}.level1`, expected: level1Names[home], actual: first, at: [...(level2 ?? level2Code).at] };
  return [makeFinding("level-mismatch", `${second} stands under ${first}; it belongs to ${level1Names[home]}.`, details)];
}

function checkKnown({ level1, level2, level1Code, level2Code }: TracedIndicator, path: string): Finding[] {
  const describe = (label: TracedIndicator["level1"], field: string): Finding[] =>
    label === null ? [] : [makeFinding("level-unknown", `${label.value} is no known level.`, { path: `${path}.${field}`, actual: label.value, at: [...label.at] })];
  return [...(level1Code === null ? describe(level1, "level1") : []), ...(level2Code === null ? describe(level2, "level2") : [])];
}

/** What an indicator measures, by its name and the unit of its target. */
interface Measure {
  readonly name: string;
  readonly isShare: boolean;
  readonly isNamedRate: boolean;
  readonly isNamedCount: boolean;
}

const rateName = /(?:(?<![效频])率|比例|比重|占比|百分比)[。.]?$/u;
const countName = /(?:数量|次数|人数|个数|户数|场次|批次|总数|套数|台数|份数|篇数|(?<![指系分倍读函参])数)[。.]?$/u;
const timeWords = /时|期|进度|执行|完成|响应|速度|快|办结|结项|当年|天|日|年/u;
const costWords = /采购|节支|消耗|能耗|水电|用水|用电|用气|成本|费|价|款|资金|预算|支出|支付|经费|投资|投入|节约|节省|超支|控制|金额|补助|补贴|薪|工资|标准|租|账|元/u;
/** Numbers of what went well or wrong are a measure of quality: 故障次数, 获奖数量. */
const countedQuality = /通过|合格|达标|优|获奖|表彰|故障|差错|错误|事故|投诉|违规|违纪|中断|返工|退回|缺陷|隐患/u;
const lateWords = /及时|按时|时效|时限/u;
const satisfactionWords = /满意|投诉|好评|认可|认同|评价|反馈|考核|表扬|信任|支持|差评/u;

/** Words of which an indicator of ecological benefit has one. */
export const ecologicalWords = /生态|环境|环保|绿|节能|节约|减排|排放|碳|污|能耗|能源|资源|水|土|气|林|草|湿地|噪|垃圾|卫生|清洁|无纸|粉尘|扬尘|废|弃渣|弃土|泥浆|尾矿|油烟|臭|回收|循环|植被|物种|动物|农药|化肥|农膜|地膜|秸秆|造林|植树|河|湖|海洋|空气|景观|美化|生物/u;

/** Why an indicator does not suit its second level; undefined where nothing speaks against it. */
const doubts: Partial<Record<Level2Code, (measure: Measure) => string | undefined>> = {
  quantity: ({ isNamedRate, isShare }) => (isNamedRate || isShare ? "a rate stands under 数量指标" : undefined),
  quality: ({ name, isNamedCount }) => (isNamedCount && !countedQuality.test(name) ? "a count stands under 质量指标" : undefined),
  timeliness: ({ name, isNamedRate }) => (isNamedRate && !timeWords.test(name) ? "a rate without time stands under 时效指标" : undefined),
  cost: ({ name, isNamedRate }) => {
    if (lateWords.test(name)) return "timeliness stands under 成本指标";
    return isNamedRate && !costWords.test(name) ? "a rate that is no cost stands under 成本指标" : undefined;
  },
  ecological: ({ name }) => (ecologicalWords.test(name) ? undefined : "nothing ecological is named under 生态效益指标"),
  "service-satisfaction": ({ name }) => (satisfactionWords.test(name) ? undefined : "no satisfaction is named under 满意度指标"),
};

/** Why an indicator's name or unit does not suit its second level; undefined where nothing speaks against it. */
export function findKindDoubt(indicator: TracedIndicator): string | undefined {
  const name = read(indicator.name);
  const level2 = read(indicator.level2Code);
  if (name === null || level2 === null) return undefined;
  const isShare = /^[%‰]$/u.test(read(indicator.target?.unit ?? null) ?? "");
  const measure = { name, isShare, isNamedRate: rateName.test(name), isNamedCount: countName.test(name) };
  return doubts[level2]?.(measure) ?? (measure.isNamedCount && isShare ? "a count has a target in per cent" : undefined);
}

/** An indicator whose name or unit does not suit its second level; one finding for each indicator. Adds indicator-kind-doubtful. */
export const checkIndicatorKinds: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap((indicator, index) => {
    const doubt = findKindDoubt(indicator);
    if (indicator.name === null || doubt === undefined) return [];
    const name = indicator.name.value;
    return [makeFinding("indicator-kind-doubtful", `${name}: ${doubt}.`, { path: `${path}[${index}].name`, actual: name, at: [...indicator.name.at] })];
  });

/** From this length on a name that reads like a sentence is one; names of things to measure with clauses in them are shorter. */
const sentenceLength = 25;
/** From this length on a name is a sentence, however it reads. */
const alwaysSentenceLength = 50;

/** An indicator whose name is a sentence, copied from prose: long, with clauses or a full stop. Adds indicator-name-doubtful. */
export const checkIndicatorNames: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap(({ name }, index) => {
    if (name === null || !isSentence(name.value)) return [];
    const details = { path: `${path}[${index}].name`, actual: name.value, at: [...name.at] };
    return [makeFinding("indicator-name-doubtful", "The name is a sentence, not something to measure.", details)];
  });

function isSentence(name: string): boolean {
  return name.length >= alwaysSentenceLength || (name.length >= sentenceLength && /[，,；;。]/u.test(name));
}

/** Names of fewer characters may have the same ones by chance. */
const shortestShuffled = 10;

/** A long name's characters in order, without particles: the same words in another order are the same indicator. */
function sortCharacters(name: string): string {
  const characters = Array.from(name.replace(/[\s\p{P}的可了及和]/gu, ""));
  return characters.length < shortestShuffled ? "" : `~${characters.sort().join("")}`;
}

/** The same indicator twice in one scope, word for word or with its words in another order, under any second level. One finding for each further one. Adds indicator-repeated. */
export const checkRepeatedIndicators: IndicatorCheck = ({ path, indicators }) => {
  const first = new Map<string, number>();
  return indicators.flatMap(({ scope, name, explanation }, index) => {
    if (name === null) return [];
    const words = [name.value.replace(/[\s。.]/gu, ""), sortCharacters(name.value)].filter((text) => text !== "");
    const keys = words.map((text) => [scope.value, text, read(explanation) ?? ""].join("\n"));
    const earlier = keys.map((key) => first.get(key)).find((at) => at !== undefined);
    for (const key of keys) if (!first.has(key)) first.set(key, index);
    if (earlier === undefined) return [];
    const details = { path: `${path}[${index}].name`, actual: name.value, at: [...name.at] };
    return [makeFinding("indicator-repeated", `The same indicator stands at ${path}[${earlier}] already.`, details)];
  });
};

/** Weights are printed for 100 points, or for 90 where 预算执行率 has the other ten. */
const fullWeights = [100, 90];

/** The weights of one scope, where every indicator has one. Adds weight-sum. */
export const checkWeights: IndicatorCheck = ({ path, indicators }) =>
  [...Map.groupBy(indicators, (indicator) => indicator.scope.value)].flatMap(([scope, rows]) => {
    const weights = rows.flatMap((row) => row.weight?.value ?? []);
    const sum = Number(weights.reduce((so, weight) => so + weight, 0).toFixed(6));
    if (weights.length === 0 || weights.length < rows.length || fullWeights.includes(sum)) return [];
    return [makeFinding("weight-sum", `The ${scope} weights add up to ${sum}.`, { path, expected: "100", actual: String(sum) })];
  });

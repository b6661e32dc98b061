import { foldTight } from "./fold.ts";
import type { FundingSource, Level1Code, Level2Code } from "./record.ts";
import { editDistance } from "./similarity.ts";

/** A label's keyword and the code it means. Earlier lines win: 社会公众满意度 is satisfaction, 经济成本 is cost. */
type Keywords<Code> = readonly (readonly [RegExp, Code])[];
/** Labels printed in full, for damaged ones to be compared with. */
type Spellings<Code> = readonly (readonly [string, Code])[];

const level1Keywords: Keywords<Level1Code> = [
  [/满意/u, "satisfaction"],
  [/成本/u, "cost"],
  [/产出/u, "output"],
  [/效益|效果/u, "benefit"],
];
const level1Spellings: Spellings<Level1Code> = [
  ["产出指标", "output"],
  ["效益指标", "benefit"],
  ["满意度指标", "satisfaction"],
  ["成本指标", "cost"],
];

const level2Keywords: Keywords<Level2Code> = [
  [/满意/u, "service-satisfaction"],
  [/成本/u, "cost"],
  [/可?持续/u, "sustainability"],
  [/生态|环境效益/u, "ecological"],
  [/经济/u, "economic"],
  [/社会/u, "social"],
  [/数量/u, "quantity"],
  [/质量/u, "quality"],
  [/时效|及时/u, "timeliness"],
];
const level2Spellings: Spellings<Level2Code> = [
  ["数量指标", "quantity"],
  ["质量指标", "quality"],
  ["时效指标", "timeliness"],
  ["成本指标", "cost"],
  ["经济效益指标", "economic"],
  ["社会效益指标", "social"],
  ["生态效益指标", "ecological"],
  ["可持续影响指标", "sustainability"],
  ["服务对象满意度指标", "service-satisfaction"],
  ["社会公众或服务对象满意度指标", "service-satisfaction"],
];

/** The first level that a label names (产出指标, 效益, 满意度指标, 成本指标), also with a damaged character; undefined where none. */
export function classifyLevel1(label: string): Level1Code | undefined {
  return classify(label, level1Keywords, level1Spellings);
}

/**
 * The second level that a label names, by what it says (经济效益, 社会公众或服务对象满意度指标, 生态环境成本指标), also with one or
 * two damaged characters; undefined where none, or two fit alike.
 */
export function classifyLevel2(label: string): Level2Code | undefined {
  return classify(label, level2Keywords, level2Spellings);
}

const homes: Record<Level2Code, Level1Code> = {
  quantity: "output",
  quality: "output",
  timeliness: "output",
  cost: "output",
  economic: "benefit",
  social: "benefit",
  ecological: "benefit",
  sustainability: "benefit",
  "service-satisfaction": "satisfaction",
};

/** The first level that a second level belongs to. Cost belongs to output, but newer forms have it as a first level of its own. */
export function levelOfLevel2(code: Level2Code): Level1Code {
  return homes[code];
}

const fundingKeywords: Keywords<FundingSource> = [
  [/^项目?(?:总|当年|年度)预算$/u, "total"],
  [/其他|其它|自筹|社会资金|社会投入|捐赠|贷款|债务|非财政/u, "other"],
  [/结转|结余/u, "carry-over"],
  [/(?:当年|本年度?|年度)(?:财政|预算)|(?:当年|本年).*拨款/u, "fiscal-current-year"],
  [/上级|中央|省级|转移支付/u, "superior-subsidy"],
  [/附属单位|上缴/u, "affiliated-remittance"],
  [/(?<!国有资本)经营/u, "operating-income"],
  [/事业基金|收支差额/u, "fund-balance"],
  [/事业(?:单位)?收入/u, "business-income"],
  [/财政|政府性基金|一般公共预算|国有资本/u, "fiscal"],
  [/合计|总计|小计|总额|总预算|当年预算|年度预算|总投资|资金总量/u, "total"],
];
const fundingSpellings: Spellings<FundingSource> = [
  ["财政拨款", "fiscal"],
  ["财政资金", "fiscal"],
  ["财政拨款收入", "fiscal"],
  ["当年财政拨款", "fiscal-current-year"],
  ["申请当年预算拨款", "fiscal-current-year"],
  ["事业收入", "business-income"],
  ["上级补助收入", "superior-subsidy"],
  ["附属单位上缴收入", "affiliated-remittance"],
  ["事业单位经营收入", "operating-income"],
  ["用事业基金弥补收支差额", "fund-balance"],
  ["上年结转资金", "carry-over"],
  ["其他资金", "other"],
  ["其他收入", "other"],
  ["项目资金总额", "total"],
  ["年度资金申请总额", "total"],
];

/**
 * The funding source that a label names, without its numbering, 其中 and remarks in brackets: `其中：申请当年预算拨款`,
 * `6.其他收入(含事业收入)`, 政府性基金 (fiscal), 单位自筹 (other), 合计 and 总额 (total). Undefined where it names none.
 */
export function classifyFundingSource(label: string): FundingSource | undefined {
  const bare = foldTight(label)
    .replace(/\([^()]*\)?|[〔【][^〕】]*[〕】]/gu, "")
    .replace(/^(?:其中:?)?(?:[\d一二三四五六七八九十]+[.、．,)]|[①-⑳])?(?:其中:?)?/u, "");
  return classify(bare, fundingKeywords, fundingSpellings);
}

/** Labels of fewer characters have too little left when one is damaged. */
const shortestDamaged = 4;
/** From this length on two damaged characters still leave a label apart from the others. */
const twoDamagedFrom = 6;

function classify<Code>(label: string, keywords: Keywords<Code>, spellings: Spellings<Code>): Code | undefined {
  const tight = foldTight(label);
  const named = keywords.find(([keyword]) => keyword.test(tight));
  if (named !== undefined) return named[1];
  return tight.length < shortestDamaged - 1 ? undefined : findNearest(tight, spellings);
}

function findNearest<Code>(label: string, spellings: Spellings<Code>): Code | undefined {
  const scored = spellings.flatMap(([spelling, code]) => {
    const limit = spelling.length >= twoDamagedFrom ? 2 : 1;
    const distance = editDistance(label, spelling, limit);
    return distance <= limit && sharesKeyword(label, spelling) ? [{ code, distance }] : [];
  });
  const best = Math.min(...scored.map((one) => one.distance));
  const codes = new Set(scored.filter((one) => one.distance === best).map((one) => one.code));
  const [code] = codes;
  return codes.size === 1 ? code : undefined;
}

/** A label that shares no more than 指标 with a spelling is no damaged form of it. */
function sharesKeyword(label: string, spelling: string): boolean {
  return Array.from(spelling.replace(/指标|资金|收入$/u, "")).some((char) => label.includes(char));
}

/** Whether a label is a level's name as forms print it whole, its 指标 or 效益 left out or not. */
export function isWholeLevel(label: string, level: 1 | 2): boolean {
  return (level === 1 ? wholeLevel1 : wholeLevel2).test(foldTight(label));
}

const wholeLevel1 = /^(?:产出|效益|效果|满意度|成本)(?:指标)?$/u;
const wholeLevel2 =
  /^(?:(?:产出)?(?:数量|质量|时效|成本)|(?:经济|社会|生态|环境|生态环境)(?:效益|成本)?|可持续(?:影响|发展)?|(?:社会公众|服务对象|受益对象|群众|或)*满意度)(?:指标)?$/u;

/** Whether a text is a piece of a level's name, as a wrapped label leaves it: 响指标, 意度指标, 指标. */
export function isLevelFragment(label: string, level: 1 | 2): boolean {
  const tight = foldTight(label);
  const spellings: readonly (readonly [string, string])[] = level === 1 ? level1Spellings : level2Spellings;
  return tight !== "" && spellings.some(([spelling]) => spelling !== tight && spelling.includes(tight));
}

/** The whole name that a level's label without its 指标 stands for (经济效益); undefined where adding it makes no level's name. */
export function completeLevel(label: string, level: 1 | 2): string | undefined {
  const whole = `${foldTight(label)}指标`;
  const spellings: readonly (readonly [string, string])[] = level === 1 ? level1Spellings : level2Spellings;
  return spellings.some(([spelling]) => spelling === whole) ? whole : undefined;
}

/** The spelling of a level's name that stands whole inside a longer, damaged text (`i质量指标`); undefined where none does. */
export function findLevelInside(label: string, level: 1 | 2): string | undefined {
  const tight = foldTight(label);
  const spellings: readonly (readonly [string, string])[] = level === 1 ? level1Spellings : level2Spellings;
  return spellings.map(([spelling]) => spelling).filter((spelling) => tight.includes(spelling)).sort((a, b) => b.length - a.length)[0];
}

/** The spelling that a damaged level label stands for, and how like it is (0 to 1); undefined below `least`. */
export function mendLevel(label: string, level: 1 | 2, least: number): { readonly label: string; readonly similarity: number } | undefined {
  const tight = foldTight(label);
  const spellings: readonly (readonly [string, string])[] = level === 1 ? level1Spellings : level2Spellings;
  let best: { label: string; similarity: number } | undefined;
  for (const [spelling] of spellings) {
    const like = 1 - editDistance(tight, spelling) / Math.max(tight.length, spelling.length);
    if (like >= least && like > (best?.similarity ?? 0)) best = { label: spelling, similarity: like };
  }
  return best;
}

/** How forms print a first level in full. */
export function spellLevel1(code: Level1Code): string {
  const spelling = level1Spellings.find(([, of]) => of === code);
  if (spelling === undefined) throw new Error(`The first level ${code} has no spelling.`);
  return spelling[0];
}

import type { Level2Code } from "../../canonical/record.ts";

/** What the last words of an indicator's name say of its second level, the plainest first: 按期完成率 tells of time before it is a rate. */
const senses: readonly (readonly [Level2Code, RegExp])[] = [
  ["service-satisfaction", /满意|投诉/u],
  ["sustainability", /长效|年限|持续|健全/u],
  ["economic", /增收|收入|产值|利润|财政支出/u],
  ["ecological", /生态|环境|排放|节能/u],
  ["social", /知晓|惠及|就业|受益/u],
  ["timeliness", /及时|按期|按时|时限|时间|时效|工期|进度/u],
  ["cost", /成本|支出|超支|费用?(?:总额|标准)?$|总额|单价|造价/u],
  ["quality", /质量|合格|达标|完好|[率性]$/u],
  ["quantity", /[数量次]$|面积$|长度$|批次|人次|场次/u],
];

/** The second level that an indicator's name speaks for; undefined where it speaks for none. */
export function senseName(name: string): Level2Code | undefined {
  return senses.find(([, words]) => words.test(name))?.[0];
}

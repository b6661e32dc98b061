import { makeFinding } from "../../document/finding.ts";
import { economicWords, falseNature, indicatorConcepts } from "./indicator-concepts.ts";
import { read, type IndicatorCheck, type TracedIndicator } from "./subject.ts";
import { ecologicalWords, findKindDoubt } from "./taxonomy.ts";

/**
 * An indicator under a second level that what it measures does not belong to: 预算执行率 under 时效指标, 资金使用合规性 under
 * 经济效益. Where checkIndicatorKinds has a doubt already nothing is added. Adds indicator-misplaced.
 */
export const checkIndicatorHomes: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap((indicator, index) => {
    const doubt = findKindDoubt(indicator) === undefined ? findMisplacement(indicator) : undefined;
    if (indicator.name === null || doubt === undefined) return [];
    const name = indicator.name.value;
    return [makeFinding("indicator-misplaced", `${name}: ${doubt}.`, { path: `${path}[${index}].name`, actual: name, at: [...indicator.name.at] })];
  });

function findMisplacement(indicator: TracedIndicator): string | undefined {
  const name = read(indicator.name)?.replace(/[\s。.]/gu, "");
  const level2 = read(indicator.level2Code);
  // A level that is a cost of another kind (社会成本, 生态环境成本) asks for what the others are about.
  if (name === undefined || level2 === null || /(?:社会|生态|环境)[^，]*成本/u.test(read(indicator.level2) ?? "")) return undefined;
  const label = read(indicator.level2) ?? level2;
  const concept = indicatorConcepts.find((one) => one.name.test(name) && one.except?.test(name) !== true);
  if (concept !== undefined && !concept.homes.has(level2)) return `${concept.what} stands under ${label}`;
  if (level2 === "economic" && !economicWords.test(describe(indicator))) return "nothing economic is named under 经济效益指标";
  if (level2 === "ecological" && !ecologicalWords.test(name.replace(falseNature, ""))) return "nothing ecological is named under 生态效益指标";
  if (level2 === "service-satisfaction" && /考核(?:情况|结果|等次|得分)?$/u.test(name)) return "an assessment stands under 满意度指标";
  return undefined;
}

/** All that an indicator's row says, its levels aside. */
function describe({ name, explanation, target, note }: TracedIndicator): string {
  return [name, explanation, target?.raw ?? null, note].map((leaf) => read(leaf) ?? "").join(" ");
}

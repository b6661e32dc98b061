import { foldWidth } from "../../canonical/fold.ts";
import { parseMoney } from "../../canonical/money.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { agreesAsPrinted, formatYuan, getPrecision } from "./printed-amount.ts";
import type { Leaf, ProjectCheck } from "./subject.ts";

const measure = "[家个户处条人套台项次件名座辆所间份场村栋亩]";
const money = String.raw`\d[\d,]*(?:\.\d+)? *(?:亿|千万|百万|十万|万|千|百)? *元`;
/** 共 120 家，每家每年约 800 元，打包价约 10 万元: a count, a price for each of the same, and what comes of it, in one sentence. */
const costing = new RegExp(
  `(\\d[\\d,]*(?:\\.\\d+)?) *(${measure})(?:(?!${measure} *[,，])[^。；;\\n]){0,30}?[,，、（(] *每${measure}(?:每[年月次季])?[^\\d。；;\\n,，]{0,6}(${money})[^\\d。；;\\n]{0,12}(${money})`,
  "gu",
);

/** A count and a price that the prose multiplies itself, in the sections on money and content. Adds product-mismatch. */
export const checkProseProducts: ProjectCheck = ({ path, project: { narratives } }) =>
  (["costingBasis", "budgetPlan", "content", "plan"] as const).flatMap((kind) => checkProse(narratives[kind], `${path}.narratives.${kind}`));

function checkProse(prose: Leaf<string>, path: string): Finding[] {
  if (prose === null) return [];
  return [...foldWidth(prose.value).matchAll(costing)].flatMap(([, count = "", unit = "", price = "", result = ""]) => {
    const [each, whole] = [parseMoney(price), parseMoney(result)];
    if (each?.kind !== "amount" || whole?.kind !== "amount") return [];
    const product = Number(count.replaceAll(",", "")) * each.fen;
    const { stepFen } = getPrecision({ value: whole.fen, raw: result, at: [], confidence: 1, rule: "" });
    if (agreesAsPrinted(product, whole.fen, stepFen)) return [];
    const message = `${count} ${unit} × ${price.trim()} is ${formatYuan(product)}, but the prose says ${result.trim()}.`;
    return [makeFinding("product-mismatch", message, { path, expected: formatYuan(product), actual: result.trim(), at: [...prose.at] })];
  });
}

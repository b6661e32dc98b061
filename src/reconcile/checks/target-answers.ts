import { makeFinding } from "../../document/finding.ts";
import { read, type IndicatorCheck } from "./subject.ts";

/** Qualities that indicators ask for (…性) and that targets name; those of one group answer for each other. */
const qualities: readonly (readonly string[])[] = [
  ["合理", "科学"],
  ["合规", "合法", "规范", "依法"],
  ["及时", "准时", "按时"],
  ["健全", "完善", "完备", "完整", "齐全"],
  ["充足", "充分", "足够"],
  ["稳定", "平稳", "维稳", "可靠", "安全"],
  ["准确", "精准"],
  ["公开", "透明"],
  ["可控"],
  ["扩展", "拓展"],
];

const groupOf = new Map(qualities.flatMap((words, group) => words.map((word): [string, number] => [word, group])));
const asksForQuality = /([\p{Script=Han}]{2,3})性[。.]?$/u;

/** An indicator that asks for one quality with a target that names another: 合理性, target 合规. Adds target-off-subject. */
export const checkTargetAnswers: IndicatorCheck = ({ path, indicators }) =>
  indicators.flatMap(({ name, target }, index) => {
    const asked = findQuality(asksForQuality.exec(name?.value ?? "")?.[1] ?? "");
    const text = read(target?.text ?? null) ?? "";
    const given = groupOf.get(text);
    if (name === null || target === null || asked === undefined || given === undefined || asked === given || name.value.includes(text)) return [];
    const details = { path: `${path}[${index}].target.text`, actual: text, at: [...target.raw.at] };
    return [makeFinding("target-off-subject", `${name.value}: ${text} answers another question.`, details)];
  });

/** The quality at a word's end: 可扩展, 制度健全. */
function findQuality(word: string): number | undefined {
  return groupOf.get(word) ?? groupOf.get(word.slice(-2));
}

import { findLevelInside, isLevelFragment, isWholeLevel, mendLevel } from "../canonical/levels.ts";
import type { FieldType } from "./fields.ts";

/**
 * How well a printed text suits a field of a type, from -2 (cannot be) to 1.2 (can hardly be anything else); 0 says
 * nothing either way. A quick look at the shape only: the value itself is parsed later.
 */
export function rateFit(type: FieldType, printed: string): number {
  const known = remembered.get(type) ?? new Map<string, number>();
  let fit = known.get(printed);
  if (fit === undefined) {
    fit = rateText(type, printed);
    if (known.size >= mostRemembered) known.clear();
    remembered.set(type, known.set(printed, fit));
  }
  return fit;
}

/** A cell is tried with many rows of a picture: what suits which type is worked out once. */
const remembered = new Map<FieldType, Map<string, number>>();
const mostRemembered = 5000;

function rateText(type: FieldType, printed: string): number {
  const text = printed.normalize("NFKC").replace(/\s+/gu, "");
  return text === "" ? 0 : raters[type](text);
}

const amount = /^[¥￥]?-?\(?\d[\d,.]*\)?(?:万|亿|千|百万)?元?$/u;
const product = /[×x*].*=.*\d/u;
const looseAmount = /^[^\d]{0,3}\d[\d,.]*[^\d]{0,6}$/u;
const plainNumber = /^\d+(?:\.\d+)?$/u;
const date = /(?<![\d.])(?:(?:1[89]|20)\d{2}|[二〇○零一三四五六七八九]{4})[年.\-/]\d{1,2}|^(?:19|20)\d{2}年?$/u;
const wholeDate = /\d{4}[年.\-/]-?\d{1,2}[月.\-/]-?\d{1,2}|\d{4}年\d{1,2}月$/u;
const comparator = /^(?:[=<>≥≤≧≦⩾⩽》《〉〈＝]|>=|<=|大于|小于|等于|不低于|不少于|不超过|不高于|大于等于|小于等于)+$/u;
const targetShape = /^(?:[=<>≥≤≧≦》《〉〈]|大于|小于|不低于|不少于|不超过|不高于|约)*\d[\d.,]*(?:[-~—至到]\d[\d.]*)?[%‰]?\D{0,6}$/u;
const period = /^\d{4}(?:年)?(?:[-—–~至到]\d{4}(?:年)?)?(?:年度)?$/u;
const unit = /^(?:[%％‰]|[\p{Script=Han}]{1,4}(?:[/／][\p{Script=Han}]{1,3})?|[a-z]{1,4})$/iu;
const han = /\p{Script=Han}/u;

const rateLength = (text: string, longest: number): number => (text.length <= longest ? 0.2 : -0.6);
const rateNumber = (text: string): number => (plainNumber.test(text) ? 0.9 : /\d/u.test(text) && text.length <= 8 ? 0.1 : -1.2);

const likeLevel = 0.6;
const mostDebris = 3;

/** A level printed whole is surer than one that only resembles it; a fragment of one is possible; a sentence is not. */
function rateLevel(text: string, level: 1 | 2): number {
  // 成本指标 is a first level only in newer forms, and 成本 alone is more often the beginning of a name.
  if (isWholeLevel(text, level)) return level === 1 && text.startsWith("成本") ? 0.5 : text.endsWith("指标") ? 1.2 : 0.9;
  const inside = findLevelInside(text, level);
  if (inside !== undefined && text.length <= inside.length + mostDebris) return 0.9;
  if (mendLevel(text, level, likeLevel) !== undefined) return 0.9;
  if (isLevelFragment(text, level)) return 0.5;
  return text.length <= 8 ? -0.5 : -1.6;
}

const raters: Readonly<Record<FieldType, (text: string) => number>> = {
  text: (text) => (han.test(text) || text.length > 12 ? 0.2 : -0.2),
  prose: (text) => (text.length >= 12 ? 0.5 : han.test(text) ? 0.1 : -0.2),
  organisation: (text) => (/[局委办厅部院校处会司队所中心站馆社团府]/u.test(text) ? 0.5 : han.test(text) ? 0 : -1),
  person: (text) => (/^[\p{Script=Han}·]{2,8}$/u.test(text) ? 0.4 : rateLength(text, 20)),
  phone: (text) => (/^[\d\-()、,/]{5,30}$/u.test(text) ? 1 : -0.8),
  code: (text) => (/^[\da-z\-_.]+$/iu.test(text) ? 0.8 : -0.6),
  money: (text) => (amount.test(text) ? 1.1 : product.test(text) ? 0.9 : looseAmount.test(text) && text.length <= 14 ? 0.3 : -1.6),
  count: rateNumber,
  number: rateNumber,
  year: (text) => (/^(?:19|20)\d{2}年?(?:度)?$/u.test(text) ? 1.2 : -1.2),
  date: (text) => (wholeDate.test(text) && text.length <= 24 ? 1.2 : date.test(text) && text.length <= 24 ? 0.6 : -1.2),
  "date-range": (text) => (date.test(text) && text.length <= 48 ? 1.1 : -0.9),
  period: (text) => (period.test(text) ? 1.2 : -1.4),
  choice: (text) => (text.length <= 40 ? 0.3 : -0.8),
  level1: (text) => rateLevel(text, 1),
  level2: (text) => rateLevel(text, 2),
  "indicator-name": (text) => (han.test(text) && text.length >= 2 ? 0.4 + 0.02 * Math.min(10, text.length) : -0.9),
  comparator: (text) => (comparator.test(text) ? 1.2 : -1.2),
  target: (text) => (targetShape.test(text) ? 1.1 : text.length >= 5 && /[数率性度量]$/u.test(text) ? -0.5 : /\d/u.test(text) ? 0.2 : text.length <= 4 ? 0.4 : text.length <= 6 ? 0.2 : text.length <= 12 ? 0 : -0.3),
  "target-unit": (text) => (unit.test(text) ? 0.6 : -0.8),
  "funding-source": (text) => (/[款金入贴拨计额转]/u.test(text) && text.length <= 24 ? 0.6 : -0.6),
  direction: (text) => (/正向|反向|定性|逆向|正指标|反指标/u.test(text) ? 1.2 : -0.8),
};

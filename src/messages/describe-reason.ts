import type { Language } from "./language.ts";

/** Why two readings are, or are not, one project: each reason as the database keeps it, and the same in Chinese. */
const chinese: readonly (readonly [kept: RegExp, told: string])[] = [
  [/^only reading$/u, "唯一的读法"],
  [/^a person joined them$/u, "人工合并"],
  [/^one document lists them as two$/u, "同一文件列为两个"],
  [/^one names no year$/u, "有一方未写年度"],
  [/^one has no name$/u, "有一方没有名称"],
  [/^same name, (.*)$/u, "名称相同（$1）"],
  [/^same name but for its region, year or ending$/u, "名称除地区、年度或词尾外相同"],
  [/^names that differ in (\d+) characters$/u, "名称有 $1 个字不同"],
  [/^numbered differently \((.*), (.*)\)$/u, "编号不同（$1、$2）"],
  [/^different names$/u, "名称不同"],
  [/^same unit, (.*)$/u, "单位相同（$1）"],
  [/^units that read alike \((.*), (.*)\)$/u, "单位名称相近（$1、$2）"],
  [/^units that may be one, misread \((.*), (.*)\)$/u, "单位可能是同一个，有误读（$1、$2）"],
  [/^(.*) and (.*) are unit and section$/u, "$1 与 $2 是单位与其部门"],
  [/^same region, (.*)$/u, "地区相同（$1）"],
  [/^one region lies in the other$/u, "一地区在另一地区之内"],
  [/^same code, (.*)$/u, "代码相同（$1）"],
  [/^codes (.*) and (.*)$/u, "代码为 $1 与 $2"],
  [/^same amount$/u, "金额相同"],
  [/^same amount but for rounding$/u, "金额除舍入外相同"],
  [/^same amount in another unit$/u, "金额换单位后相同"],
  [/^different amounts$/u, "金额不同"],
  [/^same dates$/u, "起止日期相同"],
  [/^different dates$/u, "起止日期不同"],
  [/^(.*) and (.*)$/u, "$1 与 $2"],
];

/** The reasons of a join, one after the other, in the reader's language; one that is not known stays as it is kept. */
export function describeReasons(language: Language, reasons: string): string[] {
  const kept = reasons.split("; ");
  return language === "en" ? kept : kept.map(toChinese);
}

function toChinese(reason: string): string {
  const rule = chinese.find(([pattern]) => pattern.test(reason));
  return rule === undefined ? reason : reason.replace(rule[0], rule[1]);
}

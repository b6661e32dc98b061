import { parseChineseNumber } from "../../canonical/chinese-number.ts";
import { foldWidth } from "../../canonical/fold.ts";
import type { Comparator } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { read, type ProjectCheck, type TracedIndicator, type TracedProject } from "./subject.ts";

/** An indicator that counts something, with what it counts and how many are wanted in the year. */
interface Count {
  /** What is counted, without the word for counting: 接待 of 接待人员数量. */
  readonly subject: string;
  readonly comparator: Comparator | null;
  readonly value: number;
  readonly unit: string;
  readonly path: string;
  readonly indicator: TracedIndicator;
}

const countWords = /(?:总|人员)?(?:数量|次数|人数|人次|个数|户数|场次|场数|期数|篇数|份数|批次|数)[。.]?$/u;
/** A subject of one character tells nothing. */
const shortestSubject = 2;

function listCounts({ path, project }: { readonly path: string; readonly project: TracedProject }): Count[] {
  return project.indicators.flatMap((indicator, index) => {
    const { name, target, scope } = indicator;
    const [value, unit] = [read(target?.value ?? null), read(target?.unit ?? null)];
    const subject = name?.value.replace(countWords, "") ?? "";
    if (name === null || target === null || value === null || unit === null || scope.value !== "annual") return [];
    if (target.upper !== null || subject === name.value || subject.length < shortestSubject) return [];
    return [{ subject, comparator: read(target.comparator), value, unit, path: `${path}.indicators[${index}].target.value`, indicator }];
  });
}

function describe({ indicator, path }: Count, message: string, expected: string, severity?: Finding["severity"]): Finding {
  const { name, target } = indicator;
  const details = { path, expected, actual: read(target?.raw ?? null), at: [...(target?.raw.at ?? [])], ...(severity === undefined ? {} : { severity }) };
  return makeFinding("quantity-mismatch", `${read(name) ?? ""}: ${message}`, details);
}

/** People who are paid to come are not those whom the money is for. */
const paidPeople = /讲师|专家|教师|讲课|授课|劳务|评审|评委|聘请|保安|司机/u;

/**
 * An indicator that wants more of a thing than the budget pays for: 5000 guests and 3000 meals. The budget's rows are those
 * under a heading, or of a name, with the indicator's subject, counted in its unit and each with a price. Adds quantity-mismatch.
 */
export const checkCountsAgainstBudget: ProjectCheck = (subject) =>
  listCounts(subject).flatMap((count) => {
    if (count.comparator === "<=" || count.comparator === "<") return [];
    const rows = subject.project.budgetItems.filter(({ group, name, quantityUnit, unitPriceFen }) => {
      const text = `${read(group) ?? ""} ${read(name) ?? ""}`;
      return text.includes(count.subject) && read(quantityUnit) === count.unit && unitPriceFen !== null && !paidPeople.test(text);
    });
    const paid = rows.reduce((so, row) => so + (row.quantity?.value ?? 0), 0);
    if (rows.length === 0 || count.value <= paid) return [];
    return [describe(count, `${count.value} ${count.unit} are wanted, but the budget pays for ${paid}.`, `at most ${paid} ${count.unit}`)];
  });

const timesAYear: ReadonlyMap<string, number> = new Map([["周", 52], ["星期", 52], ["半月", 24], ["半个月", 24], ["月", 12], ["季度", 4], ["季", 4], ["半年", 2]]);
/** 每个月完成1篇, 每周3-4篇, 每季度至少开展一次: a time, a few words, a number and what is counted. */
const frequency = /每(?:个)?(周|星期|半个?月|月|季度|季|半年)(?:度)?([^,，。；;、\d每]{0,8}?)(\d{1,3}|[一二两三四五六七八九十]{1,3}) *(?:[-~—至] *\d{1,3} *)?(次|篇|期|场|份|批)/gu;
/** Fewer than this share of what the prose promises is no rounding. */
const farBelow = 0.5;

/**
 * What the plan or the content does so many times a month, against what an indicator of the same subject wants in the year:
 * every month, and ≥ 4. The subject stands in the same sentence, or it is the project's own and nothing else of it is counted. More than is
 * planned is a contradiction; less than half of it a remark. Adds quantity-mismatch.
 */
export const checkFrequencies: ProjectCheck = (subject) => {
  const counts = listCounts(subject).filter(({ unit, comparator }) => /^(?:次|篇|期|场|份|批)$/u.test(unit) && comparator !== "<=" && comparator !== "<");
  const { narratives, name } = subject.project;
  const sentences = [narratives.plan, narratives.content, narratives.overview].flatMap((prose) => foldWidth(prose?.value ?? "").split(/[。；;\n]/u));
  return counts.flatMap((count) => {
    const isOwn = counts.length === 1 && (read(name) ?? "").includes(count.subject);
    const said = sentences.flatMap((sentence) => (isOwn || sentence.includes(count.subject) ? findFrequencies(sentence) : []));
    // Two frequencies in the prose may be of two things.
    const [only, ...more] = said;
    if (only === undefined || more.length > 0 || (count.value <= only.times && count.value >= only.times * farBelow)) return [];
    const message = `${count.value} ${count.unit} are wanted in the year, but “${only.text}” makes ${only.times}.`;
    return [describe(count, message, String(only.times), count.value < only.times ? "info" : undefined)];
  });
};

function findFrequencies(sentence: string): { readonly times: number; readonly text: string }[] {
  return [...sentence.matchAll(frequency)].flatMap(([text, time = "", , printed = ""]) => {
    const each = /\d/u.test(printed) ? Number(printed) : parseChineseNumber(printed.replace("两", "二"));
    const rounds = timesAYear.get(time);
    return each === undefined || rounds === undefined ? [] : [{ times: each * rounds, text }];
  });
}

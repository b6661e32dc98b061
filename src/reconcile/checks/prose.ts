import { editDistance } from "../../canonical/similarity.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { agreesAsPrinted, formatYuan, getPrecision } from "./printed-amount.ts";
import { findAmounts, type SaidAmount } from "./prose-clauses.ts";
import { listProjects, read, type Leaf, type ProjectCheck, type ProjectSubject, type RecordCheck } from "./subject.ts";

/** What the prose on earlier budgets says of a year, against that year's rows of the budget table. Adds prose-contradiction. */
export const checkBudgetHistory: ProjectCheck = (subject) => {
  const { path, project } = subject;
  const history = project.narratives.budgetHistory;
  if (history === null) return [];
  const amounts = findAmounts(history.value);
  const years = [...history.value.matchAll(/((?:19|20)\d{2}) *年/gu)];
  return years.flatMap((match, index) => {
    const until = years[index + 1]?.index ?? history.value.length;
    const said = amounts.find((amount) => amount.from > match.index && amount.from < until && isSameClause(history.value, match.index, amount.from));
    const table = sumOfYear(subject, Number(match[1]));
    if (said === undefined || table === undefined || agrees(said, table)) return [];
    const message = `The prose says ${said.text} for ${match[1] ?? ""}, the table ${formatYuan(table)}.`;
    const details = { path: `${path}.narratives.budgetHistory`, expected: formatYuan(table), actual: said.text, at: [...history.at] };
    return [makeFinding("prose-contradiction", message, details)];
  });
};

function isSameClause(prose: string, from: number, to: number): boolean {
  return !/[，,。；;\n]/u.test(prose.slice(from, to));
}

function sumOfYear({ project }: ProjectSubject, year: number): number | undefined {
  const amounts = project.budgetItems.filter((item) => read(item.fiscalYear) === year).flatMap((item) => item.amountFen?.value ?? []);
  return amounts.length === 0 ? undefined : amounts.reduce((so, amount) => so + amount, 0);
}

/** Prose rounds: 30 万 stands for what is nearer to it than half of its last place. */
function agrees(said: SaidAmount, fen: number): boolean {
  const step = getPrecision({ value: said.fen, raw: said.text, at: [], confidence: 1, rule: "" }).stepFen;
  return agreesAsPrinted(fen, said.fen, step);
}

/** As a share of the amount: nearer than this, a figure in the prose means the same money. */
const nearMiss = 0.01;

/**
 * A project whose content or period says almost the amount of its table, and nowhere that amount: 1163520元 beside 116.40
 * 万元. Amounts in the prose that are far from the table's speak of something else. Adds prose-contradiction.
 */
export const checkContentAgainstTotal: ProjectCheck = ({ path, project, filing }) => {
  const total = project.funding.find((row) => row.scope.value === "annual" && row.source.value === "total")?.amountFen ?? null;
  const content = project.narratives.content;
  // On a project's own form the content is a description; a task's row puts its costing there.
  if (total === null || content === null || total.value === 0 || filing.kind.value !== "department") return [];
  const { stepFen } = getPrecision(total);
  const said = findAmounts(content.value);
  if (said.some((amount) => agreesAsPrinted(amount.fen, total.value, stepFen))) return [];
  const near = said.filter((amount) => Math.abs(amount.fen / total.value - 1) < nearMiss);
  const nearest = near.toSorted((one, other) => Math.abs(one.fen - total.value) - Math.abs(other.fen - total.value))[0];
  if (nearest === undefined) return [];
  const index = project.funding.findIndex((row) => row.amountFen === total);
  const message = `The task's text says ${nearest.text}, its amount is ${formatYuan(total.value)}.`;
  const details = { path: `${path}.funding[${index}].amountFen`, expected: nearest.text, actual: formatYuan(total.value), at: [...total.at, ...content.at] };
  return [makeFinding("prose-contradiction", message, details)];
};

const equalSplit = /均分(?:为)?([二两三四五六七八九十\d]{1,2})(?:个)?(?:年|期)/u;
const smallNumbers = "零一二三四五六七八九十";

/** A sum that the prose says is split evenly over years, beside a year's share that is no even part of it. Adds prose-contradiction. */
export const checkEvenSplit: ProjectCheck = ({ path, project }) => {
  const plan = project.narratives.budgetPlan;
  const split = plan === null ? null : equalSplit.exec(plan.value);
  if (plan === null || split === null) return [];
  const printed = (split[1] ?? "").replace("两", "二");
  const parts = /\d/u.test(printed) ? Number(printed) : smallNumbers.indexOf(printed);
  const [whole, share, ...more] = findAmounts(plan.value);
  if (whole === undefined || share === undefined || more.length > 0 || parts < 2) return [];
  const even = whole.fen / parts;
  if (agrees(share, Math.round(even))) return [];
  const message = `${whole.text} split evenly in ${parts} is ${formatYuan(Math.round(even))}, but ${share.text} is given.`;
  return [makeFinding("prose-contradiction", message, { path: `${path}.narratives.budgetPlan`, expected: formatYuan(Math.round(even)), actual: share.text, at: [...plan.at] })];
};

const composition = /由([^。；;]{4,300}?) *(?:\d{1,2}|[二三四五六七八九十]) *个部分组成/gu;
const partSeparator = /、|以及|[，,及和]/u;

/** A part that 实施方案 says the project is made of, without an amount of its own where the other parts have theirs. Adds prose-contradiction. */
export const checkPartsBudgeted: ProjectCheck = ({ path, project }) => {
  const plan = project.narratives.plan;
  const items = project.budgetItems.flatMap((item) => read(item.name) ?? []);
  if (plan === null || items.length === 0) return [];
  return [...plan.value.matchAll(composition)].flatMap(([, list = ""]) => {
    const parts = splitOutsideBrackets(list);
    const missing = parts.filter((part) => !items.some((item) => isSamePart(part, item)));
    // Where most parts have no item the budget is cut in another way.
    if (missing.length === 0 || missing.length * 2 >= parts.length) return [];
    const message = `The plan names parts that the budget has no amount for: ${missing.join("、")}.`;
    return [makeFinding("prose-contradiction", message, { path: `${path}.narratives.plan`, expected: parts.join("、"), actual: items.join("、"), at: [...plan.at] })];
  });
};

function splitOutsideBrackets(list: string): string[] {
  const shielded = list.replace(/[(（][^()（）]*[)）]/gu, (inner) => inner.replace(/[、，,及和]/gu, "·"));
  let from = 0;
  const cuts = [...shielded.matchAll(new RegExp(partSeparator, "gu")), null];
  const parts = cuts.map((cut) => {
    const part = list.slice(from, cut?.index);
    from = cut === null ? from : cut.index + cut[0].length;
    return part.trim();
  });
  return parts.filter((part) => part !== "");
}

function isSamePart(part: string, item: string): boolean {
  const [one, other] = [part, item].map((text) => text.normalize("NFKC").replace(/[\s\p{P}]/gu, ""));
  if (one === undefined || other === undefined) return false;
  const limit = Math.floor(Math.max(one.length, other.length) * 0.3);
  return one.includes(other) || other.includes(one) || editDistance(one, other, limit) <= limit;
}

/** Shorter goals may well be the same for two projects. */
const shortestCopied = 20;

/** A goal that is word for word another project's of the document, the later of the two. Adds text-copied. */
export const checkCopiedGoals: RecordCheck = (record) => {
  const owners = new Map<string, string>();
  return listProjects(record).flatMap(({ path, project }) => {
    const goals: [string, Leaf<string>][] = [["overall", project.goals.overall], ["annual", project.goals.annual]];
    return goals.flatMap(([field, goal]) => claimGoal(owners, path, field, goal));
  });
};

function claimGoal(owners: Map<string, string>, path: string, field: string, goal: Leaf<string>): Finding[] {
  const text = goal?.value.replace(/[\s\p{P}]/gu, "") ?? "";
  if (goal === null || text.length < shortestCopied) return [];
  const owner = owners.get(text) ?? path;
  owners.set(text, owner);
  if (owner === path) return [];
  return [makeFinding("text-copied", `The goal is word for word that of ${owner}.`, { path: `${path}.goals.${field}`, actual: goal.value, at: [...goal.at] })];
}

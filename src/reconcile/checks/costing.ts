import { makeFinding, type Finding } from "../../document/finding.ts";
import { findAmounts, listPairs, shareOfPairs, splitPoints } from "./prose-clauses.ts";
import { formatYuan } from "./printed-amount.ts";
import { read, type Leaf, type ProjectCheck, type TracedProject } from "./subject.ts";

/** A numbered point of a costing with the amount that it comes to. */
interface CostedPoint {
  readonly text: string;
  readonly fen: number;
  readonly said: string;
}

/** Fewer points are no list. */
const fewestPoints = 3;
/** From this share of its words on a point of the content is costed by a point of the costing. */
const sameSubject = 0.5;
/** Below this it is not even akin to one. */
const otherSubject = 0.3;

/**
 * A point of the content that 测算依据 has no amount for, where its other points have theirs and those make the total
 * already. Adds prose-contradiction.
 */
export const checkContentCosted: ProjectCheck = ({ path, project }) => {
  const { content } = project.narratives;
  const points = content === null ? [] : splitPoints(content.value);
  const costed = readCosting(project);
  if (content === null || points.length < fewestPoints || costed.length < fewestPoints) return [];
  const missing = findUncosted(points, costed.map(({ text }) => text));
  // Where most points have no amount the costing is cut in another way.
  if (missing.length === 0 || missing.length * 2 > points.length) return [];
  const message = `The costing makes the total without an amount for: ${missing.join("；")}`;
  return [makeFinding("prose-contradiction", message, { path: `${path}.narratives.content`, actual: missing.join("；"), at: [...content.at] })];
};

/** The points of 测算依据, each with its last amount, where they add up to the project's total. */
function readCosting(project: TracedProject): CostedPoint[] {
  const points = splitPoints(project.narratives.costingBasis?.value ?? "").flatMap((text): CostedPoint[] => {
    const amount = findAmounts(text).at(-1);
    return amount === undefined ? [] : [{ text, fen: amount.fen, said: amount.text }];
  });
  const sum = points.reduce((so, point) => so + point.fen, 0);
  const isWhole = project.funding.some((row) => row.source.value === "total" && row.amountFen?.value === sum);
  return isWhole ? points : [];
}

/** Points without a counterpart, each counterpart taken by the point that is most like it. */
function findUncosted(points: readonly string[], costed: readonly string[]): string[] {
  const [pairs, costedPairs] = [points.map(listPairs), costed.map(listPairs)];
  const matches = pairs
    .flatMap((one, point) => costedPairs.map((other, cost) => ({ point, cost, share: shareOfPairs(one, other) })))
    .toSorted((one, other) => other.share - one.share);
  const [taken, matched] = [new Set<number>(), new Set<number>()];
  for (const { point, cost, share } of matches) {
    if (share < sameSubject || taken.has(cost) || matched.has(point)) continue;
    taken.add(cost);
    matched.add(point);
  }
  const isAkin = (point: number): boolean => matches.some((match) => match.point === point && !taken.has(match.cost) && match.share >= otherSubject);
  return points.filter((_, index) => !matched.has(index) && !isAkin(index));
}

/** An item of 部门预算支出经济分类 (its 款) and the words of a prose that speaks of such an expense. */
interface ExpenseKind {
  readonly item: RegExp;
  readonly prose: RegExp;
}

/** Expenses whose words leave no doubt which 款 they are budgeted under. Source: 政府收支分类科目, 302 商品和服务支出. */
const expenseKinds: readonly ExpenseKind[] = [
  { item: /邮电费|通[讯信]费/u, prose: /宽带|互联网接入|电话费|通[讯信]费|邮寄|邮资/u },
  { item: /印刷费/u, prose: /印刷|装订/u },
  { item: /培训费/u, prose: /培训/u },
  { item: /差旅费/u, prose: /差旅/u },
  { item: /会议费/u, prose: /会议费|会务/u },
  { item: /公务接待费/u, prose: /接待/u },
  { item: /租赁费/u, prose: /租赁|租用|租金/u },
];

/**
 * A point of 测算依据 that alone costs more than the table has under the heading it belongs to: broadband of 28 万 beside an
 * 邮电费 of 6 万. Adds prose-contradiction.
 */
export const checkExpenseKinds: ProjectCheck = ({ path, project, filing }) => {
  const basis = project.narratives.costingBasis;
  const points = readCosting(project);
  const year = read(filing.fiscalYear);
  return points.flatMap((point): Finding[] => {
    const [kind, ...more] = expenseKinds.filter((one) => one.prose.test(point.text));
    // What two headings have words for may stand under either.
    const budgeted = kind === undefined || more.length > 0 ? undefined : sumOfKind(project, kind, year);
    if (budgeted === undefined || point.fen <= budgeted.fen) return [];
    return [describeExpense(basis, `${path}.narratives.costingBasis`, point, budgeted)];
  });
};

function sumOfKind({ budgetItems }: TracedProject, kind: ExpenseKind, year: number | null): { readonly name: string; readonly fen: number } | undefined {
  const rows = budgetItems.filter((item) => kind.item.test(read(item.name) ?? "") && (year === null || read(item.fiscalYear) === null || read(item.fiscalYear) === year));
  const name = rows[0]?.name?.value;
  return name === undefined ? undefined : { name, fen: rows.reduce((so, row) => so + (row.amountFen?.value ?? 0), 0) };
}

function describeExpense(basis: Leaf<string>, path: string, point: CostedPoint, budgeted: { readonly name: string; readonly fen: number }): Finding {
  const message = `The costing has ${point.said} for what the table has only ${formatYuan(budgeted.fen)} of, under ${budgeted.name}: ${point.text}`;
  return makeFinding("prose-contradiction", message, { path, expected: formatYuan(budgeted.fen), actual: point.said, at: [...(basis?.at ?? [])] });
}

import { foldWidth } from "../../canonical/fold.ts";
import { narrativeKinds } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { findAmounts, type SaidAmount } from "./prose-clauses.ts";
import type { Leaf, ProjectCheck } from "./subject.ts";

/** What a clause says was budgeted for a year. */
interface Arrangement extends SaidAmount {
  readonly year: number;
}

const isArranged = /(?:安排|列入|批复|下达|拨付)/u;
/** What such a clause says besides the year and the amount, where it speaks of the whole project and of no part. */
const ofWhole =
  /本?项目|工程|所需|需|共|合计|总|建设|实施|资金|经费|预算|财政|年度|年|列入|纳入|安排|批复|下达|拨付|已经?|由|为|的|本级|市|区|县|省|专项|元|万|其中|计划|申请|予以|给予/gu;
/** So many characters may be left of such a clause; more name a part that the amount is for. */
const mostLeft = 2;

/** Two clauses of one prose that say differently what the project was budgeted for one year: 593万元列入2021年预算安排, 2021年度已安排资金400万元. Adds prose-contradiction. */
export const checkArrangedAmounts: ProjectCheck = ({ path, project: { narratives } }) =>
  narrativeKinds.flatMap((kind) => compare(narratives[kind], `${path}.narratives.${kind}`));

function compare(prose: Leaf<string>, path: string): Finding[] {
  if (prose === null) return [];
  const first = new Map<number, Arrangement>();
  return listClauses(prose.value).flatMap((clause) => {
    const arrangement = readClause(clause);
    if (arrangement === undefined) return [];
    const earlier = first.get(arrangement.year);
    if (earlier === undefined) first.set(arrangement.year, arrangement);
    if (earlier === undefined || earlier.fen === arrangement.fen) return [];
    const message = `The prose says ${earlier.text} were budgeted for ${arrangement.year}, and ${arrangement.text}.`;
    return [makeFinding("prose-contradiction", message, { path, expected: earlier.text, actual: arrangement.text, at: [...prose.at] })];
  });
}

/** A prose's clauses without what stands in brackets. Commas inside figures end none. */
function listClauses(prose: string): string[] {
  return foldWidth(prose).replace(/\([^()]*\)/gu, "").split(/[。；;\n]|,(?!\d{3})|，/u);
}

function readClause(clause: string): Arrangement | undefined {
  const amounts = findAmounts(clause);
  const years = [...clause.matchAll(/((?:19|20)\d{2}) *年/gu)];
  const [amount, year] = [amounts[0], years[0]?.[1]];
  if (amount === undefined || year === undefined || amounts.length > 1 || years.length > 1 || !isArranged.test(clause)) return undefined;
  const left = clause.replace(amount.text, "").replace(ofWhole, "").replace(/[\d\s\p{P}]/gu, "");
  return left.length > mostLeft ? undefined : { ...amount, year: Number(year) };
}

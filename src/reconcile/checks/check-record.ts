import type { TracedRecord } from "../../canonical/traced.ts";
import type { Finding } from "../../document/finding.ts";
import { checkArrangedAmounts } from "./arranged-amounts.ts";
import { checkItemsAgainstTotal, checkProducts } from "./budget-items.ts";
import { checkContentCosted, checkExpenseKinds } from "./costing.ts";
import { checkDateOrder, checkDatesInside, checkFundingPeriods, checkPlannedDates, checkPreparedDate, checkYearOfName } from "./dates.ts";
import { checkForeignGoals, checkGoalsOfYears } from "./goals.ts";
import { checkIndicatorHomes } from "./indicator-homes.ts";
import { checkCopiedLists, checkIndicatorGroups, checkListsOfScopes } from "./indicator-lists.ts";
import { checkItemNumbers, checkTaskNumbers } from "./numbering.ts";
import { checkProportions, checkProportionsOfRecord } from "./proportions.ts";
import { checkBudgetHistory, checkContentAgainstTotal, checkCopiedGoals, checkEvenSplit, checkPartsBudgeted } from "./prose.ts";
import { checkProseProducts } from "./prose-products.ts";
import { checkCountsAgainstBudget, checkFrequencies } from "./quantities.ts";
import { checkReferences } from "./references.ts";
import { checkRequiredOfFiling, checkRequiredOfProject } from "./required.ts";
import { checkStatement } from "./statement.ts";
import { listFilings, listIndicators, listProjects, type FilingCheck, type IndicatorCheck, type ProjectCheck, type RecordCheck } from "./subject.ts";
import { checkDepartmentSums, checkFundingParts, checkWholeAgainstYears } from "./sums.ts";
import { checkTargetAnswers } from "./target-answers.ts";
import { checkTargetPresent, checkTargets } from "./targets.ts";
import { checkIndicatorKinds, checkIndicatorNames, checkLevels, checkRepeatedIndicators, checkWeights } from "./taxonomy.ts";

const recordChecks: readonly RecordCheck[] = [checkStatement, checkCopiedGoals, checkProportionsOfRecord, checkReferences, checkCopiedLists, checkForeignGoals];
const filingChecks: readonly FilingCheck[] = [checkRequiredOfFiling, checkPreparedDate, checkDepartmentSums, checkProportions, checkTaskNumbers];
const projectChecks: readonly ProjectCheck[] = [
  checkRequiredOfProject,
  checkFundingParts,
  checkWholeAgainstYears,
  checkItemsAgainstTotal,
  checkProducts,
  checkDateOrder,
  checkDatesInside,
  checkFundingPeriods,
  checkPlannedDates,
  checkYearOfName,
  checkBudgetHistory,
  checkContentAgainstTotal,
  checkEvenSplit,
  checkPartsBudgeted,
  checkItemNumbers,
  checkProseProducts,
  checkArrangedAmounts,
  checkGoalsOfYears,
  checkContentCosted,
  checkExpenseKinds,
  checkCountsAgainstBudget,
  checkFrequencies,
];
const indicatorChecks: readonly IndicatorCheck[] = [
  checkLevels,
  checkIndicatorKinds,
  checkIndicatorNames,
  checkRepeatedIndicators,
  checkTargets,
  checkTargetPresent,
  checkWeights,
  checkIndicatorHomes,
  checkIndicatorGroups,
  checkListsOfScopes,
  checkTargetAnswers,
];

/**
 * What a careful reader finds wrong in a record, its own findings aside: sums, products, dates, taxonomy, targets, prose
 * against figures, blanks. In the order of the record's paths. A finding that the record has already at the same path,
 * with the same code, is not given again.
 */
export function checkRecord(record: TracedRecord): Finding[] {
  const findings = [
    ...recordChecks.flatMap((check) => check(record)),
    ...listFilings(record).flatMap((subject) => filingChecks.flatMap((check) => check(subject))),
    ...listProjects(record).flatMap((subject) => projectChecks.flatMap((check) => check(subject))),
    ...listIndicators(record).flatMap((subject) => indicatorChecks.flatMap((check) => check(subject))),
  ];
  const known = new Set(record.findings.map(keyOf));
  return findings.filter((finding) => !known.has(keyOf(finding))).sort(byPath);
}

function keyOf(finding: Finding): string {
  return `${finding.code} ${finding.path ?? ""}`;
}

const collator = new Intl.Collator("en", { numeric: true });

function byPath(one: Finding, other: Finding): number {
  return collator.compare(one.path ?? "", other.path ?? "") || collator.compare(one.code, other.code);
}

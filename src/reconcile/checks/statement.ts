import { makeFinding, type Finding } from "../../document/finding.ts";
import { addsUp, formatYuan } from "./printed-amount.ts";
import { listProjects, read, type RecordCheck } from "./subject.ts";

/** What the preface claims (projects, units, money) against the forms that follow. Adds statement-mismatch. */
export const checkStatement: RecordCheck = (record) => {
  const { statement } = record;
  if (statement === null) return [];
  const projects = listProjects(record).map(({ project }) => project);
  const units = new Set(projects.flatMap((project) => read(project.implementingUnit) ?? []));
  const counts = [
    compareCount("projectCount", read(statement.projectCount), projects.length, "projects"),
    // Where no project names its unit there is nothing to compare.
    units.size === 0 ? [] : compareCount("unitCount", read(statement.unitCount), units.size, "units"),
  ].flat();
  const amounts = projects.flatMap((project) => {
    const totals = project.funding.filter((row) => row.source.value === "total");
    return totals.find((row) => row.scope.value === "annual")?.amountFen ?? totals.find((row) => row.scope.value === "whole")?.amountFen ?? [];
  });
  if (statement.amountFen === null || amounts.length === 0 || addsUp(statement.amountFen, amounts)) return counts;
  const sum = amounts.reduce((so, amount) => so + amount.value, 0);
  const [expected, actual] = [formatYuan(sum), formatYuan(statement.amountFen.value)];
  const message = `The preface claims ${actual}; the forms add up to ${expected}.`;
  return [...counts, makeFinding("statement-mismatch", message, { path: "statement.amountFen", expected, actual, at: [...statement.amountFen.at] })];
};

function compareCount(field: string, claimed: number | null, counted: number, what: string): Finding[] {
  if (claimed === null || claimed === counted) return [];
  const details = { path: `statement.${field}`, expected: String(counted), actual: String(claimed) };
  return [makeFinding("statement-mismatch", `The preface claims ${claimed} ${what}; the document holds ${counted}.`, details)];
}

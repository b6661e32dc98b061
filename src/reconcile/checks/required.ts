import { makeFinding, type Finding } from "../../document/finding.ts";
import { read, type FilingCheck, type ProjectCheck } from "./subject.ts";

function missing(path: string, what: string): Finding[] {
  return [makeFinding("required-missing", `${what} is blank.`, { path })];
}

/**
 * What every form asks of a project and cannot do without: its name, an amount, and on a project's own form a goal and
 * an indicator. Fields that only some forms have are not asked for here. Adds required-missing.
 */
export const checkRequiredOfProject: ProjectCheck = ({ path, project, filing }) => {
  const ownForm = filing.kind.value === "project";
  const hasAmount = project.funding.some((row) => row.source.value === "total" && row.amountFen !== null);
  const hasGoal = project.goals.overall !== null || project.goals.annual !== null;
  return [
    ...(project.name === null ? missing(`${path}.name`, "The project's name") : []),
    ...(hasAmount ? [] : missing(`${path}.funding`, "The project's total")),
    ...(ownForm && !hasGoal ? missing(`${path}.goals`, "The project's goal") : []),
    ...(ownForm && project.indicators.length === 0 ? missing(`${path}.indicators`, "The list of indicators") : []),
  ];
};

/** The form's year, who filled it in (where the form has that line), and a department's name, goal and income. Adds year-missing, required-missing. */
export const checkRequiredOfFiling: FilingCheck = ({ path, filing }) => {
  const { fiscalYear, preparer, department } = filing;
  const year = fiscalYear === null ? [makeFinding("year-missing", "The form's year is not printed.", { path: `${path}.fiscalYear` })] : [];
  const line = preparer === null ? [] : [
    ...(preparer.name === null ? missing(`${path}.preparer.name`, "Who filled in the form") : []),
    ...(preparer.date === null ? missing(`${path}.preparer.date`, "When the form was filled in") : []),
  ];
  if (department === null) return [...year, ...line];
  const sides = new Set(department.budget.map((row) => read(row.side)));
  return [
    ...year,
    ...line,
    ...(department.name === null ? missing(`${path}.department.name`, "The department's name") : []),
    ...(department.goal === null ? missing(`${path}.department.goal`, "The department's goal") : []),
    ...(sides.has("expenditure") && !sides.has("income") ? missing(`${path}.department.budget`, "Every source of the department's income") : []),
    ...(department.indicators.length === 0 ? missing(`${path}.department.indicators`, "The list of indicators") : []),
  ];
};

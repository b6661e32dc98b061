import type { Database } from "better-sqlite3";
import type { CanonicalProject, Sourced } from "../canonical/canonical-project.ts";
import { prepareIndicatorWriter } from "./indicator-writer.ts";
import { prepareInsert } from "./prepare-insert.ts";

/** Prepares the writing of canonical projects: the project's row and every row below it. */
export function prepareProjectWriter(database: Database): (project: CanonicalProject) => void {
  const insertProject = prepareProjectInsert(database);
  const writeLists = prepareListWriter(database);
  const writeIndicators = prepareIndicatorWriter(database);
  return (project) => {
    insertProject(project);
    writeLists(project);
    writeIndicators({ kind: "project", id: project.id }, project.indicators);
  };
}

function prepareProjectInsert(database: Database): (project: CanonicalProject) => void {
  const insert = prepareInsert(database, "projects", [
    "id",
    "region_code",
    "region_name",
    "fiscal_year",
    "reporting_unit",
    "name",
    "code",
    "nature",
    "category",
    "task_group",
    "sequence",
    "supervising_department",
    "supervising_department_code",
    "implementing_unit",
    "manager",
    "phone",
    "start_date",
    "end_date",
    "goal_overall",
    "goal_annual",
    "confidence",
  ]);
  return ({ id, filing, fields, confidence }) => {
    const { name, code, nature, category, sequence, manager, phone } = fields;
    insert({
      ...{ id, name, code, nature, category, sequence, manager, phone, confidence },
      region_code: filing.region?.code ?? null,
      region_name: filing.region?.name ?? null,
      fiscal_year: filing.fiscalYear,
      reporting_unit: filing.reportingUnit,
      task_group: fields.taskGroup,
      supervising_department: fields.supervisingDepartment,
      supervising_department_code: fields.supervisingDepartmentCode,
      implementing_unit: fields.implementingUnit,
      start_date: fields.startDate,
      end_date: fields.endDate,
      goal_overall: fields.goals.overall,
      goal_annual: fields.goals.annual,
    });
  };
}

const origin = ["document_id", "path", "confidence"] as const;

/** Where a list row stands below its project, and where it came from. */
function placeColumns(projectId: number, ordinal: number, sourced: Sourced<unknown>) {
  return { project_id: projectId, ordinal, document_id: sourced.documentId, path: sourced.path, confidence: sourced.confidence };
}

function prepareListWriter(database: Database): (project: CanonicalProject) => void {
  const writers = [prepareFunding(database), prepareBudgetItems(database), prepareSchedule(database), prepareNarratives(database)];
  return (project) => {
    for (const write of writers) write(project);
  };
}

function prepareFunding(database: Database): (project: CanonicalProject) => void {
  const insert = prepareInsert(database, "funding", ["project_id", "ordinal", "scope", "period", "source", "amount_fen", ...origin]);
  return (project) => {
    for (const [ordinal, row] of project.funding.entries()) {
      const { scope, period, source, amountFen } = row.value;
      insert({ ...placeColumns(project.id, ordinal, row), scope, period, source, amount_fen: amountFen });
    }
  };
}

function prepareBudgetItems(database: Database): (project: CanonicalProject) => void {
  const insert = prepareInsert(database, "budget_items", [
    "project_id",
    "ordinal",
    "group_name",
    "name",
    "quantity",
    "quantity_unit",
    "unit_price_fen",
    "amount_fen",
    "fiscal_year",
    "note",
    ...origin,
  ]);
  return (project) => {
    for (const [ordinal, row] of project.budgetItems.entries()) {
      const { group, name, quantity, quantityUnit, unitPriceFen, amountFen, fiscalYear, note } = row.value;
      insert({
        ...placeColumns(project.id, ordinal, row),
        ...{ group_name: group, name, quantity, note },
        quantity_unit: quantityUnit,
        unit_price_fen: unitPriceFen,
        amount_fen: amountFen,
        fiscal_year: fiscalYear,
      });
    }
  };
}

function prepareSchedule(database: Database): (project: CanonicalProject) => void {
  const insert = prepareInsert(database, "schedule_items", ["project_id", "ordinal", "content", "start_date", "end_date", ...origin]);
  return (project) => {
    for (const [ordinal, row] of project.schedule.entries()) {
      const { content, start, end } = row.value;
      insert({ ...placeColumns(project.id, ordinal, row), content, start_date: start, end_date: end });
    }
  };
}

function prepareNarratives(database: Database): (project: CanonicalProject) => void {
  const insert = prepareInsert(database, "narratives", ["project_id", "kind", "text", ...origin]);
  return (project) => {
    for (const { value, documentId, path, confidence } of project.narratives) {
      insert({ project_id: project.id, kind: value.kind, text: value.text, document_id: documentId, path, confidence });
    }
  };
}

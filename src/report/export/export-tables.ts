import { z } from "zod";
import { findColumnNote } from "../dictionary/read-schema.ts";
import type { ColumnNote } from "../dictionary/column-note.ts";
import { chosenProjects, placeAndYear, type RowFilter, type SqlCondition } from "../filter/row-filter.ts";
import type { Database } from "../../store/open-database.ts";

/** A column of an exported table. */
export interface ExportColumn extends ColumnNote {
  readonly name: string;
}

/** A table as it is exported: a view for analysts, under a short name. */
export interface ExportTable {
  readonly name: string;
  readonly view: string;
  readonly columns: readonly ExportColumn[];
}

/** A value of an exported row, as SQLite gives it. */
export type CellValue = string | number | null;
export type ExportRow = readonly CellValue[];

interface TableSource {
  readonly view: string;
  /** Decides the order of rows by what they say, not by when they came in. */
  readonly order: string;
  /** Which rows belong to the chosen projects. */
  readonly ofProjects: string;
  /** The view has no column for the region's code; its rows are of the projects' regions. */
  readonly isPlacedByProject?: true;
}

const chosenDocuments = `SELECT r.document_id FROM project_readings r WHERE r.project_id IN (SELECT project_id FROM ${chosenProjects})`;
const ofProject = `project_id IN (SELECT project_id FROM ${chosenProjects})`;
const ofDocument = `document_id IN (${chosenDocuments})`;

/** Every table that is exported, in the order of sheets. */
const sources: Readonly<Record<string, TableSource>> = {
  projects: { view: "project_overview", order: "project_id", ofProjects: ofProject },
  indicators: {
    view: "indicator_overview",
    order: "owner_id, number",
    ofProjects: `owner_kind = '项目' AND owner_id IN (SELECT project_id FROM ${chosenProjects})`,
  },
  funding: { view: "funding_overview", order: "project_id, number", ofProjects: ofProject },
  budget_items: { view: "budget_item_overview", order: "project_id, number", ofProjects: ofProject },
  schedule: { view: "schedule_overview", order: "project_id, number", ofProjects: ofProject },
  narratives: { view: "narrative_overview", order: "project_id, kind_code", ofProjects: ofProject },
  departments: { view: "department_overview", order: "department_id", ofProjects: ofDocument },
  department_budget: { view: "department_budget_overview", order: "department_id, path", ofProjects: ofDocument },
  series: { view: "project_series", order: "series_id, fiscal_year, project_id", ofProjects: ofProject, isPlacedByProject: true },
  documents: { view: "document_overview", order: "document_id", ofProjects: ofDocument },
  findings: { view: "finding_overview", order: "document_id, finding_id", ofProjects: ofDocument },
};

/** The names of the tables that are exported. */
export const exportTableNames: readonly string[] = Object.keys(sources);

/** The exported table of a name, with its columns. @throws {RangeError} for a name that is none of {@link exportTableNames}. */
export function getExportTable(database: Database, name: string): ExportTable {
  const { view } = getSource(name);
  const names = z.array(z.string()).parse(database.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(view));
  const columns = names.map((column): ExportColumn => {
    const note = findColumnNote(view, column);
    if (note === undefined) throw new RangeError(`${view}.${column} has no line in the data dictionary`);
    return { name: column, ...note };
  });
  return { name, view, columns };
}

/** The rows of a table that a filter leaves, one after the other. Where the filter has a condition, `chooseProjects` has run. */
export function* readRows(database: Database, table: ExportTable, filter: RowFilter): Generator<ExportRow> {
  const { sql, parameters } = conditionOn(database, table, filter);
  const columns = table.columns.map((column) => `"${column.name}"`).join(", ");
  const statement = database.prepare(`SELECT ${columns} FROM ${table.view} WHERE ${sql} ORDER BY ${getSource(table.name).order}`);
  for (const row of statement.raw(true).iterate(parameters)) if (isExportRow(row)) yield row;
}

/** The views give texts, numbers and nulls; a check of each cell would take as long as reading them. */
function isExportRow(row: unknown): row is ExportRow {
  return Array.isArray(row);
}

function conditionOn(database: Database, table: ExportTable, filter: RowFilter): SqlCondition {
  const { isPlacedByProject } = getSource(table.name);
  const { sql: placed, parameters } = placeAndYear(database, filter, isPlacedByProject ? "p." : "");
  const sql = isPlacedByProject ? `project_id IN (SELECT p.id FROM projects p WHERE ${placed})` : placed;
  return { sql: filter.where === undefined ? sql : `${sql} AND ${getSource(table.name).ofProjects}`, parameters };
}

function getSource(name: string): TableSource {
  const source = sources[name];
  if (source === undefined) throw new RangeError(`there is no table "${name}" to export; there are ${exportTableNames.join(", ")}`);
  return source;
}

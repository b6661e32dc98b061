import type { Database } from "../../store/open-database.ts";
import { findRegionPrefix } from "./region-prefix.ts";

/** Which rows are asked for; all of them where nothing is said. */
export interface RowFilter {
  /** A code of GB/T 2260 or a name; stands for all that is in it. */
  readonly region?: string | undefined;
  readonly year?: number | undefined;
  /** A condition in SQL on the columns of `project_overview`. */
  readonly where?: string | undefined;
}

/** A condition of SQL with its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The condition given is not SQL, or names what is not there. */
export class FilterError extends Error {
  constructor(where: string, cause: unknown) {
    super(`--where "${where}" cannot be understood: ${cause instanceof Error ? cause.message : String(cause)}; it takes a condition on the columns of project_overview.`, { cause });
    this.name = "FilterError";
  }
}

/** Whether everything is asked for. */
export function isUnfiltered({ region, year, where }: RowFilter): boolean {
  return region === undefined && year === undefined && where === undefined;
}

/**
 * The condition on rows that have the columns `region_code` and `fiscal_year`; `prefix` stands before them.
 * @throws {UnknownRegionError} when the region is not known.
 */
export function placeAndYear(database: Database, { region, year }: RowFilter, prefix = ""): SqlCondition {
  const conditions: string[] = [];
  const parameters: Record<string, string | number> = {};
  if (region !== undefined) {
    const code = findRegionPrefix(database, region);
    conditions.push(`${prefix}region_code >= @regionFrom AND ${prefix}region_code < @regionEnd`);
    // ':' is the character after '9'.
    Object.assign(parameters, { regionFrom: code, regionEnd: `${code}:` });
  }
  if (year !== undefined) {
    conditions.push(`${prefix}fiscal_year = @year`);
    Object.assign(parameters, { year });
  }
  return { sql: conditions.length === 0 ? "TRUE" : conditions.join(" AND "), parameters };
}

/** The temporary table that {@link chooseProjects} fills. */
export const chosenProjects = "temp.chosen_projects";

/**
 * Puts the ids of the projects that a filter chooses into {@link chosenProjects}, which the connection alone sees; works on
 * a read-only connection too.
 * @throws {FilterError} when `where` is no condition. @throws {UnknownRegionError} when the region is not known.
 */
export function chooseProjects(database: Database, filter: RowFilter): void {
  const { sql, parameters } = placeAndYear(database, filter);
  const where = filter.where ?? "TRUE";
  database.exec(`DROP TABLE IF EXISTS ${chosenProjects}; CREATE TEMP TABLE chosen_projects (project_id INTEGER PRIMARY KEY)`);
  const statement = `INSERT INTO ${chosenProjects} SELECT project_id FROM project_overview WHERE (${sql}) AND (\n${where}\n)`;
  try {
    database.prepare(statement).run(parameters);
  } catch (error) {
    throw new FilterError(where, error);
  }
}

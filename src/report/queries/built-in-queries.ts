/** A question that comes with the program. */
export interface BuiltInQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** Questions that analysts ask of every such database. */
export const builtInQueries: readonly BuiltInQuery[] = [
  {
    name: "largest-projects",
    description: "The ten largest projects of each region by this year's total",
    sql: `SELECT region_name, rank, name, fiscal_year, annual_total_wan_yuan, documents, place FROM (
  SELECT *, row_number() OVER (PARTITION BY region_code ORDER BY annual_total_wan_yuan DESC, name, project_id) AS rank
  FROM project_overview WHERE annual_total_wan_yuan IS NOT NULL AND region_name IS NOT NULL)
WHERE rank <= 10 ORDER BY region_code, rank`,
  },
  {
    name: "measurable-targets",
    description: "For each second level, the share of targets that are numbers",
    sql: `SELECT level2, count(*) AS targets, sum(target_kind = '数字') AS numbers, round(100.0 * sum(target_kind = '数字') / count(*), 1) AS percent
FROM indicator_overview WHERE target_kind IS NOT NULL GROUP BY level2 ORDER BY percent DESC, level2`,
  },
  {
    name: "same-indicator-other-name",
    description: "Indicators that two regions set in the same level, unit and comparator with names that share a beginning or an end, but differ",
    sql: `WITH named AS (SELECT DISTINCT region_code, region_name, level2_code, name, target_unit FROM indicator_overview
  WHERE region_code IS NOT NULL AND length(name) >= 4 AND target_unit IS NOT NULL)
SELECT a.region_name AS region_a, a.name AS name_a, b.region_name AS region_b, b.name AS name_b, a.level2_code, a.target_unit
FROM named a JOIN named b ON a.region_code < b.region_code AND a.level2_code = b.level2_code AND a.target_unit = b.target_unit
  AND a.name <> b.name AND (substr(a.name, 1, 3) = substr(b.name, 1, 3) OR substr(a.name, -3) = substr(b.name, -3))
ORDER BY a.level2_code, a.name, b.name, region_a, region_b`,
  },
  {
    name: "items-do-not-sum",
    description: "Projects whose budget items do not add up to this year's total",
    sql: `SELECT region_name, name, annual_total_wan_yuan, item_sum_wan_yuan, round(item_sum_wan_yuan - annual_total_wan_yuan, 6) AS difference_wan_yuan, documents
FROM project_overview WHERE item_sum_yuan <> annual_total_yuan ORDER BY abs(difference_wan_yuan) DESC, name, documents`,
  },
  {
    name: "department-budget",
    description: "A department's budget over the years; @department is part of its name, % finds all",
    sql: `SELECT department_name, fiscal_year, side, item, max(amount_wan_yuan) AS amount_wan_yuan, count(*) AS documents FROM department_budget_overview
WHERE department_name LIKE '%' || @department || '%' GROUP BY department_name, fiscal_year, side, item ORDER BY department_name, fiscal_year, side DESC, item`,
  },
];

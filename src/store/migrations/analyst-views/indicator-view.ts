import { inWords, openFindingCount, placeOf } from "./expressions.ts";
import { directionWords, level1Words, level2Words, scopeWords } from "./words.ts";

/** The level in words; an unusual one as printed. The indexes below hold the same expressions, so that a filter in words is quick. */
const level1 = (table: string) => inWords(`${table}level1_code`, level1Words, `${table}level1`);
const level2 = (table: string) => inWords(`${table}level2_code`, level2Words, `${table}level2`);

/** One of the two kinds of owner. Separate selects, not outer joins: each starts from the owner's index when it is filtered. */
function ownedIndicators(owner: { readonly columns: string; readonly joins: string; readonly word: string }): string {
  return `
SELECT ${owner.columns},
  '${owner.word}' AS owner_kind,
  i.ordinal + 1 AS number,
  ${inWords("i.scope", scopeWords)} AS scope,
  i.level1_code,
  ${level1("i.")} AS level1,
  i.level2_code,
  ${level2("i.")} AS level2,
  i.name,
  i.explanation,
  i.target_raw AS target,
  i.target_comparator,
  i.target_value,
  i.target_upper,
  i.target_unit,
  i.target_text,
  CASE WHEN i.target_value IS NOT NULL THEN '数字' WHEN i.target_text IS NOT NULL THEN '文字' END AS target_kind,
  i.weight,
  ${inWords("i.direction", directionWords)} AS direction,
  i.note,
  i.confidence,
  ${openFindingCount("i.document_id", "i.path")} AS open_finding_count,
  o.id AS document_id,
  o.file_name AS document,
  ${placeOf("i.document_id", "i.path", ["name", "target.raw"])} AS place,
  i.path
${owner.joins}
JOIN documents o ON o.id = i.document_id`;
}

const ofProjects = ownedIndicators({
  word: "项目",
  columns: `
  p.id AS owner_id,
  p.name AS owner_name,
  p.code AS project_code,
  p.region_code,
  p.region_name,
  p.fiscal_year,
  p.reporting_unit`,
  joins: `FROM projects p
JOIN indicators i ON i.project_id = p.id`,
});

const ofDepartments = ownedIndicators({
  word: "部门整体",
  columns: `
  d.id AS owner_id,
  d.name AS owner_name,
  NULL AS project_code,
  g.region_code,
  g.region_name,
  g.fiscal_year,
  g.reporting_unit`,
  joins: `FROM filings g
JOIN departments d ON d.filing_id = g.id
JOIN indicators i ON i.department_id = d.id`,
});

/** The view of indicators, and the indexes that its filters by level use. */
export const indicatorView = `
CREATE VIEW indicator_overview AS
${ofProjects}
UNION ALL
${ofDepartments};

CREATE INDEX indicators_level1_word ON indicators (${level1("")});
CREATE INDEX indicators_level2_word ON indicators (${level2("")});
CREATE INDEX indicators_project_level ON indicators (project_id, level2_code) WHERE project_id IS NOT NULL;
`;

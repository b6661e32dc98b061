import { inWords, isAt, isOpen, openFindingCount, placeOf, wanYuan, yuan } from "./expressions.ts";
import { fundingScopeWords, narrativeWords, natureWords, sourceWords } from "./words.ts";

function amount(scope: string, source: string): string {
  return `(SELECT f.amount_fen FROM funding f WHERE f.project_id = p.id AND f.scope = '${scope}' AND f.source = '${source}'
    ORDER BY f.ordinal LIMIT 1)`;
}

function openFindings(severity: string): string {
  return `(SELECT count(*) FROM project_readings r JOIN findings n ON ${isAt("r.document_id", "r.path")}
    WHERE r.project_id = p.id AND n.severity = '${severity}' AND ${isOpen})`;
}

const itemSum = "(SELECT sum(b.amount_fen) FROM budget_items b WHERE b.project_id = p.id)";

const projectView = `
CREATE VIEW project_overview AS
SELECT
  p.id AS project_id,
  p.name,
  p.code,
  p.region_code,
  p.region_name,
  p.fiscal_year,
  p.reporting_unit,
  p.supervising_department,
  p.implementing_unit,
  ${inWords("p.nature", natureWords)} AS nature,
  p.category,
  p.task_group,
  p.start_date,
  p.end_date,
  ${yuan(amount("annual", "total"))} AS annual_total_yuan,
  ${wanYuan(amount("annual", "total"))} AS annual_total_wan_yuan,
  ${yuan(amount("annual", "fiscal"))} AS annual_fiscal_yuan,
  ${wanYuan(amount("annual", "fiscal"))} AS annual_fiscal_wan_yuan,
  ${yuan(amount("whole", "total"))} AS whole_total_yuan,
  ${wanYuan(amount("whole", "total"))} AS whole_total_wan_yuan,
  ${yuan(itemSum)} AS item_sum_yuan,
  ${wanYuan(itemSum)} AS item_sum_wan_yuan,
  (SELECT count(*) FROM indicators i WHERE i.project_id = p.id) AS indicator_count,
  (SELECT count(*) FROM indicators i WHERE i.project_id = p.id AND i.target_value IS NOT NULL) AS numeric_target_count,
  p.goal_overall,
  p.goal_annual,
  p.confidence,
  ${openFindings("error")} AS open_error_count,
  ${openFindings("warning")} AS open_warning_count,
  (SELECT count(*) FROM project_readings r WHERE r.project_id = p.id) AS reading_count,
  (SELECT group_concat(file_name, '; ') FROM (SELECT DISTINCT d.file_name FROM project_readings r JOIN documents d ON d.id = r.document_id
    WHERE r.project_id = p.id ORDER BY d.file_name)) AS documents,
  (SELECT ${placeOf("r.document_id", "r.path", ["code", "name"])} FROM project_readings r JOIN documents d ON d.id = r.document_id
    WHERE r.project_id = p.id ORDER BY d.file_name LIMIT 1) AS place
FROM projects p;
`;

/** What every row below a project says of it. */
const ofProject = `
  p.id AS project_id,
  p.name AS project_name,
  p.code AS project_code,
  p.region_code,
  p.region_name,
  p.fiscal_year,
  p.reporting_unit,`;

function origin(row: string, leaves: readonly string[]): string {
  return `
  ${row}.confidence,
  ${openFindingCount(`${row}.document_id`, `${row}.path`)} AS open_finding_count,
  o.id AS document_id,
  o.file_name AS document,
  ${placeOf(`${row}.document_id`, `${row}.path`, leaves)} AS place,
  ${row}.path`;
}

function joins(row: string, table: string): string {
  return `
FROM ${table} ${row}
JOIN projects p ON p.id = ${row}.project_id
JOIN documents o ON o.id = ${row}.document_id;`;
}

const fundingView = `
CREATE VIEW funding_overview AS
SELECT ${ofProject}
  f.ordinal + 1 AS number,
  ${inWords("f.scope", fundingScopeWords)} AS scope,
  f.period,
  f.source AS source_code,
  ${inWords("f.source", sourceWords)} AS source,
  ${yuan("f.amount_fen")} AS amount_yuan,
  ${wanYuan("f.amount_fen")} AS amount_wan_yuan,
  f.amount_fen, ${origin("f", ["amountFen"])} ${joins("f", "funding")}
`;

const budgetItemView = `
CREATE VIEW budget_item_overview AS
SELECT ${ofProject}
  b.ordinal + 1 AS number,
  b.group_name,
  b.name AS item_name,
  b.quantity,
  b.quantity_unit,
  ${yuan("b.unit_price_fen")} AS unit_price_yuan,
  ${yuan("b.amount_fen")} AS amount_yuan,
  ${wanYuan("b.amount_fen")} AS amount_wan_yuan,
  b.fiscal_year AS item_year,
  b.note, ${origin("b", ["amountFen", "name"])} ${joins("b", "budget_items")}
`;

const scheduleView = `
CREATE VIEW schedule_overview AS
SELECT ${ofProject}
  s.ordinal + 1 AS number,
  s.content,
  s.start_date,
  s.end_date, ${origin("s", ["content"])} ${joins("s", "schedule_items")}
`;

const narrativeView = `
CREATE VIEW narrative_overview AS
SELECT ${ofProject}
  n.kind AS kind_code,
  ${inWords("n.kind", narrativeWords)} AS kind,
  n.text,
  n.confidence,
  o.id AS document_id,
  o.file_name AS document,
  ${placeOf("n.document_id", "n.path", [""])} AS place,
  n.path ${joins("n", "narratives")}
`;

/** The views of projects and of what stands below them. */
export const projectViews = projectView + fundingView + budgetItemView + scheduleView + narrativeView;

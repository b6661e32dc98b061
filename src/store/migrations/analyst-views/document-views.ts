import { inWords, isAt, isOpen, openFindingCount, placeOf, wanYuan, yuan } from "./expressions.ts";
import { budgetItemWords, kindWords, severityWords, sideWords, statusWords } from "./words.ts";

const ofDepartment = `
  d.id AS department_id,
  d.name AS department_name,
  g.region_code,
  g.region_name,
  g.fiscal_year,`;

const departmentJoins = `
JOIN filings g ON g.id = d.filing_id
JOIN documents o ON o.id = d.document_id;`;

function budget(side: string, item: string): string {
  return `(SELECT b.amount_fen FROM department_budget b WHERE b.department_id = d.id AND b.side = '${side}' AND b.item = '${item}'
    ORDER BY b.ordinal LIMIT 1)`;
}

const departmentView = `
CREATE VIEW department_overview AS
SELECT ${ofDepartment}
  d.funding_department,
  d.staff_count,
  d.subordinate_unit_count,
  ${wanYuan("(SELECT sum(b.amount_fen) FROM department_budget b WHERE b.department_id = d.id AND b.side = 'expenditure')")} AS expenditure_wan_yuan,
  ${wanYuan(budget("expenditure", "basic"))} AS basic_expenditure_wan_yuan,
  ${wanYuan(budget("expenditure", "project"))} AS project_expenditure_wan_yuan,
  ${wanYuan("(SELECT sum(b.amount_fen) FROM department_budget b WHERE b.department_id = d.id AND b.side = 'income')")} AS income_wan_yuan,
  d.goal,
  (SELECT count(*) FROM indicators i WHERE i.department_id = d.id) AS indicator_count,
  (SELECT count(*) FROM project_readings r WHERE r.filing_id = g.id) AS task_count,
  d.confidence,
  ${openFindingCount("d.document_id", "d.path")} AS open_finding_count,
  o.id AS document_id,
  o.file_name AS document,
  ${placeOf("d.document_id", "d.path", ["name", "goal"])} AS place,
  d.path
FROM departments d ${departmentJoins}
`;

const departmentBudgetView = `
CREATE VIEW department_budget_overview AS
SELECT ${ofDepartment}
  ${inWords("b.side", sideWords)} AS side,
  ${inWords("b.item", budgetItemWords)} AS item,
  ${yuan("b.amount_fen")} AS amount_yuan,
  ${wanYuan("b.amount_fen")} AS amount_wan_yuan,
  b.confidence,
  ${openFindingCount("d.document_id", "b.path")} AS open_finding_count,
  o.id AS document_id,
  o.file_name AS document,
  ${placeOf("d.document_id", "b.path", ["amountFen"])} AS place,
  b.path
FROM department_budget b
JOIN departments d ON d.id = b.department_id ${departmentJoins}
`;

/** A document's region and year are those of its first filing that has them. */
function ofFilings(column: string): string {
  return `(SELECT g.${column} FROM filings g WHERE g.document_id = d.id AND g.${column} IS NOT NULL ORDER BY g.ordinal LIMIT 1)`;
}

const documentView = `
CREATE VIEW document_overview AS
SELECT
  d.id AS document_id,
  d.file_name AS document,
  d.sha256,
  ${ofFilings("region_code")} AS region_code,
  ${ofFilings("region_name")} AS region_name,
  ${ofFilings("fiscal_year")} AS fiscal_year,
  (SELECT ${inWords("g.kind", kindWords)} FROM filings g WHERE g.document_id = d.id ORDER BY g.ordinal LIMIT 1) AS kind,
  d.format,
  d.layout,
  d.page_count,
  ${inWords("d.status", statusWords)} AS status,
  d.status_reason,
  d.statement_project_count,
  ${wanYuan("d.statement_amount_fen")} AS statement_amount_wan_yuan,
  r.project_count,
  r.indicator_count,
  d.character_count,
  round((d.valued_count + d.labelled_count) * 1.0 / nullif(d.character_count, 0), 4) AS coverage,
  (SELECT min(v.confidence) FROM field_values v WHERE v.document_id = d.id AND v.chosen = 1) AS confidence,
  (SELECT count(*) FROM findings n WHERE n.document_id = d.id AND n.severity = 'error' AND ${isOpen}) AS open_error_count,
  (SELECT count(*) FROM findings n WHERE n.document_id = d.id AND n.severity = 'warning' AND ${isOpen}) AS open_warning_count,
  r.value_count,
  r.reviewed_count,
  d.reader,
  d.imported_at
FROM documents d
LEFT JOIN document_reviews r ON r.document_id = d.id;
`;

const findingView = `
CREATE VIEW finding_overview AS
SELECT
  n.id AS finding_id,
  n.code,
  ${inWords("n.severity", severityWords)} AS severity,
  n.message,
  c.meaning,
  c.remedy,
  CASE WHEN ${isOpen} THEN '未处理' ELSE '已处理' END AS state,
  n.expected,
  n.actual,
  (SELECT p.name FROM project_readings r JOIN projects p ON p.id = r.project_id
    WHERE ${isAt("r.document_id", "r.path")} LIMIT 1) AS project_name,
  ${ofFilings("region_code")} AS region_code,
  ${ofFilings("region_name")} AS region_name,
  ${ofFilings("fiscal_year")} AS fiscal_year,
  d.layout,
  d.format,
  d.id AS document_id,
  d.file_name AS document,
  ${placeOf("n.document_id", "n.path", [""])} AS place,
  n.path
FROM findings n
JOIN finding_codes c ON c.code = n.code
JOIN documents d ON d.id = n.document_id;
`;

/** The views of departments, documents and findings. */
export const documentViews = departmentView + departmentBudgetView + documentView + findingView;

import type { Migration } from "./migration.ts";

/** The views for analysts: one row per thing, in words, money also in yuan, with the document it came from. */
export const overviewsMigration: Migration = {
  version: 3,
  title: "overviews for analysts",
  sql: `
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
  CASE p.nature WHEN 'new' THEN '新增项目' WHEN 'continuing' THEN '延续项目' END AS nature,
  p.category,
  p.task_group,
  p.start_date,
  p.end_date,
  (SELECT f.amount_fen FROM funding f WHERE f.project_id = p.id AND f.scope = 'annual' AND f.source = 'total'
    ORDER BY f.ordinal LIMIT 1) / 100.0 AS annual_total_yuan,
  (SELECT f.amount_fen FROM funding f WHERE f.project_id = p.id AND f.scope = 'annual' AND f.source = 'fiscal'
    ORDER BY f.ordinal LIMIT 1) / 100.0 AS annual_fiscal_yuan,
  (SELECT f.amount_fen FROM funding f WHERE f.project_id = p.id AND f.scope = 'whole' AND f.source = 'total'
    ORDER BY f.ordinal LIMIT 1) / 100.0 AS whole_total_yuan,
  (SELECT count(*) FROM indicators i WHERE i.project_id = p.id) AS indicator_count,
  p.goal_overall,
  p.goal_annual,
  p.confidence,
  (SELECT count(*) FROM project_readings r WHERE r.project_id = p.id) AS reading_count,
  (SELECT group_concat(file_name, '; ') FROM (SELECT DISTINCT d.file_name FROM project_readings r JOIN documents d ON d.id = r.document_id
    WHERE r.project_id = p.id ORDER BY d.file_name)) AS documents,
  (SELECT count(*) FROM project_readings r JOIN findings n ON n.document_id = r.document_id
    AND substr(n.path || '.', 1, length(r.path) + 1) = r.path || '.' WHERE r.project_id = p.id) AS finding_count
FROM projects p;

CREATE VIEW indicator_overview AS
SELECT
  coalesce(p.id, d.id) AS owner_id,
  CASE WHEN i.project_id IS NULL THEN '部门整体' ELSE '项目' END AS owner_kind,
  coalesce(p.name, d.name) AS owner_name,
  coalesce(p.region_code, fd.region_code) AS region_code,
  coalesce(p.region_name, fd.region_name) AS region_name,
  coalesce(p.fiscal_year, fd.fiscal_year) AS fiscal_year,
  CASE i.scope WHEN 'overall' THEN '长期' ELSE '年度' END AS scope,
  i.level1_code,
  CASE i.level1_code WHEN 'output' THEN '产出指标' WHEN 'benefit' THEN '效益指标' WHEN 'satisfaction' THEN '满意度指标'
    WHEN 'cost' THEN '成本指标' END AS level1,
  i.level2_code,
  CASE i.level2_code WHEN 'quantity' THEN '数量指标' WHEN 'quality' THEN '质量指标' WHEN 'timeliness' THEN '时效指标'
    WHEN 'cost' THEN '成本指标' WHEN 'economic' THEN '经济效益指标' WHEN 'social' THEN '社会效益指标'
    WHEN 'ecological' THEN '生态效益指标' WHEN 'sustainability' THEN '可持续影响指标'
    WHEN 'service-satisfaction' THEN '服务对象满意度指标' END AS level2,
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
  CASE i.direction WHEN 'positive' THEN '正向' WHEN 'negative' THEN '反向' WHEN 'qualitative' THEN '定性' END AS direction,
  i.note,
  i.confidence,
  o.file_name AS document,
  i.path
FROM indicators i
LEFT JOIN projects p ON p.id = i.project_id
LEFT JOIN departments d ON d.id = i.department_id
LEFT JOIN filings fd ON fd.id = d.filing_id
JOIN documents o ON o.id = i.document_id;

CREATE VIEW funding_overview AS
SELECT
  p.id AS project_id,
  p.name AS project_name,
  p.code AS project_code,
  p.region_code,
  p.region_name,
  p.fiscal_year,
  CASE f.scope WHEN 'whole' THEN '项目全周期' ELSE '当年' END AS scope,
  f.period,
  f.source AS source_code,
  CASE f.source WHEN 'total' THEN '合计' WHEN 'fiscal' THEN '财政拨款' WHEN 'fiscal-current-year' THEN '申请当年预算拨款'
    WHEN 'business-income' THEN '事业收入' WHEN 'superior-subsidy' THEN '上级补助收入'
    WHEN 'affiliated-remittance' THEN '附属单位上缴收入' WHEN 'operating-income' THEN '事业单位经营收入'
    WHEN 'fund-balance' THEN '用事业基金弥补收支差额' WHEN 'carry-over' THEN '上年结转' ELSE '其他资金' END AS source,
  f.amount_fen / 100.0 AS amount_yuan,
  f.amount_fen / 1000000.0 AS amount_wan_yuan,
  f.amount_fen,
  f.confidence,
  o.file_name AS document,
  f.path
FROM funding f
JOIN projects p ON p.id = f.project_id
JOIN documents o ON o.id = f.document_id;
`,
};

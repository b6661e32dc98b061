import { documentViews } from "./analyst-views/document-views.ts";
import { indicatorView } from "./analyst-views/indicator-view.ts";
import { projectViews } from "./analyst-views/project-views.ts";
import type { Migration } from "./migration.ts";

/**
 * The views for analysts, whole: one row per thing, in words, money in yuan and in ten thousands of yuan, beside it the lowest
 * confidence, the open findings, the document and the place in it. And the indexes that filters by region, year and level use.
 */
export const analystViewsMigration: Migration = {
  version: 5,
  title: "analysts' views in words",
  sql: `
DROP VIEW project_overview;
DROP VIEW indicator_overview;
DROP VIEW funding_overview;
${projectViews}
${indicatorView}
${documentViews}
CREATE INDEX projects_region_name ON projects (region_name, fiscal_year);
CREATE INDEX projects_year ON projects (fiscal_year);
CREATE INDEX filings_region_name ON filings (region_name, fiscal_year);
CREATE INDEX filings_year ON filings (fiscal_year);
CREATE INDEX findings_path ON findings (document_id, path);
`,
};

import { documentsMigration } from "./0001-documents.ts";
import { projectsMigration } from "./0002-projects.ts";
import { overviewsMigration } from "./0003-overviews.ts";
import { documentReviewsMigration } from "./0004-document-reviews.ts";
import { analystViewsMigration } from "./0005-analyst-views.ts";
import { searchMigration } from "./0006-search.ts";
import { reconciliationMigration } from "./0007-reconciliation.ts";
import { previousRecordsMigration } from "./0008-previous-records.ts";
import { settingsMigration } from "./0009-settings.ts";
import { deferredProjectsMigration } from "./0010-deferred-projects.ts";
import { seriesComponentsMigration } from "./0011-series-components.ts";
import type { Migration } from "./migration.ts";

/** Every step of the schema, in order. A new step goes at the end. */
export const migrations: readonly Migration[] = [
  documentsMigration,
  projectsMigration,
  overviewsMigration,
  documentReviewsMigration,
  analystViewsMigration,
  searchMigration,
  reconciliationMigration,
  previousRecordsMigration,
  settingsMigration,
  deferredProjectsMigration,
  seriesComponentsMigration,
];

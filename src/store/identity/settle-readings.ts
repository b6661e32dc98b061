import type { Database } from "better-sqlite3";
import { z } from "zod";
import { rewriteStored } from "../rewrite-stored.ts";

/** Reconciles documents whose readings are not yet: a database of an earlier schema has such. */
export function settleReadings(database: Database): void {
  const unsettled = database.prepare("SELECT DISTINCT document_id FROM project_readings WHERE facts IS NULL ORDER BY document_id").pluck();
  for (const id of z.array(z.int()).parse(unsettled.all())) rewriteStored(database, id);
}

import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { z } from "zod";
import { newestSchema, schemaVersion } from "../store/migrate.ts";
import { explainSqliteError, StoreError } from "../store/store-error.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** How long another program may hold the lock before that is told; a document goes in within a fraction. */
const lockTimeoutMs = 2_000;
/** The first faults tell what kind of damage it is. */
const faultsTold = 3;

type Outcome = Omit<CheckResult, "check">;

/** Whether the database is whole, of a schema that this program knows, and can be written. Nothing in it is changed. */
export function checkDatabase({ databaseFile: file }: { readonly databaseFile: string }): CheckResult[] {
  return [{ check: "database", ...judge(file) }];
}

function judge(file: string): Outcome {
  if (!existsSync(file)) return { status: "ok", message: "doctor.database.none", values: { file } };
  try {
    const database = new Database(file, { fileMustExist: true, timeout: lockTimeoutMs });
    try {
      return look(database, file);
    } finally {
      database.close();
    }
  } catch (error) {
    return explain(error, file);
  }
}

function look(database: Database.Database, file: string): Outcome {
  const schema = schemaVersion(database);
  const newest = newestSchema();
  if (schema > newest) return { status: "fail", message: "doctor.database.newer", values: { file, schema, newest } };
  const faults = findFaults(database);
  if (faults.length > 0) return { status: "fail", message: "doctor.database.damaged", values: { file, reason: faults.join("; ") } };
  const [orphan, ...others] = findOrphans(database);
  if (orphan !== undefined) return { status: "fail", message: "doctor.database.foreign-keys", values: { file, count: others.length + 1, table: orphan.table } };
  // Takes the lock that writing takes, and gives it back.
  database.exec("BEGIN IMMEDIATE; ROLLBACK");
  const documents = schema === 0 ? 0 : countDocuments(database);
  return { status: "ok", message: schema < newest ? "doctor.database.older" : "doctor.database.ok", values: { file, schema, newest, documents } };
}

function findFaults(database: Database.Database): string[] {
  const rows = z.array(z.object({ integrity_check: z.string() })).parse(database.pragma(`integrity_check(${faultsTold})`));
  return rows.map((row) => row.integrity_check).filter((fault) => fault !== "ok");
}

function findOrphans(database: Database.Database) {
  return z.array(z.object({ table: z.string() })).parse(database.pragma("foreign_key_check"));
}

function countDocuments(database: Database.Database): number {
  return z.int().parse(database.prepare("SELECT COUNT(*) FROM documents").pluck().get());
}

function explain(error: unknown, file: string): Outcome {
  const fault = explainSqliteError(error, file);
  if (!(fault instanceof StoreError)) throw error;
  const status = fault.failure === "locked" ? "warn" : "fail";
  return { status, message: `doctor.database.${fault.failure}`, values: { file, reason: reasonOf(error) } };
}

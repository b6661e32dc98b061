import { execFileSync } from "node:child_process";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** Rows of a question put to DuckDB, as JSON values: its reader of Parquet and CSV is not ours. */
export async function askDuckDb(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What the sqlite3 shell answers. */
export function askSqliteShell(file: string, sql: string): string {
  return execFileSync("sqlite3", [file, sql], { encoding: "utf8" }).trim();
}

/** Has LibreOffice write each sheet of a workbook as CSV, with values as they are stored; gives the folder. */
export function convertWithLibreOffice(workbook: string, folder: string): string {
  const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
  execFileSync("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, workbook], { stdio: "ignore", timeout: 120_000 });
  return folder;
}

import { z } from "zod";
import { findRegions } from "../../canonical/region.ts";
import type { Database } from "../../store/open-database.ts";

/** The region asked for is neither in the standard nor in the database. */
export class UnknownRegionError extends Error {
  constructor(region: string) {
    super(`"${region}" is no region: give its six-digit code (GB/T 2260), or its name as the standard or the database has it.`);
    this.name = "UnknownRegionError";
  }
}

/**
 * The digits that the codes of a region and of all in it begin with: a province's two, a city's four, a county's six.
 * @throws {UnknownRegionError} when neither the database nor the standard knows the region.
 */
export function findRegionPrefix(database: Database, region: string): string {
  const code = /^\d{6}$/u.test(region) ? region : (findStoredCode(database, region) ?? findRegions(region).at(-1)?.code);
  if (code === undefined) throw new UnknownRegionError(region);
  return code.replace(/(?:00)+$/u, "");
}

function findStoredCode(database: Database, name: string): string | undefined {
  const row = database.prepare("SELECT region_code FROM filings WHERE region_name = ? AND region_code IS NOT NULL LIMIT 1").pluck().get(name);
  return z.string().optional().parse(row);
}

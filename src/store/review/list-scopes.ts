import type { Database } from "better-sqlite3";
import { z } from "zod";

const regionSchema = z.object({ code: z.string(), name: z.string().nullable() });

/** The regions and fiscal years that filings of a database are of: what lists, searches and charts can be narrowed to. */
export interface Scopes {
  readonly regions: readonly z.infer<typeof regionSchema>[];
  /** The latest first. */
  readonly years: readonly number[];
}

/** Lists them; a region by its code, with a name that the filings give it. */
export function listScopes(database: Database): Scopes {
  const regions = database.prepare("SELECT region_code AS code, max(region_name) AS name FROM filings WHERE region_code IS NOT NULL GROUP BY region_code ORDER BY region_code");
  const years = database.prepare("SELECT DISTINCT fiscal_year FROM filings WHERE fiscal_year IS NOT NULL ORDER BY fiscal_year DESC").pluck();
  return { regions: z.array(regionSchema).parse(regions.all()), years: z.array(z.int()).parse(years.all()) };
}

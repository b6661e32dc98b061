import type { Database } from "better-sqlite3";
import { z } from "zod";

/** The name of the level among the settings. */
export const reviewLevelName = "review_below";

/** The chance under which this database's values ask for review; undefined where each format's fitted level holds. */
export function readReviewLevel(database: Database): number | undefined {
  const value: unknown = database.prepare("SELECT value FROM settings WHERE name = ?").pluck().get(reviewLevelName);
  return z.number().min(0).max(1).optional().parse(value);
}


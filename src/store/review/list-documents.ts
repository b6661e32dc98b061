import type { Database } from "better-sqlite3";
import { z } from "zod";
import { foldSearch } from "./fold-search.ts";
import { keepWhileUnchanged } from "./keep-while-unchanged.ts";

/** What a list of documents can be sorted by. */
export const documentSortSchema = z.enum(["imported", "name", "layout", "year", "projects", "indicators", "findings", "left"]);
export type DocumentSort = z.infer<typeof documentSortSchema>;

/** Which documents a list shows, and in which order. */
export interface DocumentQuery {
  /** Looked for in the file's name and the names and codes of its projects and units; all documents where empty. */
  readonly search: string;
  readonly status: "ok" | "doubtful" | "failed" | null;
  readonly layout: string | null;
  /** Only documents that still have something to review. */
  readonly openOnly: boolean;
  readonly sort: DocumentSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

const rowSchema = z.object({
  id: z.int(),
  fileName: z.string(),
  format: z.string().nullable(),
  layout: z.string().nullable(),
  pageCount: z.int().nullable(),
  status: z.enum(["ok", "doubtful", "failed"]),
  statusCode: z.string().nullable(),
  statusReason: z.string().nullable(),
  importedAt: z.string(),
  fiscalYear: z.int().nullable(),
  regionName: z.string().nullable(),
  projects: z.int(),
  indicators: z.int(),
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  values: z.int(),
  asking: z.int(),
  reviewed: z.int(),
});

/** One document of a list. `asking` fields ask for a person's eye, `reviewed` of them have had it. */
export type DocumentListRow = z.infer<typeof rowSchema>;

/** One page of the documents that a query finds. */
export interface DocumentList {
  /** How many there are over all pages. */
  readonly total: number;
  readonly rows: readonly DocumentListRow[];
}

const sortKeys: Readonly<Record<DocumentSort, string>> = {
  imported: "d.imported_at",
  name: "d.file_name",
  layout: "d.layout",
  year: "r.fiscal_year",
  projects: "coalesce(r.project_count, 0)",
  indicators: "coalesce(r.indicator_count, 0)",
  findings: "coalesce(r.error_count * 1000000 + r.warning_count * 1000 + r.info_count, 0)",
  left: "coalesce(r.asking_count - r.reviewed_count, 0)",
};

/** The conditions that a query sets; those that it does not set cost nothing. */
function listConditions({ search, status, layout, openOnly }: Omit<DocumentQuery, "limit" | "offset">): string[] {
  const searched = "instr(coalesce(r.search_text, lower(d.file_name)), @search) > 0";
  return [
    ...(foldSearch(search) === "" ? [] : [searched]),
    ...(status === null ? [] : ["d.status = @status"]),
    ...(layout === null ? [] : ["d.layout = @layout"]),
    ...(openOnly ? ["r.asking_count > r.reviewed_count"] : []),
  ];
}

const reviewJoin = "LEFT JOIN document_reviews r ON r.document_id = d.id";

/** Lists documents of a database. What a query finds is kept in its order until something changes: paging costs nothing. */
export function prepareDocumentList(database: Database): (query: DocumentQuery) => DocumentList {
  const keep = keepWhileUnchanged(database, (key: string) => findIds(database, querySchema.parse(JSON.parse(key))));
  const rows = database.prepare(
    `SELECT ${listColumns} FROM json_each(?) found JOIN documents d ON d.id = found.value ${reviewJoin} ORDER BY found.key`,
  );
  return ({ limit, offset, ...query }) => {
    const ids = keep(JSON.stringify(query));
    const shown = ids.slice(offset, offset + limit);
    return { total: ids.length, rows: z.array(rowSchema).parse(rows.all(JSON.stringify(shown))) };
  };
}

const querySchema = z.object({
  search: z.string(),
  status: z.enum(["ok", "doubtful", "failed"]).nullable(),
  layout: z.string().nullable(),
  openOnly: z.boolean(),
  sort: documentSortSchema,
  descending: z.boolean(),
}) satisfies z.ZodType<Omit<DocumentQuery, "limit" | "offset">>;

/** The ids that a query finds, all of them, in its order: one pass over the documents gives their number too. */
function findIds(database: Database, query: z.infer<typeof querySchema>): readonly number[] {
  const { status, layout, sort, descending } = query;
  const conditions = listConditions(query);
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const key = sortKeys[sort];
  const join = `${where} ${key}`.includes("r.") ? reviewJoin : "";
  const statement = database.prepare(`SELECT d.id FROM documents d ${join} ${where} ORDER BY ${key} ${descending ? "DESC" : "ASC"}, d.file_name, d.id`);
  return z.array(z.number()).parse(statement.pluck().all({ search: foldSearch(query.search), status, layout }));
}

const listColumns = `
  d.id, d.file_name AS fileName, d.format, d.layout, d.page_count AS pageCount, d.status, d.status_code AS statusCode,
  d.status_reason AS statusReason, d.imported_at AS importedAt, r.fiscal_year AS fiscalYear, r.region_name AS regionName,
  coalesce(r.project_count, 0) AS projects, coalesce(r.indicator_count, 0) AS indicators,
  coalesce(r.error_count, 0) AS errors, coalesce(r.warning_count, 0) AS warnings, coalesce(r.info_count, 0) AS infos,
  coalesce(r.value_count, 0) AS "values", coalesce(r.asking_count, 0) AS asking, coalesce(r.reviewed_count, 0) AS reviewed`;

/** How many documents the database holds of each layout and each status. */
export interface DocumentTotals {
  readonly layouts: readonly { readonly layout: string; readonly count: number }[];
  readonly statuses: Readonly<Record<"ok" | "doubtful" | "failed", number>>;
}

const layoutCountSchema = z.array(z.object({ layout: z.string(), count: z.int() }));
const statusCountSchema = z.array(z.object({ status: z.enum(["ok", "doubtful", "failed"]), count: z.int() }));

/** Prepares the counting of documents by layout and by status; the counts are kept until something changes. */
export function prepareDocumentCount(database: Database): () => DocumentTotals {
  const keep = keepWhileUnchanged(database, () => countDocuments(database));
  return () => keep("");
}

function countDocuments(database: Database): DocumentTotals {
  const layouts = database.prepare("SELECT layout, count(*) AS count FROM documents WHERE layout IS NOT NULL GROUP BY layout ORDER BY layout");
  const statuses = statusCountSchema.parse(database.prepare("SELECT status, count(*) AS count FROM documents GROUP BY status").all());
  const countOf = (status: string) => statuses.find((one) => one.status === status)?.count ?? 0;
  return {
    layouts: layoutCountSchema.parse(layouts.all()),
    statuses: { ok: countOf("ok"), doubtful: countOf("doubtful"), failed: countOf("failed") },
  };
}

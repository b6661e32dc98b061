import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import type { Candidate } from "./find-candidates.ts";
import { cutExcerpt, findMarks, type Mark } from "./mark-words.ts";
import type { OwnerKind } from "./searched-texts.ts";
import type { TextKind } from "./text-kinds.ts";

/** One text that was found, as it is shown. */
export interface SearchHit {
  readonly kind: TextKind;
  /** The field of the record that holds the words. */
  readonly field: string;
  /** The field's text, or the part of it around the first word. */
  readonly text: string;
  /** Where the words stand in `text`. */
  readonly marks: readonly Mark[];
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  readonly ownerName: string | null;
  readonly regionName: string | null;
  readonly fiscalYear: number | null;
  readonly documentId: number | null;
  readonly document: string | null;
  /** The record path of the text, or of the list item that holds it, in that document. */
  readonly path: string | null;
  readonly score: number;
}

/** So long is the part of a text that is shown. */
const excerptLength = 60;

const ownerSchema = z.object({ ownerName: z.string().nullable(), regionName: z.string().nullable(), fiscalYear: z.int().nullable() });
const originSchema = z.object({ documentId: z.int(), document: z.string(), path: z.string() });

const ownerSql: Readonly<Record<OwnerKind, string>> = {
  project: "SELECT name AS ownerName, region_name AS regionName, fiscal_year AS fiscalYear FROM projects WHERE id = ?",
  department: `SELECT d.name AS ownerName, g.region_name AS regionName, g.fiscal_year AS fiscalYear
    FROM departments d JOIN filings g ON g.id = d.filing_id WHERE d.id = ?`,
};

function originSql(table: string, where: string): string {
  return `SELECT d.id AS documentId, d.file_name AS document, x.path FROM ${table} x JOIN documents d ON d.id = x.document_id WHERE ${where} ORDER BY d.file_name LIMIT 1`;
}

const originsByKind: Readonly<Record<TextKind, (owner: OwnerKind, part: string | number | null) => readonly [sql: string, part?: string | number | null]>> = {
  project: () => [originSql("project_readings", "x.project_id = ?")],
  department: () => [originSql("departments", "x.id = ?")],
  goal: (owner) => [owner === "project" ? originSql("project_readings", "x.project_id = ?") : originSql("departments", "x.id = ?")],
  indicator: (owner, part) => [originSql("indicators", `x.${owner}_id = ? AND x.ordinal = ?`), part],
  item: (_owner, part) => {
    const table = String(part).startsWith("b") ? "budget_items" : "schedule_items";
    return [originSql(table, "x.project_id = ? AND x.ordinal = ?"), Number(String(part).slice(1))];
  },
  prose: (_owner, part) => [originSql("narratives", "x.project_id = ? AND x.kind = ?"), part],
};

/** Prepares the telling of hits: whose text it is, where it stands, and the words in it. */
export function prepareHits(database: Database, words: readonly string[]): (candidate: Candidate) => SearchHit {
  return (candidate) => {
    const { kind, ownerKind, ownerId, part, score } = candidate;
    const owner = ownerSchema.parse(database.prepare(ownerSql[ownerKind]).get(ownerId));
    const [sql, ...parameters] = originsByKind[kind](ownerKind, part);
    const origin = originSchema.optional().parse(database.prepare(sql).get(ownerId, ...parameters));
    const { field, excerpt } = chooseField(candidate, words);
    const named = kind === "prose" ? String(part) : field;
    return {
      ...{ kind, field: named, text: excerpt.text, marks: excerpt.marks, ownerKind, ownerId, ...owner, score },
      documentId: origin?.documentId ?? null,
      document: origin?.document ?? null,
      path: origin === undefined ? null : textPath(origin.path, kind, field),
    };
  };
}

/** The first field that holds the most words. */
function chooseField({ fields }: Candidate, words: readonly string[]) {
  const held = Object.entries(fields).flatMap(([field, text]) => {
    if (text === null || text === "") return [];
    const marks = findMarks(text, words);
    return [{ field, count: words.filter((word) => findMarks(text, [word]).length > 0).length, excerpt: cutExcerpt(text, marks, excerptLength) }];
  });
  const best = held.toSorted((a, b) => b.count - a.count)[0];
  return best ?? { field: "", excerpt: { text: "", marks: [] } };
}

function textPath(path: string, kind: TextKind, field: string): string {
  if (kind === "goal") return field === "goal" ? `${path}.goal` : `${path}.goals.${field}`;
  return kind === "project" || kind === "department" ? `${path}.${field}` : path;
}

import type { Statement } from "better-sqlite3";
import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { ownerKinds, type OwnerKind } from "./searched-texts.ts";
import { textKinds, type TextKind } from "./text-kinds.ts";
import { idRange } from "./update-index.ts";

/** A text that was found, before it is told in full. */
export interface Candidate {
  readonly id: number;
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  readonly kind: TextKind;
  readonly part: string | number | null;
  /** The fields of the text by name; the most telling one first. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly score: number;
}

/**
 * So many texts are looked at, kind after kind in the order of their weights. A word that is in more of them says little, and
 * ranking them all would take seconds.
 */
const mostLooks = 300;

/** What a kind of text weighs: a name that holds the word is likelier meant than a paragraph that does. */
const kindWeights: Readonly<Record<TextKind, number>> = { project: 6, department: 5, indicator: 4, goal: 3, item: 2, prose: 1 };
/** A field that is the words and nothing else; one that starts with them; one made up of them in full. Together less than two kinds apart. */
const wholeWeight = 1;
const startWeight = 0.3;
const shareWeight = 0.6;

const rowSchema = z.object({ id: z.int(), ownerKind: z.enum(ownerKinds), ownerId: z.int(), kind: z.enum(textKinds), part: z.union([z.string(), z.number()]).nullable() });
const fieldsSchema = z.record(z.string(), z.string().nullable());

interface KindSource {
  /** A select of the fields of one text, by owner id (`@owner`) and part (`@part`). */
  readonly sql: (owner: OwnerKind) => string;
  readonly toParameters: (row: z.infer<typeof rowSchema>) => Readonly<Record<string, string | number | null>>;
}

const ofOwner = (row: z.infer<typeof rowSchema>) => ({ owner: row.ownerId });
const ofPart = (row: z.infer<typeof rowSchema>) => ({ owner: row.ownerId, part: row.part });

const sources: Readonly<Record<TextKind, KindSource>> = {
  project: {
    sql: () => `SELECT name, code, reporting_unit AS reportingUnit, supervising_department AS supervisingDepartment,
      implementing_unit AS implementingUnit, category FROM projects WHERE id = @owner`,
    toParameters: ofOwner,
  },
  department: { sql: () => "SELECT name, funding_department AS fundingDepartment FROM departments WHERE id = @owner", toParameters: ofOwner },
  goal: {
    sql: (owner) =>
      owner === "department"
        ? "SELECT goal FROM departments WHERE id = @owner AND @part = 'goal'"
        : "SELECT CASE @part WHEN 'overall' THEN goal_overall END AS overall, CASE @part WHEN 'annual' THEN goal_annual END AS annual FROM projects WHERE id = @owner",
    toParameters: ofPart,
  },
  indicator: {
    sql: (owner) => `SELECT name, target_raw AS target, explanation, note FROM indicators WHERE ${owner}_id = @owner AND ordinal = @part`,
    toParameters: ofPart,
  },
  item: {
    sql: () => `SELECT name, concat_ws(' ', group_name, note) AS note FROM budget_items WHERE project_id = @owner AND @list = 'b' AND ordinal = @at
      UNION ALL SELECT content, NULL FROM schedule_items WHERE project_id = @owner AND @list = 's' AND ordinal = @at`,
    toParameters: (row) => ({ owner: row.ownerId, list: String(row.part).slice(0, 1), at: Number(String(row.part).slice(1)) }),
  },
  prose: { sql: () => "SELECT text FROM narratives WHERE project_id = @owner AND kind = @part", toParameters: ofPart },
};

/** What was found, before it is told in full; `isMore` where not all of it was looked at. */
export interface FoundTexts {
  readonly candidates: readonly Candidate[];
  readonly isMore: boolean;
}

/** The texts of one kind, or of all kinds, that a match expression finds, with their scores. */
export function findCandidates(database: Database, match: string, words: readonly string[], kind?: TextKind): FoundTexts {
  // All kinds in one go: to reach a kind's first id, the index passes over all matches before it.
  const range = kind === undefined ? undefined : idRange(kind);
  const rows = database
    .prepare(
      `SELECT t.id, t.owner_kind AS ownerKind, t.owner_id AS ownerId, t.kind, t.part FROM search_index s JOIN search_texts t ON t.id = s.rowid
       WHERE search_index MATCH ? ${range === undefined ? "" : "AND s.rowid >= ? AND s.rowid < ?"} ORDER BY s.rowid LIMIT ?`,
    )
    .all(match, ...(range === undefined ? [] : [range.first, range.end]), mostLooks + 1);
  const found = z.array(rowSchema).parse(rows);
  const readFields = prepareFields(database);
  const candidates = found.slice(0, mostLooks).flatMap((row): Candidate[] => {
    const fields = readFields(row);
    return fields === undefined ? [] : [{ ...row, fields, score: kindWeights[row.kind] + scoreFields(fields, words) }];
  });
  return { candidates, isMore: found.length > mostLooks };
}

type Row = z.infer<typeof rowSchema>;

/** A text may be gone since the index was made; then it has no fields. */
function prepareFields(database: Database): (row: Row) => Readonly<Record<string, string | null>> | undefined {
  const statements = new Map<string, Statement>();
  const prepare = ({ kind, ownerKind }: Row) => {
    const known = statements.get(`${kind} ${ownerKind}`);
    if (known !== undefined) return known;
    const statement = database.prepare(sources[kind].sql(ownerKind));
    statements.set(`${kind} ${ownerKind}`, statement);
    return statement;
  };
  return (row) => fieldsSchema.optional().parse(prepare(row).get(sources[row.kind].toParameters(row)));
}

function scoreFields(fields: Readonly<Record<string, string | null>>, words: readonly string[]): number {
  const question = words.join("");
  const scores = Object.values(fields).flatMap((text, at) => {
    if (text === null || text === "") return [];
    const folded = text.normalize("NFKC").toLowerCase();
    const held = words.filter((word) => folded.includes(word)).reduce((sum, word) => sum + word.length, 0);
    const share = Math.min(1, held / folded.length);
    const score = shareWeight * share + (folded === question ? wholeWeight : 0) + (folded.startsWith(words[0] ?? "") ? startWeight : 0);
    // A name tells more than what stands beside it.
    return [score / (at + 1)];
  });
  return Math.max(0, ...scores);
}

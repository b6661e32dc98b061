import type { Database } from "better-sqlite3";
import { z } from "zod";
import { formatPath } from "../../canonical/record-path.ts";
import type { TracedRecord } from "../../canonical/traced.ts";
import type { IdentityDecision } from "../../reconcile/identity/group-projects.ts";
import { anchorSchema, resolveAnchor, type Anchor } from "../corrections/anchor.ts";
import { prepareInsert } from "../prepare-insert.ts";

/** One end of a decision: a project's reading, named by content. */
export interface DecisionEnd {
  readonly sha256: string;
  readonly path: string;
  readonly anchor: Anchor;
}

/** What a person decided of two readings; `about` says whether of one project, or of the years of one. */
export interface NewDecision {
  readonly kind: "join" | "split";
  readonly about: "project" | "series";
  readonly one: DecisionEnd;
  readonly other: DecisionEnd;
  readonly author: string;
  readonly why: string | null;
  /** ISO date and time, UTC. */
  readonly madeAt: string;
}

/** The decisions in force, by what they are about. Their ends are named `sha256#path`, as readings are in their facts. */
export type Decisions = Readonly<Record<NewDecision["about"], readonly IdentityDecision[]>>;

const anchorJson = z.string().transform((json): Anchor => anchorSchema.parse(JSON.parse(json)));

const rowSchema = z.object({
  id: z.int(),
  kind: z.enum(["join", "split"]),
  about: z.enum(["project", "series"]),
  one_sha256: z.string(),
  one_path: z.string(),
  one_anchor: anchorJson,
  one_now: z.string().nullable(),
  other_sha256: z.string(),
  other_path: z.string(),
  other_anchor: anchorJson,
  other_now: z.string().nullable(),
  author: z.string(),
  why: z.string().nullable(),
  made_at: z.string(),
});
type DecisionRow = z.infer<typeof rowSchema>;

const columns = [
  ...(["kind", "about", "one_sha256", "one_path", "one_anchor", "one_now"] as const),
  ...(["other_sha256", "other_path", "other_anchor", "other_now", "author", "why", "made_at"] as const),
] as const;

/** Reads and writes what people decided of readings. */
export class DecisionRows {
  private readonly selectAll;
  private readonly selectOf;
  private readonly insert;
  private readonly moveOne;
  private readonly moveOther;

  constructor(database: Database) {
    this.selectAll = database.prepare("SELECT * FROM identity_decisions ORDER BY id");
    this.selectOf = database.prepare("SELECT * FROM identity_decisions WHERE one_sha256 = @sha256 OR other_sha256 = @sha256 ORDER BY id");
    this.insert = prepareInsert(database, "identity_decisions", columns);
    this.moveOne = database.prepare("UPDATE identity_decisions SET one_now = ? WHERE id = ?");
    this.moveOther = database.prepare("UPDATE identity_decisions SET other_now = ? WHERE id = ?");
  }

  /** The decisions in force: the last word on each pair. */
  read(): Decisions {
    const inForce = new Map(this.rows().flatMap((row): [string, DecisionRow][] => {
      const pair = [`${row.one_sha256}#${row.one_now ?? ""}`, `${row.other_sha256}#${row.other_now ?? ""}`].sort();
      return row.one_now === null || row.other_now === null ? [] : [[`${row.about} ${pair.join(" ")}`, row]];
    }));
    const pick = (about: NewDecision["about"]) => [...inForce.values()].filter((row) => row.about === about).map(toDecision);
    return { project: pick("project"), series: pick("series") };
  }

  /** Every decision as it was made, in order, for a file that another database takes. */
  list(): NewDecision[] {
    return this.rows().map((row) => ({
      ...{ kind: row.kind, about: row.about, author: row.author, why: row.why, madeAt: row.made_at },
      one: { sha256: row.one_sha256, path: row.one_path, anchor: row.one_anchor },
      other: { sha256: row.other_sha256, path: row.other_path, anchor: row.other_anchor },
    }));
  }

  add({ kind, about, one, other, author, why, madeAt }: NewDecision): void {
    this.insert({
      ...{ kind, about, author, why, made_at: madeAt },
      ...{ one_sha256: one.sha256, one_path: one.path, one_anchor: JSON.stringify(one.anchor), one_now: one.path },
      ...{ other_sha256: other.sha256, other_path: other.path, other_anchor: JSON.stringify(other.anchor), other_now: other.path },
    });
  }

  /** Finds again, in a document's new reading, the projects that decisions are about. */
  follow(sha256: string, extracted: TracedRecord): void {
    const find = (path: string, anchor: Anchor): string | null => {
      const steps = resolveAnchor(extracted, path, anchor);
      return steps === undefined ? null : formatPath(steps);
    };
    for (const row of z.array(rowSchema).parse(this.selectOf.all({ sha256 }))) {
      if (row.one_sha256 === sha256) this.moveOne.run(find(row.one_path, row.one_anchor), row.id);
      if (row.other_sha256 === sha256) this.moveOther.run(find(row.other_path, row.other_anchor), row.id);
    }
  }

  private rows(): DecisionRow[] {
    return z.array(rowSchema).parse(this.selectAll.all());
  }
}

function toDecision({ kind, one_sha256, one_now, other_sha256, other_now }: DecisionRow): IdentityDecision {
  return { kind, one: `${one_sha256}#${one_now ?? ""}`, other: `${other_sha256}#${other_now ?? ""}` };
}

import { z } from "zod";
import type { Database } from "../../store/open-database.ts";
import { cutText } from "./cut-words.ts";
import { facetsOf } from "./facets.ts";
import { ownerKinds, prepareSearchedTexts, type OwnerFacts, type OwnerKind, type SearchedText } from "./searched-texts.ts";
import { textKinds, type TextKind } from "./text-kinds.ts";

/** Owners that go into the index in one transaction: some tenths of a second, in which no one else can write. */
const ownersAtOnce = 500;
/** Each kind of text has a range of ids of its own, so that a search can take one kind after the other. */
const idsOfKind = 2 ** 44;

/** The ids of a kind of text: from the first, up to but without the last. */
export function idRange(kind: TextKind): { readonly first: number; readonly end: number } {
  const rank = textKinds.indexOf(kind) + 1;
  return { first: rank * idsOfKind, end: (rank + 1) * idsOfKind };
}

const pendingSchema = z.array(z.object({ kind: z.enum(ownerKinds), id: z.int() }));

/** How many projects and departments have changed since the index was made. */
export function countPending(database: Database): number {
  return z.int().parse(database.prepare("SELECT count(*) FROM search_pending").pluck().get());
}

/**
 * Brings the search index up to date with what has changed since, some owners at a time. Gives how many there were.
 * @throws {SqliteError} where the database cannot be written, or another program holds its lock for too long.
 */
export function updateSearchIndex(database: Database): number {
  for (let done = 0, step = prepareStep(database); ; ) {
    const count = step();
    done += count;
    if (count < ownersAtOnce) return done;
  }
}

/**
 * Brings the search index up to date as far as it gets in a time, at least by one step. Gives whether nothing is left.
 * @throws as {@link updateSearchIndex}.
 */
export function followSearchIndex(database: Database, budgetMs: number): boolean {
  if (countPending(database) === 0) return true;
  const step = prepareStep(database);
  for (const start = performance.now(); performance.now() - start < budgetMs; ) if (step() < ownersAtOnce) return true;
  return false;
}

/** A step takes some owners in, and gives how many; fewer than {@link ownersAtOnce} are the last. */
function prepareStep(database: Database): () => number {
  const take = database.prepare("SELECT owner_kind AS kind, owner_id AS id FROM search_pending ORDER BY owner_kind DESC, owner_id LIMIT ?");
  const renew = prepareRenewal(database);
  const renewSome = database.transaction(() => {
    const owners = pendingSchema.parse(take.all(ownersAtOnce));
    for (const { kind, id } of owners) renew(kind, id);
    return owners.length;
  });
  return () => renewSome.immediate();
}

function prepareRenewal(database: Database): (kind: OwnerKind, id: number) => void {
  const readTexts = prepareSearchedTexts(database);
  const old = database.prepare("SELECT id FROM search_texts WHERE owner_id = ? AND owner_kind = ?").pluck();
  const dropIndexed = database.prepare("DELETE FROM search_index WHERE rowid = ?");
  const dropTexts = database.prepare("DELETE FROM search_texts WHERE owner_id = ? AND owner_kind = ?");
  const settle = database.prepare("DELETE FROM search_pending WHERE owner_kind = ? AND owner_id = ?");
  const add = prepareAddition(database);
  return (kind, id) => {
    for (const textId of old.all(id, kind)) dropIndexed.run(textId);
    dropTexts.run(id, kind);
    const owner = readTexts(kind, id);
    for (const text of owner?.texts ?? []) add({ kind, id, facts: owner?.facts }, text);
    settle.run(kind, id);
  };
}

interface Owner {
  readonly kind: OwnerKind;
  readonly id: number;
  readonly facts: OwnerFacts | undefined;
}

function prepareAddition(database: Database): (owner: Owner, text: SearchedText) => void {
  const nextId = prepareIds(database);
  const addText = database.prepare("INSERT INTO search_texts (id, owner_kind, owner_id, kind, part) VALUES (?, ?, ?, ?, ?)");
  const addIndexed = database.prepare("INSERT INTO search_index (rowid, words, facets) VALUES (?, ?, ?)");
  return (owner, { kind, part, fields }) => {
    const words = Object.values(fields).map((field) => (field === null ? "" : cutText(field))).filter((cut) => cut !== "");
    if (words.length === 0) return;
    const id = nextId(kind);
    addText.run(id, owner.kind, owner.id, kind, part);
    addIndexed.run(id, words.join(" "), facetsOf(owner.facts));
  };
}

function prepareIds(database: Database): (kind: TextKind) => number {
  const highest = database.prepare("SELECT max(id) FROM search_texts WHERE id >= ? AND id < ?").pluck();
  return (kind) => {
    const { first, end } = idRange(kind);
    return (z.int().nullable().parse(highest.get(first, end)) ?? first - 1) + 1;
  };
}

import type { Database } from "better-sqlite3";
import { addRows, findRowAnchor, openNewRows, type ExtendedRecord } from "../corrections/added-rows.ts";
import { applyCorrections } from "../corrections/apply-corrections.ts";
import { insertCorrection, readCorrections } from "../corrections/correction-rows.ts";
import type { LeafValue } from "../corrections/correction.ts";
import { DocumentWriter } from "../document-writer.ts";
import { correctionsByPath, listDocumentPaths, type FieldCorrection } from "./document-review.ts";
import { findField } from "./record-fields.ts";
import { findStoredRecord, type StoredRecord } from "./stored-record.ts";

/** What a person says of one field. `seen` is the correction that they saw in force there; null where they saw none. */
export interface FieldChange {
  readonly path: string;
  readonly seen: number | null;
  readonly kind: "value" | "confirm" | "reject";
  /** For kind `value`: what is to stand; null says "the form does not say". */
  readonly value?: LeafValue;
}

/** Changes to one document, made together or not at all. */
export interface ChangeRequest {
  readonly documentId: number;
  /** The extraction that the person looked at. */
  readonly revision: string;
  readonly author: string;
  readonly why: string | null;
  readonly changes: readonly FieldChange[];
}

/**
 * What became of changes. `re-extracted`: the document was read anew since the person looked. `overtaken`: somebody else
 * spoke about one of the fields in the meantime; `current` is what they said, null where they took their word back.
 */
export type ChangeOutcome =
  | { readonly kind: "made"; readonly ids: readonly number[] }
  | { readonly kind: "missing" }
  | { readonly kind: "re-extracted" }
  | { readonly kind: "no-such-field"; readonly path: string }
  | { readonly kind: "overtaken"; readonly path: string; readonly current: FieldCorrection | null };

/** Keeps what a person said and writes the document's rows anew, in one transaction. */
export function makeCorrections(database: Database, request: ChangeRequest): ChangeOutcome {
  return database
    .transaction((): ChangeOutcome => {
      const stored = findStoredRecord(database, request.documentId);
      if (stored === undefined) return { kind: "missing" };
      if (stored.revision !== request.revision) return { kind: "re-extracted" };
      const conflict = findConflict(database, stored, request.changes);
      if (conflict !== undefined) return conflict;
      const rows = openNewRows(addRows(stored.record, readCorrections(database, stored.record.document.sha256)), listEntered(request));
      if (rows.kind === "no-place") return { kind: "no-such-field", path: rows.path };
      const missing = findMissingField(rows.extended, request.changes);
      if (missing !== undefined) return missing;
      const ids = request.changes.map((change) => insertChange(database, { stored, extended: rows.extended, request }, change));
      rewriteDocument(database, request.documentId, stored);
      return { kind: "made", ids };
    })
    .immediate();
}

/**
 * Takes corrections back, in one transaction. Only one that is in force can be taken back; where one was overtaken by
 * somebody else's, nothing is.
 */
export function undoCorrections(database: Database, documentId: number, ids: readonly number[]): ChangeOutcome {
  return database
    .transaction((): ChangeOutcome => {
      const stored = findStoredRecord(database, documentId);
      if (stored === undefined) return { kind: "missing" };
      const inForce = readInForce(database, stored);
      const wanted = new Set(ids);
      const overtaken = findOvertaken(database, stored, wanted, inForce);
      if (overtaken !== undefined) return overtaken;
      const undo = database.prepare("UPDATE corrections SET undone_at = ? WHERE id = ? AND document_sha256 = ? AND undone_at IS NULL");
      for (const id of ids) undo.run(new Date().toISOString(), id, stored.record.document.sha256);
      rewriteDocument(database, documentId, stored);
      return { kind: "made", ids };
    })
    .immediate();
}

function findOvertaken(
  database: Database,
  stored: StoredRecord,
  wanted: ReadonlySet<number>,
  inForce: ReadonlyMap<string, FieldCorrection>,
): ChangeOutcome | undefined {
  const { outcomes } = applyCorrections(stored.record, readCorrections(database, stored.record.document.sha256));
  for (const id of wanted) {
    const outcome = outcomes.find(({ correction }) => correction.id === id);
    if (outcome === undefined) return { kind: "overtaken", path: "", current: null };
    const current = outcome.path === null ? undefined : inForce.get(outcome.path);
    if (current !== undefined && !wanted.has(current.id)) return { kind: "overtaken", path: outcome.path ?? "", current };
  }
  return undefined;
}

function readInForce(database: Database, stored: StoredRecord): Map<string, FieldCorrection> {
  return correctionsByPath(applyCorrections(stored.record, readCorrections(database, stored.record.document.sha256)).outcomes);
}

function findConflict(database: Database, stored: StoredRecord, changes: readonly FieldChange[]): ChangeOutcome | undefined {
  const inForce = readInForce(database, stored);
  for (const { path, seen } of changes) {
    const current = inForce.get(path) ?? null;
    if ((current?.id ?? null) !== seen) return { kind: "overtaken", path, current };
  }
  return undefined;
}

function listEntered({ changes }: ChangeRequest) {
  return changes.flatMap(({ kind, path, value }) => (kind === "value" ? [{ path, value: value ?? null }] : []));
}

function findMissingField(extended: ExtendedRecord, changes: readonly FieldChange[]): ChangeOutcome | undefined {
  const missing = changes.find(({ path }) => readExtracted(extended, path) === undefined);
  return missing === undefined ? undefined : { kind: "no-such-field", path: missing.path };
}

/** What the extraction gave a field; undefined where the record has no such field. */
function readExtracted({ record }: ExtendedRecord, path: string): LeafValue | undefined {
  const field = findField(record, path);
  return field === undefined ? undefined : (field.leaf?.value ?? null);
}

/** What a change is made to. */
interface ChangeTarget {
  readonly stored: StoredRecord;
  readonly extended: ExtendedRecord;
  readonly request: ChangeRequest;
}

function insertChange(database: Database, { stored, extended, request }: ChangeTarget, change: FieldChange): number {
  const { path, kind, value } = change;
  const anchor = findRowAnchor(extended, path, listEntered(request));
  if (anchor === undefined) throw new RangeError(`${path} has a field and no anchor`);
  return insertCorrection(database, {
    ...{ documentSha256: stored.record.document.sha256, path, anchor, kind },
    ...(kind === "value" ? { value: value ?? null } : {}),
    stood: readExtracted(extended, path) ?? null,
    author: request.author,
    why: request.why,
    madeAt: new Date().toISOString(),
  });
}

/** The canonical rows follow the corrections at once; when the document was imported is not touched. */
function rewriteDocument(database: Database, documentId: number, stored: StoredRecord): void {
  const [path] = listDocumentPaths(database, documentId);
  const { record, packed, byteCount, reader, importedAt } = stored;
  new DocumentWriter(database).writeRead({ record, packed, byteCount, reader, path: path ?? record.document.fileName }, { refresh: true });
  database.prepare("UPDATE documents SET imported_at = ? WHERE id = ?").run(importedAt, documentId);
}

import { parsePath } from "../../canonical/record-path.ts";
import { isTracedValue, type TracedRecord, type TracedValue } from "../../canonical/traced.ts";
import { findBlankPart, stepIntoPart } from "../corrections/blank-parts.ts";

/** A scalar of the record with its trace. */
export type ScalarTrace = TracedValue<string | number | boolean>;

/** A place of the record that holds one scalar, or null where the form does not say. */
export interface RecordField {
  readonly path: string;
  readonly leaf: ScalarTrace | null;
}

/**
 * Every field of a record in the record's order, the empty ones among them: a person can fill them in, also those of a part
 * that is null as a whole (no preparer, no target).
 */
export function* listFields(record: Pick<TracedRecord, "statement" | "filings">): Generator<RecordField> {
  if (record.statement !== null) yield* walk(record.statement, "statement");
  yield* walk(record.filings, "filings");
}

/** The field at a path; undefined where the record has none there. */
export function findField(record: TracedRecord, path: string): RecordField | undefined {
  const node = parsePath(path).reduce<unknown>(stepIntoPart, record);
  if (node === null) return isClosedPart(path) ? undefined : { path, leaf: null };
  return isTracedValue(node) ? { path, leaf: node } : undefined;
}

function* walk(node: unknown, path: string): Generator<RecordField> {
  if (node === null) yield* walkBlank(path);
  else if (isTracedValue(node)) yield { path, leaf: node };
  else if (Array.isArray(node)) for (const [index, item] of node.entries()) yield* walk(item, `${path}[${index}]`);
  else if (typeof node === "object") for (const [key, child] of Object.entries(node)) yield* walk(child, `${path}.${key}`);
}

function* walkBlank(path: string): Generator<RecordField> {
  const part = findBlankPart(/(\w+)$/u.exec(path)?.[1] ?? "");
  if (part !== undefined) yield* walk(part, path);
  else if (!isClosedPart(path)) yield { path, leaf: null };
}

/** A project's form has no department, and a document without a preface no statement: these are not filled in by hand. */
function isClosedPart(path: string): boolean {
  return path === "statement" || path.endsWith(".department");
}

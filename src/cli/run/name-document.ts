import { userInfo } from "node:os";
import { findDocuments, type NamedDocument } from "../../store/find-document.ts";
import type { Database } from "../../store/open-database.ts";
import { UsageError } from "../usage-error.ts";

/** How many digits of a hash tell documents apart for people. */
const shownDigits = 12;

/**
 * The one document that a person means.
 * @throws {UsageError} where there is none, or more than one.
 */
export function getDocument(database: Database, name: string): NamedDocument {
  const [found, ...more] = findDocuments(database, name);
  if (found === undefined) throw new UsageError(`No document is called ${name}; it takes a file name, a path as it was imported, or the first digits of a sha256.`);
  if (more.length === 0) return found;
  const hashes = [found, ...more].map(({ sha256 }) => sha256?.slice(0, shownDigits) ?? "unreadable");
  throw new UsageError(`${more.length + 1} documents are called ${name}; name one by the first digits of its sha256: ${hashes.join(", ")}.`);
}

/** Who speaks, where nobody is named: the name this person is logged in with. */
export function defaultAuthor(): string {
  return userInfo().username;
}

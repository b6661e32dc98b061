import { fieldDefinitions } from "./fields.ts";
import { foldLabel } from "./label-text.ts";
import { MappingError } from "./mapping-error.ts";
import type { FieldUse, Vocabulary, VocabularyEntry } from "./picture.ts";

/** Names in the first column that are no fields of their own. */
const groupNames: ReadonlySet<string> = new Set(["-", "indicators", "funding", "tasks.name", "tasks.content", "tasks.amount"]);

const roles: readonly (readonly [RegExp, VocabularyEntry["role"]])[] = [
  [/^##.*beside a value/iu, "value"],
  [/^##.*over a column/iu, "column"],
  [/^##.*beside several rows/iu, "side"],
];

/**
 * Reads a vocabulary: under the headings `Beside a value`, `Over a column` and `Beside several rows`, tables of
 * `| field | label / label / … |`.
 * @throws {MappingError} for an unknown field or scope.
 */
export function readVocabulary(source: string, file: string): Vocabulary {
  const vocabulary = new Map<string, VocabularyEntry[]>();
  let role: VocabularyEntry["role"] = "value";
  source.split(/\r?\n/u).forEach((text, index) => {
    role = roles.find(([heading]) => heading.test(text))?.[1] ?? role;
    const match = /^\|\s*([^|]+?)\s*\|\s*([^|]+?)\s*\|$/u.exec(text.trim());
    const [, head = "", words = ""] = match ?? [];
    if (match === null || head === "field" || /^:?-{2,}:?$/u.test(head)) return;
    const entry = readEntry(head, role, file, index + 1);
    for (const word of words.split(" / ")) add(vocabulary, foldLabel(word).text, entry);
  });
  return vocabulary;
}

function add(vocabulary: Map<string, VocabularyEntry[]>, label: string, entry: VocabularyEntry): void {
  if (label !== "") vocabulary.set(label, [...(vocabulary.get(label) ?? []), entry]);
}

function readEntry(head: string, role: VocabularyEntry["role"], file: string, line: number): VocabularyEntry {
  const [field = "", option] = head.split(/\s+/u);
  if (!groupNames.has(field) && !fieldDefinitions.has(field)) {
    throw new MappingError(file, line, `unknown field \`${field}\`; write one of the record's fields, or - for labels without a value`);
  }
  if (option === undefined) return { role, field };
  return { role, field, scope: readScope(option, file, line) };
}

function readScope(option: string, file: string, line: number): NonNullable<FieldUse["scope"]> {
  const scope = /^scope=(overall|annual|whole)$/u.exec(option)?.[1];
  if (scope === "overall" || scope === "annual" || scope === "whole") return scope;
  throw new MappingError(file, line, `\`${option}\` is no scope; write scope=overall, scope=annual or scope=whole`);
}

/** Two vocabularies as one; what the second says of a label is added. */
export function mergeVocabularies(first: Vocabulary, second: Vocabulary): Vocabulary {
  const merged = new Map(first);
  for (const [label, entries] of second) merged.set(label, [...(merged.get(label) ?? []), ...entries]);
  return merged;
}

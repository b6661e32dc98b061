import { fieldDefinitions } from "./fields.ts";
import { foldLabel } from "./label-text.ts";
import { MappingError } from "./mapping-error.ts";
import type { Vocabulary } from "./picture.ts";

/**
 * Reads the vocabulary: Markdown tables of `| field | label / label / … |`; the field `-` lists labels that name no value.
 * @throws {MappingError} for an unknown field.
 */
export function readVocabulary(sources: readonly string[], file: string): Vocabulary {
  const labels = new Map<string, string[]>();
  const ignored: string[] = [];
  for (const source of sources) {
    source.split(/\r?\n/u).forEach((text, index) => {
      const match = /^\|\s*([^|]+?)\s*\|\s*([^|]+?)\s*\|$/u.exec(text.trim());
      if (match === null) return;
      const [, field = "", words = ""] = match;
      if (field === "field" || /^:?-{2,}:?$/u.test(field)) return;
      const folded = words.split(" / ").map((word) => foldLabel(word).text).filter((word) => word !== "");
      if (field === "-") ignored.push(...folded);
      else if (fieldDefinitions.has(field)) labels.set(field, [...(labels.get(field) ?? []), ...folded]);
      else throw new MappingError(file, index + 1, `unknown field \`${field}\`; write one of the record's fields, or - for labels without a value`);
    });
  }
  return { labels, ignored };
}

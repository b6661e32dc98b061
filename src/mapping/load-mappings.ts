import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { MappingError } from "./mapping-error.ts";
import type { Mapping, MappingSet, Vocabulary } from "./picture.ts";
import { readMapping } from "./read-mapping.ts";
import { mergeVocabularies, readVocabulary } from "./read-vocabulary.ts";

const vocabularyFile = "labels.md";

/**
 * Loads every mapping (`*.md` but README.md) of the folders, later folders over earlier ones of the same id, and the
 * vocabulary of labels (`labels.md`).
 * @throws {MappingError} for the first faulty file.
 */
export async function loadMappings(folders: readonly string[]): Promise<MappingSet> {
  const mappings = new Map<string, Mapping>();
  let vocabulary: Vocabulary = new Map();
  for (const folder of folders) {
    for (const file of await listMappingFiles(folder)) {
      const source = await readFile(file, "utf8");
      if (basename(file) === vocabularyFile) vocabulary = mergeVocabularies(vocabulary, readVocabulary(source, file));
      else addMapping(mappings, readMapping(source, file));
    }
  }
  return { mappings: [...mappings.values()], vocabulary };
}

function addMapping(mappings: Map<string, Mapping>, mapping: Mapping): void {
  mappings.set(mapping.id, mapping);
}

async function listMappingFiles(folder: string): Promise<string[]> {
  const names = await readFolder(folder);
  return names.filter((name) => name.endsWith(".md") && name !== "README.md").sort().map((name) => join(folder, name));
}

async function readFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new MappingError(folder, 0, "this folder of mappings cannot be read; name one that exists", { cause: error });
  }
}

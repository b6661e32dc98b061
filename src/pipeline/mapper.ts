import type { Document } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { TracedRecord } from "../canonical/traced.ts";
import { checkRecord } from "../reconcile/checks/check-record.ts";
import { loadMappings, mapDocument, type MappedDocument } from "../mapping/index.ts";
import { packageFile } from "./package-file.ts";

/** The part of the pipeline between document and record: the mappings, loaded, and the checks. */
export interface Mapper {
  readonly mapDocument: (document: Document) => MappedDocument;
  readonly checkRecord: (record: TracedRecord) => readonly Finding[];
}

/** The folder of the mappings that come with the program. */
export function builtInMappings(): string {
  return packageFile("mappings");
}

/** The folders that mappings are read from: the program's own, then a user's, whose mappings win. */
export function mappingFolders(added: readonly string[] = []): string[] {
  return [builtInMappings(), ...added];
}

/**
 * Loads the mappings of the folders.
 * @throws {MappingError} for the first faulty mapping file.
 */
export async function loadMapper(folders: readonly string[]): Promise<Mapper> {
  const mappings = await loadMappings([...folders]);
  return { mapDocument: (document) => mapDocument(document, mappings), checkRecord };
}

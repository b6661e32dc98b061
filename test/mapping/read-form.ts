import { fileURLToPath } from "node:url";
import type { Filing } from "../../src/canonical/record.ts";
import { stripTraces } from "../../src/canonical/traced.ts";
import { filingSchema } from "../../src/canonical/record.ts";
import { textExtractor } from "../../extractors/text/index.ts";
import { loadMappings, mapDocument, type MappedDocument, type MappingSet } from "../../src/mapping/index.ts";
import { readMapping } from "../../src/mapping/read-mapping.ts";

const folder = fileURLToPath(new URL("../../mappings", import.meta.url));
const loaded = loadMappings([folder]);

/** The vocabulary of the house with one mapping written in the test. */
export async function makeMappings(picture: string, kind: "project" | "department" = "project"): Promise<MappingSet> {
  const { vocabulary } = await loaded;
  const source = `---\nid: testform\ntitle: 试验表\nkind: ${kind}\n---\n${picture}\n`;
  return { mappings: [readMapping(source, "testform.md")], vocabulary };
}

/** Reads a text of tab-separated rows through the text extractor and the mapping engine. */
export function readText(text: string, mappings?: MappingSet): Promise<MappedDocument> {
  return readBytes(new TextEncoder().encode(text), mappings);
}

/** The same for the bytes of a text file in any encoding. */
export async function readBytes(bytes: Uint8Array, mappings?: MappingSet): Promise<MappedDocument> {
  const document = await textExtractor.extract({ bytes, fileName: "form.txt" }, "text");
  return mapDocument(document, mappings ?? (await loaded));
}

/** The only filing of a mapped document, with bare values. */
export function onlyFiling(mapped: MappedDocument): Filing {
  const [filing, ...others] = mapped.filings;
  if (filing === undefined || others.length > 0) throw new Error(`Expected one filing, got ${String(mapped.filings.length)}.`);
  return filingSchema.parse(stripTraces(filing));
}

/** The only project of the only filing. */
export function onlyProject(mapped: MappedDocument): Filing["projects"][number] {
  const [project, ...others] = onlyFiling(mapped).projects;
  if (project === undefined || others.length > 0) throw new Error("Expected one project.");
  return project;
}

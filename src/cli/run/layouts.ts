import path from "node:path";
import { z } from "zod";
import { loadMappings, type Mapping } from "../../mapping/index.ts";
import { mappingFolders } from "../../pipeline/mapper.ts";
import { writeOutput } from "../print/output.ts";
import { printRows } from "../print/print-rows.ts";
import { readingOptions, rowFormatOption } from "./parse-options.ts";

const optionsSchema = z.object({ mappings: readingOptions.mappings, ...rowFormatOption });

/** `jixiao layouts`: the mappings that are loaded. */
export async function runLayouts(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const { mappings } = await loadMappings(mappingFolders(options.mappings));
  const columns = ["layout", "title", "kind", "region", "lines", "fields", "file"];
  await printRows(mappings.map(describeMapping), columns, options.format, writeOutput);
}

function describeMapping(mapping: Mapping) {
  const fields = new Set(mapping.rows.flatMap((row) => row.elements.flatMap((element) => (element.kind === "field" ? [element.use.field] : []))));
  return {
    layout: mapping.id,
    title: mapping.title,
    kind: mapping.kind,
    region: mapping.regionCode,
    lines: mapping.rows.length,
    fields: fields.size,
    file: path.relative(process.cwd(), mapping.file),
  };
}

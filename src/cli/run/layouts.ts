import path from "node:path";
import { z } from "zod";
import { loadMappings, type Mapping } from "../../mapping/index.ts";
import type { PictureElement } from "../../mapping/picture.ts";
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
  const fields = new Set(mapping.rows.flatMap((row) => row.elements.map(fieldOf)));
  fields.delete(undefined);
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

/** The field that an element of a picture reads: a label may itself be a value, as a form's title is. */
function fieldOf(element: PictureElement): string | undefined {
  if (element.kind === "field") return element.use.field;
  return element.kind === "label" ? element.field?.field : undefined;
}

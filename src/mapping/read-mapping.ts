import { parse as parseYaml, YAMLParseError } from "yaml";
import { z } from "zod";
import { MappingError } from "./mapping-error.ts";
import type { Mapping } from "./picture.ts";
import { readPicture } from "./read-picture.ts";

const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u, "write lower-case letters, digits and hyphens"),
  title: z.string().min(1),
  kind: z.enum(["project", "department"]),
  region: z.string().regex(/^\d{6}$/u, "write the six digits of GB/T 2260 in quotes").nullable().default(null),
});

/**
 * Reads one mapping: Markdown with YAML front matter, the body a picture of the form.
 * @throws {MappingError} naming file, line and what to write instead.
 */
export function readMapping(source: string, file: string): Mapping {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/u.exec(source.replace(/^\uFEFF/u, ""));
  if (match === null) {
    throw new MappingError(file, 1, "the file does not begin with front matter; write `---`, then id, title and kind, then `---`");
  }
  const front = readFrontMatter(match[1] ?? "", file);
  const firstLine = match[0].split("\n").length;
  const rows = readPicture(source.slice(match[0].length), file, firstLine);
  return { id: front.id, title: front.title, kind: front.kind, regionCode: front.region, rows, file };
}

function readFrontMatter(yaml: string, file: string): z.infer<typeof frontMatterSchema> {
  const parsed = frontMatterSchema.safeParse(parseFrontMatter(yaml, file));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path.join(".") ?? "";
  const line = 2 + Math.max(0, yaml.split("\n").findIndex((text) => text.startsWith(`${key}:`)));
  throw new MappingError(file, line, `front matter \`${key}\`: ${issue?.message ?? "not understood"}`);
}

function parseFrontMatter(yaml: string, file: string): unknown {
  try {
    return parseYaml(yaml);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new MappingError(file, 1 + (error.linePos?.[0].line ?? 1), `front matter is not YAML: ${error.message}`, { cause: error });
  }
}

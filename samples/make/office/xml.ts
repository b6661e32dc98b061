import { strToU8, zipSync, type Zippable } from "fflate";

/** Office files of the samples all carry this moment, so that the same seed gives the same bytes. */
const packedAt = "2024-01-02T00:00:00";

/** Text safe inside an element and an attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** An office file from its parts, by their paths. */
export function packParts(parts: Readonly<Record<string, string>>): Uint8Array {
  const files: Zippable = {};
  for (const [path, text] of Object.entries(parts)) files[path] = strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
  return zipSync(files, { mtime: packedAt, level: 9 });
}

/**
 * The short name this program uses for each namespace of office files, in the transitional and the strict edition of
 * the standard. A file may choose other prefixes, so names are always compared after this translation.
 */
const shortNames: readonly (readonly [string, readonly string[]])[] = [
  ["w", ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"]],
  ["w14", ["http://schemas.microsoft.com/office/word/2010/wordml"]],
  ["s", ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"]],
  [
    "r",
    [
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ],
  ],
  ["rel", ["http://schemas.openxmlformats.org/package/2006/relationships"]],
  ["types", ["http://schemas.openxmlformats.org/package/2006/content-types"]],
  ["mc", ["http://schemas.openxmlformats.org/markup-compatibility/2006"]],
  ["m", ["http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"]],
  ["a", ["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"]],
  ["v", ["urn:schemas-microsoft-com:vml"]],
  ["o", ["urn:schemas-microsoft-com:office:office"]],
  ["xml", ["http://www.w3.org/XML/1998/namespace"]],
];

const byUri = new Map(shortNames.flatMap(([name, uris]) => uris.map((uri) => [uri, name] as const)));

/** The short name of a namespace; `other` for every one this program does not read by name. */
export function shortNameOf(uri: string): string {
  return byUri.get(uri) ?? "other";
}

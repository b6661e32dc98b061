/** One side of a comparison as an address holds it: `123`, `123.before`, `123@filings[0].projects[2]`. */
export interface Side {
  readonly documentId: number;
  readonly version: "now" | "before";
  /** The path of a project; null for the whole record. */
  readonly path: string | null;
}

const sidePattern = /^(\d{1,16})(\.before)?(?:@(filings\[\d+\]\.projects\[\d+\]))?$/u;

/** Reads a side from its text; undefined where it is none. */
export function parseSide(text: string): Side | undefined {
  const match = sidePattern.exec(text);
  if (match === null) return undefined;
  return { documentId: Number(match[1]), version: match[2] === undefined ? "now" : "before", path: match[3] ?? null };
}

/** Writes a side as {@link parseSide} reads it. */
export function formatSide({ documentId, version, path }: Side): string {
  return `${documentId}${version === "before" ? ".before" : ""}${path === null ? "" : `@${path}`}`;
}

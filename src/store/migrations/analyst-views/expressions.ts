/** Pieces of SQL that several views share. Like the migration that uses them, they are never edited once released. */

/** A code put into words; NULL for a code that has none, or the text that `otherwise` gives. */
export function inWords(column: string, words: Readonly<Record<string, string>>, otherwise?: string): string {
  const cases = Object.entries(words).map(([code, word]) => `WHEN '${code}' THEN '${word}'`);
  return `CASE ${column} ${cases.join(" ")}${otherwise === undefined ? "" : ` ELSE ${otherwise}`} END`;
}

/** Fen as yuan. */
export function yuan(fen: string): string {
  return `${fen} / 100.0`;
}

/** Fen as ten thousands of yuan (万元). */
export function wanYuan(fen: string): string {
  return `${fen} / 1000000.0`;
}

/** The first of a list of places (JSON), in words, counted from 1 as people count. */
function placeInWords(at: string): string {
  const step = (name: string) => `${at} ->> '$[0].${name}'`;
  return `CASE
    WHEN ${step("page")} IS NOT NULL THEN '第' || (${step("page")}) || '页'
    WHEN ${step("line")} IS NOT NULL THEN '第' || (${step("line")}) || '行'
    WHEN ${step("table")} IS NOT NULL THEN coalesce((${step("sheet")}) || ' ', '') || '表' || (${step("table")} + 1) || '第' || (${step("row")} + 1) || '行'
    WHEN ${step("paragraph")} IS NOT NULL THEN '第' || (${step("paragraph")} + 1) || '段'
  END`;
}

/** Where the values below a record path stand, in words: the first of the named leaves that has a place. */
export function placeOf(document: string, path: string, leaves: readonly string[]): string {
  const paths = leaves.map((leaf) => (leaf === "" ? path : `${path} || '.${leaf}'`)).join(", ");
  return `(SELECT ${placeInWords("v.at")} FROM field_values v
    WHERE v.document_id = ${document} AND v.path IN (${paths}) AND v.at <> '[]' ORDER BY v.path, v.reading LIMIT 1)`;
}

/** Of findings `n`: nobody has corrected, confirmed or rejected the value that the finding is about. */
export const isOpen = `NOT EXISTS (SELECT 1 FROM field_values c
    WHERE c.document_id = n.document_id AND c.path = n.path AND c.origin = 'correction')`;

/** Of findings `n`: the finding is about the value at a record path, or about one below it. */
export function isAt(document: string, path: string): string {
  // '/' is the character after '.', and nothing but a dot follows a whole path: one range of the index holds them all.
  return `n.document_id = ${document} AND n.path >= ${path} AND n.path < ${path} || '/'`;
}

/** How many open errors and warnings there are about the values at and below a record path. */
export function openFindingCount(document: string, path: string): string {
  return `(SELECT count(*) FROM findings n WHERE ${isAt(document, path)} AND n.severity <> 'info' AND ${isOpen})`;
}

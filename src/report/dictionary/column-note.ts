/** What a column holds, beyond what SQLite's own types say. Money: `yuan` and `wan-yuan` (10,000 yuan) with decimals, `fen` whole. */
export const columnTypes = ["id", "text", "integer", "number", "yuan", "wan-yuan", "fen", "share", "date", "time", "json", "bytes", "scalar"] as const;
export type ColumnType = (typeof columnTypes)[number];

/** A column in words: a heading, and after a semicolon what more there is to know. */
export interface ColumnNote {
  readonly type: ColumnType;
  readonly zh: string;
  readonly en: string;
}

/** A table or view in words. */
export interface TableNote {
  readonly zh: string;
  readonly en: string;
}

export const noteLanguages = ["zh", "en"] as const;
export type NoteLanguage = (typeof noteLanguages)[number];

/** The heading of a column: its note up to the first semicolon. */
export function headingOf(note: ColumnNote, language: NoteLanguage): string {
  return note[language].split(/[;；]/u, 1).join("");
}

/** A label of a picture: what the form prints. */
export interface LabelElement {
  readonly kind: "label";
  /** As the mapping writes it, alternatives in order; never empty. */
  readonly texts: readonly string[];
  /** The same, folded for comparison. */
  readonly folded: readonly string[];
  /** The field whose value the label's own text is (a task group, a table's heading); undefined for most labels. */
  readonly field?: FieldUse;
  /** Column of the picture's row, 0-based. */
  readonly column: number;
}

/** A place where a value stands. */
export interface FieldElement {
  readonly kind: "field";
  readonly use: FieldUse;
  readonly column: number;
}

/** `^`: the label above goes on here (a merged cell, or a label torn over several rows). */
export interface AboveElement {
  readonly kind: "above";
  readonly column: number;
}

export type PictureElement = LabelElement | FieldElement | AboveElement;

/** A field as a mapping uses it. */
export interface FieldUse {
  /** A name of `fieldDefinitions`. */
  readonly field: string;
  /** Set by `scope=`: overall or annual for indicators, whole or annual for funding. */
  readonly scope?: "overall" | "annual" | "whole";
  /** For choices: the value for each printed option. */
  readonly options: ReadonlyMap<string, string>;
  /** Printed characters that are no value here: the stamp and date line of an unsigned opinion. */
  readonly ignore: readonly string[];
  /** The value is the whole printed line, not only the label (a title with its year). */
  readonly wholeLine: boolean;
}

/**
 * One line of a picture.
 * `row`: labels with fields; `header`: labels that name the columns of the rows below; `values`: fields only, below a
 * header; `body`: one field that takes paragraphs and tables until the next line is met.
 */
export interface PictureRow {
  readonly kind: "row" | "header" | "values" | "body";
  readonly elements: readonly PictureElement[];
  readonly repeats: boolean;
  /** Index of the header row, for `values`. */
  readonly header?: number;
  /** Index of the row whose first label `^` continues, where there is one. */
  readonly side?: number;
  /** The first line of the part that repeats as a whole (one project of many). */
  readonly startsSection: boolean;
  /** 1-based line in the mapping's file. */
  readonly line: number;
  /** Where the row stands in no table: a paragraph. */
  readonly paragraph: boolean;
}

/** A mapping: a picture of one layout's form. */
export interface Mapping {
  readonly id: string;
  readonly title: string;
  readonly kind: "project" | "department";
  /** For a document of several forms of different kinds, the kind of each; `kind` holds for all where absent. */
  readonly formKinds?: readonly ("project" | "department")[];
  /** GB/T 2260 code of the region whose form this is; null where the layout belongs to none. */
  readonly regionCode: string | null;
  readonly rows: readonly PictureRow[];
  readonly file: string;
}

/** What a label of the vocabulary is for. */
export interface VocabularyEntry {
  /** Whether the label stands beside its value, over a column of values, or beside several rows. */
  readonly role: "value" | "column" | "side";
  /** A field, a list (`indicators`, `funding`), a column of a task list (`tasks.name`), or `-` for none. */
  readonly field: string;
  readonly scope?: FieldUse["scope"];
}

/** The labels that forms print, folded, each with what it may be for. */
export type Vocabulary = ReadonlyMap<string, readonly VocabularyEntry[]>;

export interface MappingSet {
  readonly mappings: readonly Mapping[];
  readonly vocabulary: Vocabulary;
}

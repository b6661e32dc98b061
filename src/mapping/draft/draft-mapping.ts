import type { Chunk, Unit } from "../form-text.ts";
import { foldLabel } from "../label-text.ts";
import type { FieldUse, LabelElement, Mapping, PictureElement, PictureRow, Vocabulary, VocabularyEntry } from "../picture.ts";
import { draftInline, draftPairs, type ScopeColumn } from "./draft-pairs.ts";
import { fieldElement, isIndicatorRow, labelElement, plainUse, readGoalsHeader, readHeader, type DraftRow, type HeaderColumn } from "./draft-rows.ts";
import { findEntries } from "./find-entries.ts";

/** The id of the layout that is drafted from a document's own labels. */
export const draftId = "generic";

/** With fewer fields than this a document is no form. */
const leastFields = 4;
/** A title is at most this long. */
const longestTitle = 60;

/**
 * Drafts a picture of a form that no mapping knows, from the labels that forms in general print (the vocabulary): each
 * line of the document that holds known labels becomes a row of the picture, in the document's own order. Undefined
 * where too few are known.
 */
export function draftMapping(vocabulary: Vocabulary, units: readonly Unit[]): Mapping | undefined {
  const drafter = new Drafter(vocabulary);
  for (const unit of units) drafter.take(unit);
  const rows = drafter.finish();
  const fields = new Set(rows.flatMap((row) => row.elements.flatMap((element) => (element.kind === "field" ? [element.use.field] : []))));
  if (fields.size < leastFields || !drafter.isForm) return undefined;
  return { id: draftId, title: "由通用标签识别的表", kind: drafter.kind, regionCode: null, order: "fixed", rows, file: "labels.md" };
}

class Drafter {
  kind: "project" | "department" = "project";
  /** Whether the document says it is about performance: an indicator list, or 绩效 in its title. */
  isForm = false;
  private readonly vocabulary: Vocabulary;
  private readonly rows: PictureRow[] = [];
  /** The last row that began with a label beside several rows. */
  private sideRow: { index: number; table: number | undefined } | undefined;
  private list: string | undefined;
  private scopes: ScopeColumn[] = [];
  private indicatorScope: "overall" | "annual" | undefined;
  private titled = false;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  take(unit: Unit): void {
    if (unit.role === "header" || unit.role === "footer" || unit.role === "page-number" || unit.role === "hidden") return;
    const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
    const [first] = filled;
    if (first === undefined) return;
    if (filled.length === 1) this.takeLine(unit, first);
    else this.takeRow(unit, filled);
  }

  private takeLine(unit: Unit, chunk: Chunk): void {
    const text = chunk.text.trim();
    if (!this.titled && isTitle(text)) {
      this.takeTitle(text, unit);
      return;
    }
    if (/^[（(【]?\s*(?:19|20)\d{2}\s*年?\s*度?\s*[)）】]?$/u.test(text)) {
      this.add(unit, { kind: "row", elements: [fieldElement(plainUse("fiscalYear"), 0), labelElement("年度", 0)], repeats: false, paragraph: true });
      return;
    }
    this.noteSide(text);
    const inline = draftInline(this.vocabulary, chunk, 0, unit, this.scopes);
    if (inline.length > 0) this.add(unit, { kind: "row", elements: inline, repeats: false, paragraph: true });
    else if (findEntries(this.vocabulary, text).length > 0) this.add(unit, { kind: "row", elements: [labelElement(text, 0)], repeats: false, paragraph: true });
  }

  private takeTitle(text: string, unit: Unit): void {
    this.titled = true;
    this.isForm = true;
    if (/整体/u.test(text)) this.kind = "department";
    const year = /(?:19|20)\d{2}\s*年度?/u.exec(text);
    const words = year === null ? text : text.slice(year.index + year[0].length);
    const title: LabelElement = { kind: "label", texts: [words], folded: [foldLabel(words).text], column: 0, field: { ...plainUse("formTitle"), wholeLine: true } };
    const elements: PictureElement[] = year === null ? [title] : [fieldElement(plainUse("fiscalYear"), 0), labelElement("年", 0), title];
    this.add(unit, { kind: "row", elements, repeats: false, paragraph: true });
  }

  /** A label beside several rows tells the scope of the list that follows: 长期绩效指标. */
  private noteSide(text: string): void {
    const entry = findEntries(this.vocabulary, text).find((one) => one.role === "side" && one.field === "indicators");
    if (entry?.scope === "overall" || entry?.scope === "annual") this.indicatorScope = entry.scope;
  }

  private takeRow(unit: Unit, filled: readonly Chunk[]): void {
    if (this.list === "indicators" && isIndicatorRow(unit)) return;
    for (const chunk of filled.slice(0, 2)) this.noteSide(chunk.text);
    if (this.takeScopes(unit, filled)) return;
    const header = readHeader(this.vocabulary, unit);
    if (header !== undefined) {
      this.takeHeader(unit, header);
      return;
    }
    const goals = readGoalsHeader(this.vocabulary, unit);
    if (goals !== undefined) {
      this.list = undefined;
      this.addHeader(unit, goals, (entry) => plainUse(entry.field), false);
      return;
    }
    const pairs = draftPairs(this.vocabulary, unit, this.scopes);
    if (pairs.length === 0) return;
    // Under a list's header a known word in a row is a value of the list, unless the row begins with the label.
    if (this.list !== undefined && !beginsWithLabel(pairs, filled)) return;
    this.list = undefined;
    this.add(unit, { kind: "row", elements: pairs, repeats: false, paragraph: false });
  }

  private takeHeader(unit: Unit, header: { list: string; columns: HeaderColumn[] }): void {
    this.list = header.list;
    if (header.list === "indicators") this.isForm = true;
    if (header.list === "tasks") this.kind = "department";
    const fields = header.columns.map(({ entry }) => entry?.field);
    const twice = fields.filter((field) => field === "indicators.name").length > 1;
    const split = fields.includes("indicators.target.overall");
    const seen = new Set<string>();
    const scope = this.indicatorScope;
    this.addHeader(unit, header.columns, (entry) => {
      const again = seen.has(entry.field);
      seen.add(entry.field);
      // Beside a column for the whole period, the plain column is the year's.
      if (split && entry.field === "indicators.target") return plainUse("indicators.target.annual");
      // 指标类型 is the second level where there is no other, and else says whether more is better.
      if (again && entry.field === "indicators.level2" && !twice) return plainUse("indicators.direction", scope);
      return useOfColumn(entry, twice ? (again ? "annual" : entry.field === "indicators.level1" ? undefined : "overall") : scope);
    }, true);
    this.indicatorScope = undefined;
  }

  private addHeader(unit: Unit, columns: readonly HeaderColumn[], use: (entry: VocabularyEntry) => FieldUse, repeats: boolean): void {
    const header = columns.map(({ chunk }, column) => labelElement(chunk.text, column));
    const values = columns.map(({ entry }, column): PictureElement => (entry === undefined ? { kind: "above", column } : fieldElement(use(entry), column)));
    this.add(unit, { kind: "header", elements: header, repeats: false, paragraph: false });
    this.add(unit, { kind: "values", elements: values, repeats, paragraph: false });
  }

  /** A row of nothing but scopes over columns: 实施期资金 | 年度资金. */
  private takeScopes(unit: Unit, filled: readonly Chunk[]): boolean {
    const found: ScopeColumn[] = [];
    for (const chunk of filled) {
      const entry = findEntries(this.vocabulary, chunk.text).find((one) => one.role === "side" && one.field === "funding");
      if (entry?.scope === "whole" || entry?.scope === "annual") found.push({ start: chunk.column, end: chunk.columnEnd, scope: entry.scope });
    }
    if (found.length < 2 || filled.length - found.length > 1) return false;
    this.scopes = found;
    this.list = undefined;
    this.add(unit, { kind: "row", elements: filled.map((chunk, column) => labelElement(chunk.text, column)), repeats: false, paragraph: false });
    return true;
  }

  private add(unit: Unit, row: DraftRow): void {
    const index = this.rows.length;
    const header = row.kind === "values" ? { header: index - 1 } : {};
    const [first, second] = row.elements;
    if (row.kind !== "values" && first?.kind === "label" && second?.kind === "label") this.sideRow = { index, table: unit.table };
    const under = row.kind === "row" && !row.paragraph && this.sideRow?.table === unit.table && standsUnderSide(unit);
    const elements = under ? [aboveElement, ...row.elements] : row.elements;
    const side = row.kind === "values" ? { side: index - 1 } : under && this.sideRow !== undefined ? { side: this.sideRow.index } : {};
    this.rows.push({ ...row, elements, ...header, ...side, startsSection: false, line: unit.index + 1 });
  }

  finish(): PictureRow[] {
    if (this.kind !== "department") return this.rows;
    return this.rows.map((row) => ({ ...row, elements: row.elements.map(toDepartment) }));
  }
}

const aboveElement: PictureElement = { kind: "above", column: 0 };

/** A row whose first cell is blank, or covered by a merged cell of a row above. */
function standsUnderSide(unit: Unit): boolean {
  const [first] = unit.chunks;
  return first !== undefined && (first.text.trim() === "" || first.column > 0);
}

function beginsWithLabel(pairs: readonly PictureElement[], filled: readonly Chunk[]): boolean {
  const [label] = pairs;
  const beginning = filled.slice(0, 2).map((chunk) => foldLabel(chunk.text).text);
  return label?.kind === "label" && label.folded.some((text) => beginning.some((one) => one.startsWith(text)));
}


/** A title names a table or a report of performance targets. */
function isTitle(text: string): boolean {
  return text.length <= longestTitle && /绩效/u.test(text) && /(?:表|书|报告|申报)\s*(?:[（(].{0,12}[)）])?$/u.test(text);
}

function useOfColumn(entry: VocabularyEntry, scope: FieldUse["scope"]): FieldUse {
  if (entry.field === "tasks.name") return plainUse("name");
  if (entry.field === "tasks.content") return plainUse("narratives.content");
  if (entry.field === "tasks.amount" || entry.field === "budgetItems.amount-of-task") return plainUse("funding.total", "annual");
  if (entry.field.startsWith("indicators.")) return plainUse(entry.field, scope);
  return plainUse(entry.field, entry.scope);
}

/** A department's form calls its own goal what a project's form calls the project's. */
function toDepartment(element: PictureElement): PictureElement {
  if (element.kind !== "field" || !element.use.field.startsWith("goals.")) return element;
  return { ...element, use: { ...element.use, field: "department.goal" } };
}

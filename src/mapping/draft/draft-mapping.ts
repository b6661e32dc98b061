import { findMoneyUnit } from "../../canonical/money.ts";
import { getFieldDefinition } from "../fields.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { FieldElement, Vocabulary } from "../picture.ts";
import type { RowContext, ScopeColumn } from "./choose-use.ts";
import { fieldElement, isFilled, labelElement, partOf, plainUse, slotOf } from "./draft-elements.ts";
import { DraftList } from "./draft-list.ts";
import { DraftPicture, type DraftedForm } from "./draft-picture.ts";
import { chooseLabels, findEntries, findLabelEntries, type Labels } from "./find-entries.ts";
import { finishDraft } from "./finish-draft.ts";
import { readInlinePairs } from "./inline-pairs.ts";
import { chooseColumns, type ColumnSamples } from "./list-columns.ts";
import { guessColumns, isIndicatorRow } from "./guess-columns.ts";
import { isSide, readHeader, type HeaderColumn, type ListHeader } from "./list-headers.ts";
import { expandRunningForms } from "./running-form.ts";
import { readRowPairs, type RowPairs } from "./row-pairs.ts";

/** The id of the layout that is drafted from a document's own labels. */
export const draftId = "generic";

/** With fewer fields than this a document is no form. */
const leastFields = 4;
/** A title is at most this long. */
const longestTitle = 60;

/**
 * Drafts a picture of a form that no mapping knows, from the labels that forms in general print (the labels), and
 * places each line on the row that was drawn from it. Undefined where too few labels are known.
 */
export function draftForm(vocabulary: Vocabulary, lines: readonly Unit[]): DraftedForm | undefined {
  const labels = chooseLabels(vocabulary, listShortTexts(lines));
  const units = expandRunningForms(labels, lines);
  const drafter = new Drafter(labels, units);
  units.forEach((unit, index) => {
    drafter.take(unit, index);
  });
  const { fields } = drafter.picture;
  return fields.size < leastFields || !drafter.isForm ? undefined : finishDraft(drafter.picture, units, draftId, drafter.departments);
}

/** Texts that may be labels, by their length. */
function* listShortTexts(units: readonly Unit[]): Generator<string> {
  for (const unit of units) for (const chunk of unit.chunks) if (isFilled(chunk) && chunk.text.length <= longestSide) yield chunk.text;
}

class Drafter {
  readonly picture = new DraftPicture();
  /** Whether the document says it is about performance: an indicator list, or 绩效 in its title. */
  isForm = false;
  /** Rows that only a department's form has. */
  readonly departments: number[] = [];
  private readonly labels: Labels;
  private readonly units: readonly Unit[];
  private list: { readonly draft: DraftList; readonly row: number } | undefined;
  private scopes: readonly ScopeColumn[] = [];
  private money = false;
  private indicatorScope: "overall" | "annual" | undefined;
  /** A label over a text that follows it on lines of its own. */
  private open: { readonly field: FieldElement; readonly row: number | undefined } | undefined;

  constructor(labels: Labels, units: readonly Unit[]) {
    this.labels = labels;
    this.units = units;
  }

  take(unit: Unit, index: number): void {
    if (unit.role === "header" || unit.role === "footer" || unit.role === "page-number" || unit.role === "hidden") return;
    const filled = unit.chunks.filter(isFilled);
    const [first] = filled;
    if (first === undefined) return;
    if (filled.length === 1 && this.takeLine(unit, first)) return;
    if (unit.kind === "row") this.takeRow(unit, index, filled);
  }

  /** Takes a line that is one text; false where it may still be a row of a list. */
  private takeLine(unit: Unit, chunk: Chunk): boolean {
    const text = chunk.text.trim();
    if (isTitle(text) && findLabelEntries(this.labels, text).similarity < 1) return this.takeTitle(chunk, unit);
    if (isYear(text)) {
      const digits = text.search(/\d{4}/u) + chunk.text.indexOf(text);
      this.picture.add(unit, "row", [slotOf(fieldElement(plainUse("fiscalYear"), 0), [partOf(chunk, digits, digits + 4)]), slotOf(labelElement(text, 0), [chunk])], { paragraph: true });
      return true;
    }
    this.noteSide(text);
    if (this.list !== undefined && unit.kind === "row") return false;
    const inline = readInlinePairs(this.labels, chunk, 0, this.context(unit));
    if (inline.length > 0) {
      this.leaveList();
      this.picture.add(unit, "row", inline, { paragraph: true });
      return true;
    }
    return this.takeHeading(unit, chunk) || this.takeBody(unit, chunk);
  }

  private leaveList(): void {
    this.list = undefined;
    this.open = undefined;
  }

  /** A known label on a line of its own. What stands below the label of a text is that text. */
  private takeHeading(unit: Unit, chunk: Chunk): boolean {
    const { entries } = findLabelEntries(this.labels, chunk.text);
    if (entries.length === 0 && !isUnitLine(chunk.text)) return false;
    this.leaveList();
    const entry = entries.find((one) => one.role === "value" && one.field !== "-" && getFieldDefinition(one.field).type === "prose");
    this.picture.add(unit, "row", [slotOf(labelElement(chunk.text, 0), [chunk])], { paragraph: true });
    if (entry !== undefined) this.open = { field: fieldElement(plainUse(entry.field, entry.scope), 0), row: undefined };
    return true;
  }

  /** Text below a label that stands on a line of its own. */
  private takeBody(unit: Unit, chunk: Chunk): boolean {
    if (this.open === undefined) return false;
    const { field } = this.open;
    const row = this.open.row ?? this.picture.addBody(unit, field);
    this.open = { field, row };
    this.picture.place(unit, row, [slotOf(field, [chunk])], []);
    return true;
  }

  private takeTitle(chunk: Chunk, unit: Unit): boolean {
    this.isForm = true;
    this.leaveList();
    this.indicatorScope = undefined;
    const year = /(?:19|20)\d{2}(?=\s*年)/u.exec(chunk.text);
    const words = labelElement(chunk.text, 0);
    const title = slotOf({ ...words, field: { ...plainUse("formTitle"), wholeLine: true } }, [chunk]);
    const slots = year === null ? [title] : [slotOf(fieldElement(plainUse("fiscalYear"), 0), [partOf(chunk, year.index, year.index + 4)]), title];
    const row = this.picture.add(unit, "row", slots, { paragraph: true, title: true });
    if (/整体/u.test(chunk.text)) this.departments.push(row);
    return true;
  }

  private context(unit: Unit): RowContext {
    return { scopes: this.scopes, money: this.money, reliable: unit.grid === "ruled" || unit.grid === "aligned" };
  }

  /** A label beside several rows tells the scope of the list that follows (长期绩效指标), or that rows are about money. */
  private noteSide(text: string): void {
    const entry = findEntries(this.labels, text).find((one) => one.role === "side" && one.field === "indicators");
    if (entry?.scope === "overall" || entry?.scope === "annual") this.indicatorScope = entry.scope;
  }

  private takeRow(unit: Unit, index: number, filled: readonly Chunk[]): void {
    if (this.list?.draft.kind === "indicators" && this.takeListRow(unit, true)) return;
    for (const chunk of filled.slice(0, 2)) this.noteSide(chunk.text);
    this.noteMoney(unit, filled);
    if (this.takeScopes(unit, filled)) return;
    const known = readHeader(this.labels, unit);
    // Inside a list of indicators a row before the next level is a row of the list.
    const guess = known !== undefined || this.list?.draft.kind !== "indicators";
    const header = (guess ? guessColumns(known, unit, this.units[index + 1], (columns) => this.sample(columns, index)) : undefined) ?? known;
    if (header !== undefined) this.takeHeader(unit, index, header, filled);
    else if (!this.takeListRow(unit, false)) this.takePairs(unit);
  }

  private takeListRow(unit: Unit, levelsOnly: boolean): boolean {
    if (this.list === undefined) return false;
    const { draft, row } = this.list;
    const picture = this.picture.rows[row];
    if (picture === undefined || (levelsOnly && !isIndicatorRow(unit))) return false;
    if (draft.isTotal(unit)) {
      this.picture.addTotal(unit);
      return true;
    }
    const found = draft.read(this.labels, unit, picture);
    if (found !== undefined) this.picture.place(unit, row, found.slots, found.unused);
    return found !== undefined;
  }

  private takePairs(unit: Unit): void {
    const pairs = readRowPairs(this.labels, unit, this.context(unit));
    if (pairs === undefined) return;
    this.leaveList();
    this.rememberScopes(pairs);
    this.picture.add(unit, "row", pairs.slots, { unused: pairs.unused });
  }

  private takeHeader(unit: Unit, index: number, header: ListHeader, filled: readonly Chunk[]): void {
    if (header.list === "indicators") this.isForm = true;
    this.open = undefined;
    const first = header.columns[0];
    const samples = this.sample(header.columns, index);
    const side = first?.entry === undefined && (isSide(this.labels, filled[0]) || standsBeside(filled[0], samples[0])) ? filled[0] : undefined;
    const uses = chooseColumns(header, samples, this.indicatorScope);
    const draft = new DraftList(header.list, unit, header.columns, uses, side);
    const row = this.picture.addHeader(unit, header.columns.map(({ chunk, entry, similarity = 1 }, column) => ({ chunk, column, similarity, known: entry !== undefined || chunk === side })), draft.elements);
    if (header.list === "tasks") this.departments.push(row);
    this.list = { draft, row };
    this.indicatorScope = undefined;
  }

  /** What stands below each of a header's columns, where the grid can be relied on. */
  private sample(columns: readonly HeaderColumn[], index: number): ColumnSamples {
    const unit = this.units[index];
    const below = this.units.slice(index + 1, index + 1 + sampledRows).filter((one) => one.table === unit?.table && (one.grid !== "ragged" || one.chunks.length === unit?.chunks.length));
    return columns.map(({ chunk }) => below.flatMap((row) => row.chunks.filter((one) => one.column >= chunk.column && one.column < chunk.columnEnd && isFilled(one)).map((one) => one.text)));
  }

  /** A row of nothing but scopes over columns: 实施期资金 | 年度资金. */
  private takeScopes(unit: Unit, filled: readonly Chunk[]): boolean {
    const found: ScopeColumn[] = [];
    for (const chunk of filled) {
      const entry = findEntries(this.labels, chunk.text).find((one) => one.role === "side" && one.field === "funding");
      if (entry?.scope === "whole" || entry?.scope === "annual") found.push({ start: chunk.column, end: chunk.columnEnd, scope: entry.scope });
    }
    if (found.length < 2 || filled.length - found.length > 1) return false;
    this.scopes = found;
    this.list = undefined;
    this.picture.add(unit, "row", filled.map((chunk, column) => slotOf(labelElement(chunk.text, column), [chunk])), {});
    return true;
  }

  /** A row with the total of the whole period beside that of the year: the amounts below each are of its period. */
  private rememberScopes(pairs: RowPairs): void {
    const labels = pairs.slots.flatMap((slot, index) => {
      const next = pairs.slots[index + 1]?.element;
      const chunk = slot.chunks[0];
      const scope = next?.kind === "field" && next.use.field === "funding.total" ? next.use.scope : undefined;
      return slot.element.kind === "label" && chunk !== undefined && (scope === "whole" || scope === "annual") ? [{ start: chunk.column, scope }] : [];
    });
    const scopes = new Set(labels.map((label) => label.scope));
    if (scopes.size === 2) this.scopes = labels.map((label, index) => ({ ...label, end: labels[index + 1]?.start ?? Infinity }));
    else if (!pairs.slots.some((slot) => slot.element.kind === "field" && slot.element.use.field.startsWith("funding."))) this.scopes = [];
  }

  private noteMoney(unit: Unit, filled: readonly Chunk[]): void {
    const [first] = filled;
    if (first === undefined || (first.column > 0 && unit.grid !== "none") || !isFilled(unit.chunks[0] ?? first)) return;
    this.money = (findMoneyUnit(first.text) !== undefined || /资金|预算|经费|收入|支出/u.test(first.text)) && first.text.length <= longestSide;
  }
}

const longestSide = 24;
const sampledRows = 12;

/** A heading with nothing below it, in a cell over several rows, stands beside the list. */
const standsBeside = (chunk: Chunk | undefined, below: readonly string[] | undefined): boolean => chunk !== undefined && chunk.rowSpan > 1 && (below ?? []).length === 0;

const isUnitLine = (text: string): boolean => /^[（(]?\s*(?:金额|资金)?单位\s*[:：]\s*(?:人民币)?\s*[亿万千百]?元\s*[)）]?$/u.test(text.trim());

const isYear = (text: string): boolean => /^[（(【]?\s*(?:19|20)\d{2}\s*年?\s*度?\s*[)）】]?$/u.test(text);

/** A title names a table or a report of performance targets. */
function isTitle(text: string): boolean {
  return text.length <= longestTitle && /绩效/u.test(text) && !/[:：。]/u.test(text) && /(?:表|书|报告|申报|情况|目标)\s*(?:[（(].{0,12}[)）])?$/u.test(text) && text.replace(/\s+/gu, "").length > shortestTitle;
}

/** 绩效目标 and 年度绩效目标 alone are labels. */
const shortestTitle = 6;

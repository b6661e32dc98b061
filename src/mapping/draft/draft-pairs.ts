import { rateFit } from "../field-fit.ts";
import { getFieldDefinition } from "../fields.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { FieldUse, PictureElement, Vocabulary, VocabularyEntry } from "../picture.ts";
import { fieldElement, labelElement, plainUse } from "./draft-rows.ts";
import { findEntries } from "./find-entries.ts";

/** Columns over which an earlier row printed 实施期 or 年度: amounts below have that scope. */
export interface ScopeColumn {
  readonly start: number;
  readonly end: number;
  readonly scope: "whole" | "annual";
}

/** A label inside a cell's text with a colon behind it, at the beginning of a line or after a gap. */
const inlineLabel = /(?<=^|[\s；;，,：:])([^\s：:；;，,]{2,20}(?:\s?[（(][^）)]{1,8}[)）])?)\s*[:：]/gu;

/** Reads a row as labels with their values beside them; empty where no label is known. */
export function draftPairs(vocabulary: Vocabulary, unit: Unit, scopes: readonly ScopeColumn[]): PictureElement[] {
  const filled = unit.chunks.filter((chunk) => chunk.text.trim() !== "");
  const elements: PictureElement[] = [];
  let known = false;
  for (const [column, chunk] of unit.chunks.entries()) {
    if (chunk.text.trim() === "") continue;
    const entries = findEntries(vocabulary, chunk.text).filter((entry) => entry.role !== "column");
    const isLabel = entries.length > 0 && !(elements.at(-1)?.kind === "label" && isValueOf(elements.at(-2), chunk));
    if (isLabel) {
      known = true;
      elements.push(labelElement(chunk.text, column));
      const use = chooseUse(entries, chunk, unit, scopes, elements);
      if (use !== undefined && takesNext(vocabulary, unit, chunk)) elements.push(fieldElement(use, column + 1));
      continue;
    }
    const inline = draftInline(vocabulary, chunk, column, unit, scopes);
    if (inline.length > 0) known = true;
    elements.push(...inline);
  }
  return known && filled.length > 0 ? elements : [];
}

/** A cell that follows a label's field is that field's value, whatever it says. */
function isValueOf(before: PictureElement | undefined, chunk: Chunk): boolean {
  return before?.kind === "field" && chunk.text.length > 30;
}

/** A label takes the next cell unless that is a label itself (then it stands beside several rows). */
function takesNext(vocabulary: Vocabulary, unit: Unit, chunk: Chunk): boolean {
  const next = unit.chunks[unit.chunks.indexOf(chunk) + 1];
  if (next === undefined) return false;
  if (next.text.trim() === "") return true;
  return !findEntries(vocabulary, next.text).some((entry) => entry.role !== "column");
}

function chooseUse(
  entries: readonly VocabularyEntry[],
  chunk: Chunk,
  unit: Unit,
  scopes: readonly ScopeColumn[],
  before: readonly PictureElement[],
): FieldUse | undefined {
  const entry = entries.find((one) => one.role === "value" && one.field !== "-");
  if (entry === undefined) return undefined;
  if (!entry.field.startsWith("funding.")) return plainUse(entry.field, entry.scope);
  return plainUse(entry.field, entry.scope ?? findScope(entry.field, chunk, unit, scopes, before));
}

/** The scope of an amount: from the heading over its column, else the second of two equal labels in a row is the year's. */
function findScope(field: string, chunk: Chunk, unit: Unit, scopes: readonly ScopeColumn[], before: readonly PictureElement[]): "whole" | "annual" {
  const reliable = unit.grid === "ruled" || unit.grid === "aligned";
  const over = reliable ? scopes.find((one) => chunk.column < one.end && chunk.columnEnd > one.start) : undefined;
  if (over !== undefined) return over.scope;
  if (scopes.length < 2) return "annual";
  const again = before.some((element) => element.kind === "field" && element.use.field === field);
  return again ? "annual" : "whole";
}

/** Labels with values in one text: 资金总额：100 \n 财政拨款：80. */
export function draftInline(vocabulary: Vocabulary, chunk: Chunk, column: number, unit: Unit, scopes: readonly ScopeColumn[]): PictureElement[] {
  const elements: PictureElement[] = [];
  if (chunk.text.length > 300) return elements;
  for (const match of chunk.text.matchAll(inlineLabel)) {
    const text = (match[1] ?? "").trim();
    const entries = findEntries(vocabulary, text).filter((entry) => entry.role === "value" && entry.field !== "-");
    const use = chooseUse(entries, chunk, unit, scopes, elements);
    if (use === undefined || !suits(use, chunk.text.slice(match.index + match[0].length))) continue;
    elements.push(labelElement(text, column), fieldElement(use, column));
  }
  return elements;
}

/** What follows an inline label must look like its value, for prose has colons too. */
function suits(use: FieldUse, rest: string): boolean {
  const { type } = getFieldDefinition(use.field);
  if (type !== "money" && type !== "count" && type !== "date") return true;
  const value = /^\s*([^\s；;，,]*)/u.exec(rest)?.[1] ?? "";
  return value === "" || rateFit(type, value) > 0 || /^\d/u.test(value);
}

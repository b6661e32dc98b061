import { fieldDefinitions } from "./fields.ts";
import { editDistance } from "../canonical/similarity.ts";
import { foldLabel } from "./label-text.ts";
import { MappingError } from "./mapping-error.ts";
import type { FieldUse, PictureElement, PictureRow } from "./picture.ts";

/** A line of the picture before rows are told apart. */
interface PictureLine {
  readonly elements: readonly PictureElement[];
  readonly repeats: boolean;
  readonly section: boolean;
  readonly paragraph: boolean;
  readonly line: number;
}

const repeatMark = /\s*(?:←\s*(?:repeats|重复)|…)\s*$/u;
const fieldMark = /\{([^{}]*)\}/gu;

/**
 * Reads the body of a mapping file (after its front matter) into picture rows.
 * `firstLine` is the 1-based line where the body starts.
 * @throws {MappingError} for an unknown field or option, or a line that says nothing.
 */
export function readPicture(body: string, file: string, firstLine: number): PictureRow[] {
  const lines: PictureLine[] = [];
  body.split(/\r?\n/u).forEach((text, index) => {
    const line = readLine(text.trim(), file, firstLine + index);
    if (line !== undefined) lines.push(line);
  });
  if (lines.length === 0) throw new MappingError(file, firstLine, "the picture is empty; draw the form's rows as | label | {field} |");
  return lines.map((line, index) => toRow(line, index, lines));
}

function readLine(text: string, file: string, line: number): PictureLine | undefined {
  if (text === "" || text.startsWith("<!--") || /^\|(?:\s*:?-+:?\s*\|)+$/u.test(text)) return undefined;
  const repeats = repeatMark.test(text);
  const content = text.replace(repeatMark, "");
  const section = content.startsWith("##");
  const bare = content.replace(/^#+\s*/u, "");
  if (!bare.startsWith("|")) {
    const elements = readCell(bare, 0, file, line);
    return { elements, repeats: repeats && !section, section: section && repeats, paragraph: true, line };
  }
  const elements = splitCells(bare).flatMap((cell, column) => readCell(cell, column, file, line));
  if (elements.length === 0) throw new MappingError(file, line, "this row has no label and no field; delete it");
  return { elements, repeats, section: false, paragraph: false, line };
}

function splitCells(row: string): string[] {
  const inner = row.replace(/^\|/u, "").replace(/\|\s*$/u, "");
  return inner.split("|").map((cell) => cell.trim());
}

function readCell(cell: string, column: number, file: string, line: number): PictureElement[] {
  if (cell === "^") return [{ kind: "above", column }];
  const elements: PictureElement[] = [];
  let end = 0;
  for (const match of cell.matchAll(fieldMark)) {
    pushLabel(elements, cell.slice(end, match.index), column);
    elements.push(readField(match[1] ?? "", column, file, line));
    end = match.index + match[0].length;
  }
  pushLabel(elements, cell.slice(end), column);
  return elements;
}

function pushLabel(elements: PictureElement[], text: string, column: number): void {
  const texts = text.split(" / ").map((part) => part.trim());
  const meaningful = texts.filter((part) => foldLabel(part).text !== "");
  if (meaningful.length === 0) return;
  elements.push({ kind: "label", texts: meaningful, folded: meaningful.map((part) => foldLabel(part).text), column });
}

function readField(inside: string, column: number, file: string, line: number): PictureElement {
  const [name = "", ...words] = inside.trim().split(/\s+/u);
  if (!fieldDefinitions.has(name)) throw new MappingError(file, line, unknownField(name));
  const options = new Map<string, string>();
  const ignore: string[] = [];
  let scope: FieldUse["scope"];
  let label: string | undefined;
  let wholeLine = false;
  for (const word of words) {
    const [key = "", value = ""] = word.split("=", 2);
    if (value === "") throw new MappingError(file, line, `\`${word}\` in {${inside}} says nothing; write key=value`);
    if (key === "scope") scope = readScope(value, inside, file, line);
    else if (key === "label") label = value;
    else if (key === "span") wholeLine = readSpan(value, inside, file, line);
    else if (key === "ignore") ignore.push(value);
    else options.set(value, key);
  }
  const use: FieldUse = { field: name, options, ignore, wholeLine, ...(scope === undefined ? {} : { scope }) };
  if (label === undefined) return { kind: "field", use, column };
  const texts = label.split("/");
  return { kind: "label", texts, folded: texts.map((text) => foldLabel(text).text), field: use, column };
}

function readScope(value: string, inside: string, file: string, line: number): "overall" | "annual" | "whole" {
  if (value === "overall" || value === "annual" || value === "whole") return value;
  throw new MappingError(file, line, `unknown scope \`${value}\` in {${inside}}; write scope=overall, scope=annual or scope=whole`);
}

function readSpan(value: string, inside: string, file: string, line: number): boolean {
  if (value === "line") return true;
  throw new MappingError(file, line, `unknown span \`${value}\` in {${inside}}; write span=line, or leave it out`);
}

function unknownField(name: string): string {
  const nearest = [...fieldDefinitions.keys()].sort((a, b) => editDistance(a, name) - editDistance(b, name))[0] ?? "name";
  return `unknown field \`{${name}}\`; did you mean \`{${nearest}}\`?`;
}

function toRow(line: PictureLine, index: number, lines: readonly PictureLine[]): PictureRow {
  const kind = classify(line, lines[index + 1]);
  const side = line.elements[0]?.kind === "above" ? findSide(index, lines) : undefined;
  const header = kind === "values" ? findHeader(index, lines) : undefined;
  return {
    kind,
    elements: line.elements,
    repeats: line.repeats,
    startsSection: line.section,
    line: line.line,
    paragraph: line.paragraph,
    ...(header === undefined ? {} : { header }),
    ...(side === undefined ? {} : { side }),
  };
}

const hasField = (line: PictureLine): boolean => line.elements.some((element) => element.kind === "field");
const hasLabel = (line: PictureLine): boolean => line.elements.some((element) => element.kind === "label");

function classify(line: PictureLine, next: PictureLine | undefined): PictureRow["kind"] {
  if (line.paragraph && line.elements.length === 1 && hasField(line)) return "body";
  if (line.paragraph) return "row";
  if (!hasLabel(line)) return "values";
  const headsValues = next !== undefined && !next.paragraph && !hasLabel(next);
  const columns = line.elements.filter((element) => element.kind !== "above").length;
  return headsValues && columns > 1 && (!hasField(line) || next.repeats) ? "header" : "row";
}

function findHeader(index: number, lines: readonly PictureLine[]): number | undefined {
  for (let above = index - 1; above >= 0; above--) {
    const line = lines[above];
    if (line === undefined || line.paragraph) return undefined;
    if (hasLabel(line)) return above;
  }
  return undefined;
}

function findSide(index: number, lines: readonly PictureLine[]): number | undefined {
  for (let above = index - 1; above >= 0; above--) {
    if (lines[above]?.elements[0]?.kind !== "above") return above;
  }
  return undefined;
}

import { joinChunk, makeChunk, type Chunk, type Leaf, type Unit } from "../form-text.ts";
import type { Mapping, PictureRow } from "../picture.ts";
import { foldLabel } from "../label-text.ts";
import { DocumentWords } from "../mending/document-words.ts";
import { dealFields, type RunningField } from "./running-fields.ts";
import { readRunningIndicators, type RunningIndicator } from "./running-indicators.ts";
import { findLabels, tokenChunk, tokenise, type Token } from "./running-tokens.ts";
import { separateColumns } from "./two-columns.ts";

/** A line is a form on one line when labels of at least this many table rows of the picture stand in it. */
const leastRows = 4;

/**
 * Turns a whole form that OCR ran into one line into the rows it had: labels are found, values dealt to them, columns
 * sorted out, and the indicator table put together again. Other lines stay as they are.
 */
export function expandRunning(mapping: Mapping, units: readonly Unit[], leaves: readonly Leaf[]): Unit[] {
  const expanded = units.flatMap((unit) => {
    const chunk = unit.kind === "line" ? unit.chunks[0] : undefined;
    if (chunk === undefined || chunk.text.length < 80) return [unit];
    const tokens = findLabels(mapping, tokenise(chunk));
    const rows = new Set(tokens.flatMap((token) => (token.label === undefined ? [] : [token.label.row])));
    if (rows.size < leastRows) return [unit];
    const words = new DocumentWords(leaves, chunk.spans[0]?.leaf);
    return new Expander(mapping, unit, tokens, words).expand();
  });
  return expanded.map((unit, index) => ({ ...unit, index }));
}

class Expander {
  private readonly mapping: Mapping;
  private readonly unit: Unit;
  private readonly tokens: readonly Token[];
  private readonly words: DocumentWords;
  /** Labels that stand beside several rows, folded. */
  private readonly sides: readonly string[];

  constructor(mapping: Mapping, unit: Unit, tokens: readonly Token[], words: DocumentWords) {
    this.mapping = mapping;
    this.unit = unit;
    this.tokens = tokens;
    this.words = words;
    this.sides = mapping.rows.flatMap((row) => {
      const label = row.side === undefined ? undefined : mapping.rows[row.side]?.elements[0];
      return label?.kind === "label" ? label.folded : [];
    });
  }

  expand(): Unit[] {
    const first = this.tokens.findIndex((token) => token.label !== undefined);
    const goals = this.findHeader("goals.");
    const indicators = this.findHeader("indicators.");
    const headEnd = goals?.from ?? indicators?.from ?? this.tokens.length;
    const start = this.findHeadStart(first);
    const units = this.tokens.slice(0, start).length > 0 ? [this.makeUnit("line", [this.span(0, start)])] : [];
    units.push(...this.expandFields(this.tokens.slice(start, headEnd)));
    if (goals !== undefined) units.push(...this.expandGoals(goals, indicators?.from ?? this.tokens.length));
    if (indicators !== undefined) units.push(...this.expandIndicators(indicators));
    return units;
  }

  /** Before the first label stand the form's title and, wrapped around its label, perhaps the start of the first value. */
  private findHeadStart(first: number): number {
    let start = 0;
    while (start < first && this.isHeading(start, first)) start += 1;
    return start;
  }

  /** The title's words: those up to the last token that a paragraph's label of the picture holds. */
  private isHeading(index: number, first: number): boolean {
    const labels = this.mapping.rows.filter((row) => row.paragraph).flatMap((row) => row.elements.flatMap((element) => (element.kind === "label" ? element.folded : [])));
    for (let last = index; last < first; last++) {
      const text = foldLabel(this.tokens[last]?.text ?? "").text;
      const plain = text.replace(/\d+/gu, "");
      if (labels.some((label) => label === text || (plain !== "" && label === plain))) return true;
    }
    return false;
  }

  /** The tokens of a header row whose values row takes fields of a kind. */
  private findHeader(prefix: string): { row: number; from: number; to: number } | undefined {
    for (const values of this.mapping.rows) {
      const takes = values.kind === "values" && values.elements.some((element) => element.kind === "field" && element.use.field.startsWith(prefix));
      if (!takes || values.header === undefined) continue;
      const header = values.header;
      const at = this.tokens.flatMap((token, index) => (token.label?.row === header && token.label.element.column > 0 ? [index] : []));
      const [from, to] = [at[0], at.at(-1)];
      if (from !== undefined && to !== undefined) return { row: header, from, to: to + 1 };
    }
    return undefined;
  }

  private expandFields(tokens: readonly Token[]): Unit[] {
    const fields = dealFields(this.mapping, tokens.filter((token) => !this.isSidePiece(token) && !isLabelRest(token, tokens)), this.words);
    const used = new Set<Token>(fields.flatMap((field) => [field.label, ...field.value]));
    const lines = this.joinSides(tokens.filter((token) => !used.has(token)));
    const rows = [...Map.groupBy(fields, (field) => field.row)].sort(([a], [b]) => a - b);
    const sides = new Map(rows.map(([row]) => [row, lines.find(([first]) => first !== undefined && first.label?.element === this.mapping.rows[row]?.elements[0])]));
    const units = rows.map(([row, group]) => {
      const side = sides.get(row);
      return this.makeUnit("row", [...(side === undefined ? [] : [joinedChunk(side)]), ...this.arrangeFields(this.mapping.rows[row], group)]);
    });
    const placed = new Set(sides.values());
    return [...units, ...lines.filter((line) => !placed.has(line)).map((line) => this.makeUnit("line", [joinedChunk(line)]))];
  }

  /** A piece of a label that stands beside several rows: (元) of 项目资金（元）. */
  private isSidePiece(token: Token): boolean {
    if (token.label !== undefined) return false;
    const folded = foldLabel(token.text).text;
    return folded !== "" && folded.length <= 3 && this.sides.some((side) => side.includes(folded));
  }

  /** Tokens one by one, but for a side label's last piece that was printed lines below its first: (元) goes with 项目资金. */
  private joinSides(tokens: readonly Token[]): Token[][] {
    const joined = new Set<Token>();
    const lines = tokens.map((token) => {
      const label = token.label === undefined ? "" : foldLabel(token.text).text;
      const piece = label === "" ? undefined : tokens.find((other) => this.isSidePiece(other) && this.sides.includes(label + foldLabel(other.text).text));
      if (piece !== undefined) joined.add(piece);
      return piece === undefined ? [token] : [token, piece];
    });
    return lines.filter(([first, ...others]) => others.length > 0 || first === undefined || !joined.has(first));
  }

  /** A row's labels and values in the picture's order. */
  private arrangeFields(row: PictureRow | undefined, fields: readonly RunningField[]): Chunk[] {
    const order = row?.elements ?? [];
    const sorted = [...fields].sort((a, b) => order.indexOf(a.element) - order.indexOf(b.element));
    return sorted.flatMap((field) => [tokenChunk(field.label), ...(field.value.length === 0 ? [blankChunk(field.label)] : [joinedChunk(field.value)])]);
  }

  private expandGoals(header: { row: number; from: number; to: number }, end: number): Unit[] {
    const heading = firstOfEach(this.tokens.slice(header.from, header.to).filter((token) => token.label?.row === header.row));
    const inside = this.tokens.slice(header.from, end).filter((token) => !heading.includes(token));
    const side = this.mapping.rows[header.row]?.elements[0];
    const sideLabels = side?.kind === "label" ? side.folded : [];
    const isSide = (token: Token): boolean => token.label !== undefined || sideLabels.some((label) => token.text.length <= 3 && label.includes(foldLabel(token.text).text));
    const text = inside.filter((token) => !isSide(token));
    const columns = separateColumns(text, this.words);
    const units = [this.makeUnit("row", heading.map(tokenChunk)), ...inside.filter(isSide).map((token) => this.makeUnit("line", [tokenChunk(token)]))];
    if (columns !== undefined) units.push(this.makeUnit("row", [joinedChunk(columns.left), joinedChunk(columns.right)]));
    return units;
  }

  private expandIndicators(header: { row: number; from: number; to: number }): Unit[] {
    const heading = this.tokens.slice(header.from, header.to).filter((token) => token.label?.row === header.row);
    const between = this.tokens.slice(header.from, header.to).filter((token) => !heading.includes(token));
    const rest = [...between, ...this.tokens.slice(header.to)];
    const indicators = readRunningIndicators(rest.filter((token) => token.label === undefined));
    const stray = rest.filter((token) => token.label !== undefined).map((token) => this.makeUnit("line", [tokenChunk(token)]));
    return [this.makeUnit("row", heading.map(tokenChunk)), ...stray, ...indicators.map((one) => this.makeUnit("row", arrangeIndicator(one)))];
  }

  private span(from: number, to: number): Chunk {
    const [first, last] = [this.tokens[from], this.tokens[to - 1]];
    if (first === undefined || last === undefined) throw new Error("A span of tokens is not empty.");
    return makeChunk({ leaf: first.span.leaf, from: first.span.from, to: last.span.to });
  }

  private makeUnit(kind: Unit["kind"], chunks: readonly Chunk[]): Unit {
    return { ...this.unit, kind, chunks, running: true };
  }
}

/** The end of a label that its cell broke off, read further on: 期 of 计划开始日 and 期. */
function isLabelRest(token: Token, tokens: readonly Token[]): boolean {
  if (token.label !== undefined) return false;
  const rest = foldLabel(token.text).text;
  if (rest === "" || rest.length > longestRest) return false;
  return tokens.some((other) => other.label?.element.folded.includes(foldLabel(other.text).text + rest) === true);
}

const longestRest = 2;

function firstOfEach(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => tokens.findIndex((other) => other.label?.element === token.label?.element) === index);
}

function blankChunk(beside: Token): Chunk {
  return makeChunk({ leaf: beside.span.leaf, from: beside.span.to, to: beside.span.to });
}

function joinedChunk(tokens: readonly Token[]): Chunk {
  return joinChunk(tokens.map((token) => token.span));
}

function arrangeIndicator(row: RunningIndicator): Chunk[] {
  const [first] = row.name;
  const cell = (tokens: readonly Token[]): Chunk[] => (tokens.length === 0 && first !== undefined ? [blankChunk(first)] : [joinedChunk(tokens)]);
  return [cell(row.level1), cell(row.level2), cell(row.name), cell(row.target)].flat();
}

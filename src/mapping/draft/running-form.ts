import { isWholeLevel } from "../../canonical/levels.ts";
import { rateFit } from "../field-fit.ts";
import type { Chunk, Unit } from "../form-text.ts";
import type { Labels } from "./find-entries.ts";
import { chooseColumns } from "./list-columns.ts";
import { besideIndicators, readHeader } from "./list-headers.ts";
import { cut, findRunningLabels, type RunningLabel } from "./running-labels.ts";
import { dealRunningRows } from "./running-rows.ts";

/** A line this short is a line of a form, not a form. */
const shortestForm = 60;
/** A line is a form when it has labels of this many fields. */
const leastFields = 5;

/**
 * Takes lines apart that a conversion ran a whole form into: each label with its value becomes a row, the list of
 * indicators a table. Other lines stay as they are. Units are numbered anew.
 */
export function expandRunningForms(labels: Labels, units: readonly Unit[]): Unit[] {
  const expanded = units.flatMap((unit) => {
    const [chunk] = unit.chunks;
    if (unit.kind !== "line" || chunk?.spans.length !== 1 || chunk.text.length < shortestForm) return [unit];
    const found = findRunningLabels(labels, chunk.text, readTitle(chunk.text));
    const fields = new Set(found.flatMap((label) => label.entries.slice(0, 1).map((entry) => entry.field)));
    const form = new RunningForm(labels, unit, chunk, found);
    return fields.size < leastFields || !form.isForm() ? [unit] : form.expand();
  });
  return expanded.map((unit, index) => ({ ...unit, index }));
}

class RunningForm {
  private readonly labels: Labels;
  private readonly unit: Unit;
  private readonly chunk: Chunk;
  private readonly found: readonly RunningLabel[];
  private readonly lists: readonly RunningList[];
  /** The number of the next table that stands in no document: its rows keep together by it. */
  private table: number;

  constructor(labels: Labels, unit: Unit, chunk: Chunk, found: readonly RunningLabel[]) {
    this.labels = labels;
    this.unit = unit;
    this.chunk = chunk;
    this.found = found;
    this.lists = findLists(found);
    this.table = -1 - unit.index * mostTables;
  }

  /** Prose may name labels one after the other; a form parts them from their values, or prints the heading of its list. */
  isForm(): boolean {
    const { text } = this.chunk;
    const apart = this.found.filter((label) => /[:：]\s*$/u.test(label.text) || (/(?:^|\s)$/u.test(text.slice(0, label.from)) && /^(?:\s|$)/u.test(text.slice(label.to))));
    return this.lists.length > 0 || apart.length >= leastFields;
  }

  expand(): Unit[] {
    // Before the first label stand the title, the year, and what else has a line of its own.
    const units = this.expandHead(this.found[0]?.from ?? 0);
    let from = 0;
    for (const list of this.lists) {
      units.push(...this.expandPairs(from, list.first), ...this.expandList(list));
      from = list.last + 1;
    }
    units.push(...this.expandPairs(from, this.found.length));
    return units.filter((unit) => unit.chunks.some((chunk) => chunk.text !== ""));
  }

  private expandHead(end: number): Unit[] {
    const head = this.chunk.text.slice(0, end);
    const title = readTitle(head);
    const year = title === 0 ? 0 : (/^\s*[（(]?\s*\d{4}\s*年?度?\s*[)）]?/u.exec(head.slice(title))?.[0].length ?? 0);
    const parts = [[0, title], [title, title + year]] as const;
    const lines = parts.filter(([from, to]) => to > from).map(([from, to]): Unit => ({ ...this.base(), chunks: [cut(this.chunk, from, to)] }));
    return [...lines, ...this.listStretches(title + year, end).map((stretch): Unit => ({ ...this.base(), chunks: [stretch] }))];
  }

  private expandPairs(from: number, to: number): Unit[] {
    const units: Unit[] = [];
    let side: RunningLabel | undefined;
    let beside = false;
    for (let index = from; index < to; index++) {
      const [label, next] = [this.found[index], this.found[index + 1]];
      if (label === undefined) break;
      const end = next?.from ?? this.chunk.text.length;
      const goals = index + 1 < to ? this.expandGoals(label, next, index) : undefined;
      if (goals !== undefined) {
        units.push(...goals);
        index += 1;
      } else if (index + 1 < to && isSideLabel(label) && this.chunk.text.slice(label.to, end).trim() === "") side = label;
      else {
        beside = side !== undefined || (beside && hasField(label, /^funding\./u));
        units.push(this.makeRow(label, end, side, beside));
        side = undefined;
      }
    }
    return side === undefined ? units : [...units, { ...this.base(), chunks: [cut(this.chunk, side.from, side.to)] }];
  }

  /** Two goals whose headings follow each other, and then their texts. */
  private expandGoals(label: RunningLabel, next: RunningLabel | undefined, index: number): Unit[] | undefined {
    if (next === undefined || !hasField(label, /^goals\./u) || !hasField(next, /^goals\./u)) return undefined;
    if (this.chunk.text.slice(label.to, next.from).trim() !== "") return undefined;
    const end = this.found[index + 2]?.from ?? this.chunk.text.length;
    const stretches = this.listStretches(next.to, end);
    if (stretches.length !== 2) return undefined;
    return this.makeTable([this.cell(label, 0), this.cell(next, 1)], [stretches]);
  }

  private expandList({ first, last }: RunningList): Unit[] {
    const headings = this.found.slice(first, last + 1);
    const header = headings.map((label, column) => this.cell(label, column));
    const known = readHeader(this.labels, { ...this.base(), kind: "row", chunks: header });
    const body = this.listStretches(headings.at(-1)?.to ?? 0, this.found[last + 1]?.from ?? this.chunk.text.length);
    const left = [...headings.map((label) => this.makeRow(label, label.to, undefined, false)), ...body.map((one): Unit => ({ ...this.base(), chunks: [one] }))];
    // Without gaps between its cells a row cannot be told apart.
    if (known === undefined || body.some((one) => [...one.text.matchAll(levelName)].length > 1)) return left;
    const signs = body.map((one) => one.text).filter((text) => rateFit("comparator", text) > 0 || /^(?:正向|反向|定性|定量)/u.test(text));
    const ofSigns = known.columns.filter(({ entry }) => entry?.field === "indicators.comparator" || entry?.field === "indicators.direction");
    const uses = chooseColumns(known, known.columns.map(() => (ofSigns.length === 1 ? signs : [])), undefined);
    // Where one project ends and the next begins cannot be told without a grid.
    if (uses.some((use) => use[0]?.field === "name") && known.list !== "tasks") return left;
    return this.makeTable(header, dealRunningRows(body, uses.map((use) => ({ field: use[0]?.field }))));
  }

  /** Stretches between gaps; levels that follow each other without a gap are parted. */
  private listStretches(from: number, to: number): Chunk[] {
    return [...this.chunk.text.slice(from, to).matchAll(/\S+/gu)].flatMap((match) =>
      partLevels(match[0]).map((part) => cut(this.chunk, from + match.index + part.from, from + match.index + part.to)),
    );
  }

  private cell(label: RunningLabel, column: number): Chunk {
    return { ...cut(this.chunk, label.from, label.to), column, columnEnd: column + 1 };
  }

  private makeTable(header: readonly Chunk[], rows: readonly (readonly (Chunk | undefined)[])[]): Unit[] {
    this.table -= 1;
    const table = { ...this.base(), kind: "row", grid: "aligned", table: this.table } as const;
    const place = (row: readonly (Chunk | undefined)[]): Chunk[] => row.flatMap((chunk, column) => (chunk === undefined ? [] : [{ ...chunk, column, columnEnd: column + 1 }]));
    return [{ ...table, chunks: header }, ...rows.map((row): Unit => ({ ...table, chunks: place(row) }))];
  }

  private makeRow(label: RunningLabel, end: number, side: RunningLabel | undefined, beside: boolean): Unit {
    const chunks = [cut(this.chunk, label.from, label.to), cut(this.chunk, label.to, end)];
    const before = side === undefined ? cut(this.chunk, label.from, label.from) : cut(this.chunk, side.from, side.to);
    return { ...this.base(), kind: "row", chunks: beside ? [before, ...chunks] : chunks };
  }

  private base(): Unit {
    return { ...this.unit, running: true };
  }
}

/** A line has fewer lists than this. */
const mostTables = 100;

/** The headings of a list among the labels, by their indexes; `last` is in. */
interface RunningList {
  readonly first: number;
  readonly last: number;
}

const leastHeadings = 3;

/** Runs of neighbouring labels that may head columns. */
function findLists(found: readonly RunningLabel[]): RunningList[] {
  const lists: RunningList[] = [];
  for (let first = 0; first < found.length; first++) {
    let last = first;
    while (isColumn(found[last]) && isColumn(found[last + 1]) && (found[last + 1]?.from ?? Infinity) - (found[last]?.to ?? 0) <= 1) last += 1;
    const run = found.slice(first, last + 1);
    if (last - first + 1 < leastHeadings || !run.some((label) => label.entries.some((entry) => entry.role === "column" && entry.field !== "-"))) continue;
    lists.push({ first, last });
    first = last;
  }
  return lists;
}

const isColumn = (label: RunningLabel | undefined): boolean => label?.entries.some((entry) => entry.role === "column" || besideIndicators.test(entry.field)) === true;

const isSideLabel = (label: RunningLabel): boolean => label.entries.some((entry) => entry.role === "side" || entry.field === "-" || entry.field.startsWith("goals."));

const hasField = (label: RunningLabel | undefined, field: RegExp): boolean => label?.entries.some((entry) => field.test(entry.field)) === true;

const levelName = /(?:产出|效益|成本)指标|(?:数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|满意度)指标/gu;

/** Level names at the beginning of a stretch, each for itself, and the rest. */
function partLevels(text: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let at = 0;
  for (const match of text.matchAll(levelName)) {
    if (match.index !== at || !(isWholeLevel(match[0], 1) || isWholeLevel(match[0], 2))) break;
    parts.push({ from: at, to: at + match[0].length });
    at += match[0].length;
  }
  return at < text.length ? [...parts, { from: at, to: text.length }] : parts;
}

/** How long the title at the beginning of a running text is; 0 where it has none. */
function readTitle(text: string): number {
  return /^\s*[^\s:：。]{0,30}绩效[^\s:：。]{0,14}?(?:表|书)(?:[（(](?!\d{4})[^)）]{0,12}[)）])?/u.exec(text)?.[0].length ?? 0;
}

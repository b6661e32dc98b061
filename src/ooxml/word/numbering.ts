import { decodeSymbolText } from "../symbol-fonts.ts";
import { childElements, findChild, readInteger, readSwitch, type XmlElement } from "../xml-element.ts";
import { writeListNumber } from "./number-text.ts";
import { fontsOf } from "./run-fonts.ts";
import type { WordStyles } from "./styles.ts";

/** One level of a list: how its numbers are written. */
interface ListLevel {
  readonly start: number;
  readonly format: string;
  /** `%1.%2、`: each per cent sign and digit stands for a level's number, 1-based. */
  readonly pattern: string;
  /** What Word puts after the number. */
  readonly suffix: string;
  /** Every level's number in plain digits. */
  readonly legal: boolean;
  /** The 1-based level whose next item makes this one start again; 0 never; undefined: any higher one. */
  readonly restartAfter: number | undefined;
  /** Paragraphs of this style take this level. */
  readonly styleId: string | undefined;
}

interface ListDefinition {
  /** Lists of one definition count on from each other. */
  readonly countedWith: string;
  readonly levels: ReadonlyMap<number, ListLevel>;
  readonly startOverrides: ReadonlyMap<number, number>;
}

const MAX_LEVELS = 9;
const suffixes: Partial<Record<string, string>> = { nothing: "", space: " ", tab: " " };

function readLevel(element: XmlElement): ListLevel {
  const valueOf = (name: string): string | undefined => findChild(element, name)?.attributes.get("w:val");
  const fonts = fontsOf(findChild(findChild(element, "w:rPr"), "w:rFonts"));
  return {
    start: readInteger(findChild(element, "w:start"), "w:val") ?? 0,
    format: valueOf("w:numFmt") ?? "decimal",
    pattern: decodeSymbolText(valueOf("w:lvlText") ?? "", fonts),
    suffix: suffixes[valueOf("w:suff") ?? "tab"] ?? " ",
    legal: readSwitch(findChild(element, "w:isLgl")) ?? false,
    restartAfter: readInteger(findChild(element, "w:lvlRestart"), "w:val"),
    styleId: valueOf("w:pStyle"),
  };
}

function readLevels(parent: XmlElement | undefined): Map<number, ListLevel> {
  const levels = childElements(parent ?? { name: "", attributes: new Map(), children: [] });
  return new Map(
    levels.filter((child) => child.name === "w:lvl").map((child) => [readInteger(child, "w:ilvl") ?? 0, readLevel(child)]),
  );
}

/** A definition may only name a style, whose own list then holds the levels. */
function resolveAbstract(
  abstracts: ReadonlyMap<string, XmlElement>,
  nums: ReadonlyMap<string, XmlElement>,
  styles: WordStyles,
  id: string,
): XmlElement | undefined {
  const abstract = abstracts.get(id);
  const link = findChild(abstract, "w:numStyleLink")?.attributes.get("w:val");
  const linkedNum = nums.get(styles.find(link)?.numberId ?? "");
  const linkedId = findChild(linkedNum, "w:abstractNumId")?.attributes.get("w:val");
  return linkedId === undefined ? abstract : abstracts.get(linkedId);
}

function readDefinition(num: XmlElement, abstract: XmlElement | undefined): ListDefinition {
  const levels = readLevels(abstract);
  const startOverrides = new Map<number, number>();
  for (const override of childElements(num).filter((child) => child.name === "w:lvlOverride")) {
    const index = readInteger(override, "w:ilvl") ?? 0;
    const level = findChild(override, "w:lvl");
    if (level !== undefined) levels.set(index, readLevel(level));
    const start = readInteger(findChild(override, "w:startOverride"), "w:val");
    if (start !== undefined) startOverrides.set(index, start);
  }
  const countedWith = abstract?.attributes.get("w:abstractNumId") ?? `num ${num.attributes.get("w:numId") ?? ""}`;
  return { countedWith, levels, startOverrides };
}

/** The lists of a document: their definitions, and how far each has counted. Asked in document order. */
export class ListCounter {
  private readonly definitions: ReadonlyMap<string, ListDefinition>;
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly startedOverrides = new Set<string>();

  constructor(root: XmlElement | undefined, styles: WordStyles) {
    const children = root === undefined ? [] : childElements(root);
    const collect = (name: string, id: string): Map<string, XmlElement> =>
      new Map(children.filter((child) => child.name === name).map((child) => [child.attributes.get(id) ?? "", child]));
    const abstracts = collect("w:abstractNum", "w:abstractNumId");
    const nums = collect("w:num", "w:numId");
    this.definitions = new Map(
      [...nums].map(([id, num]) => {
        const abstractId = findChild(num, "w:abstractNumId")?.attributes.get("w:val") ?? "";
        return [id, readDefinition(num, resolveAbstract(abstracts, nums, styles, abstractId))];
      }),
    );
  }

  /** The number that Word prints before the next paragraph of that list and level (0-based), with what separates it. */
  next(numberId: string, level: number): string {
    const definition = this.definitions.get(numberId);
    const own = definition?.levels.get(level);
    if (definition === undefined || own === undefined) return "";
    const counts = this.counts.get(definition.countedWith) ?? [];
    this.counts.set(definition.countedWith, counts);
    counts[level] = this.count(numberId, definition, level, counts[level]);
    restartDeeper(definition, counts, level);
    const text = own.format === "bullet" ? own.pattern : writeNumber(definition, counts, own);
    return text === "" ? "" : text + own.suffix;
  }

  /** The level (0-based) of that list which belongs to a paragraph style; undefined where none does. */
  findLevelOfStyle(numberId: string, styleId: string): number | undefined {
    const levels = this.definitions.get(numberId)?.levels ?? new Map<number, ListLevel>();
    return [...levels].find(([, level]) => level.styleId === styleId)?.[0];
  }

  private count(numberId: string, definition: ListDefinition, level: number, before: number | undefined): number {
    const override = definition.startOverrides.get(level);
    const key = `${numberId} ${level}`;
    if (override !== undefined && !this.startedOverrides.has(key)) {
      this.startedOverrides.add(key);
      return override;
    }
    return before === undefined ? (definition.levels.get(level)?.start ?? 1) : before + 1;
  }
}

function restartDeeper(definition: ListDefinition, counts: (number | undefined)[], level: number): void {
  for (let deeper = level + 1; deeper < MAX_LEVELS; deeper += 1) {
    const restartAfter = definition.levels.get(deeper)?.restartAfter;
    if (restartAfter === undefined || level < restartAfter) counts[deeper] = undefined;
  }
}

function writeNumber(definition: ListDefinition, counts: readonly (number | undefined)[], own: ListLevel): string {
  return own.pattern.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const level = definition.levels.get(index);
    const value = counts[index] ?? level?.start ?? 1;
    return writeListNumber(value, own.legal ? "decimal" : (level?.format ?? "decimal"));
  });
}

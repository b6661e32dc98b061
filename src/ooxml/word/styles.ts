import { childElements, findChild, findPath, readInteger, readSwitch, type XmlElement } from "../xml-element.ts";

/** What this program needs to know of a style, with what it is based on already taken in. */
export interface WordStyle {
  readonly name: string;
  readonly hidden: boolean | undefined;
  /** The element `w:rFonts`, where the style or its base sets fonts. */
  readonly fonts: XmlElement | undefined;
  /** 0 for the highest heading level; undefined for running text. */
  readonly outlineLevel: number | undefined;
  readonly numberId: string | undefined;
  readonly numberLevel: number | undefined;
}

export interface WordStyles {
  find(id: string | undefined): WordStyle | undefined;
  /** The style that paragraphs without one have. */
  readonly defaultParagraph: WordStyle | undefined;
}

/** A level of 9 means running text. */
const HEADING_LEVELS = 9;
/** Styles are based on each other this deep at most; a circle ends here. */
const MAX_BASES = 20;

function readOwnStyle(element: XmlElement, base: WordStyle | undefined): WordStyle {
  const paragraph = findChild(element, "w:pPr");
  const run = findChild(element, "w:rPr");
  const numbering = findChild(paragraph, "w:numPr");
  const level = readInteger(findChild(paragraph, "w:outlineLvl"), "w:val") ?? base?.outlineLevel;
  return {
    name: findChild(element, "w:name")?.attributes.get("w:val") ?? "",
    hidden: readSwitch(findChild(run, "w:vanish")) ?? base?.hidden,
    fonts: findChild(run, "w:rFonts") ?? base?.fonts,
    outlineLevel: level === undefined || level >= HEADING_LEVELS ? undefined : level,
    numberId: findChild(numbering, "w:numId")?.attributes.get("w:val") ?? base?.numberId,
    numberLevel: readInteger(findChild(numbering, "w:ilvl"), "w:val") ?? base?.numberLevel,
  };
}

/** Reads the part `styles.xml`; a file without one has no styles. */
export function readStyles(root: XmlElement | undefined): WordStyles {
  const elements = root === undefined ? [] : childElements(root).filter((element) => element.name === "w:style");
  const byId = new Map(elements.map((element) => [element.attributes.get("w:styleId") ?? "", element]));
  const resolved = new Map<string, WordStyle>();
  const resolve = (id: string, depth: number): WordStyle | undefined => {
    const known = resolved.get(id);
    const element = byId.get(id);
    if (known !== undefined || element === undefined || depth > MAX_BASES) return known;
    const baseId = findChild(element, "w:basedOn")?.attributes.get("w:val");
    const style = readOwnStyle(element, baseId === undefined ? undefined : resolve(baseId, depth + 1));
    resolved.set(id, style);
    return style;
  };
  const find = (id: string | undefined): WordStyle | undefined => (id === undefined ? undefined : resolve(id, 0));
  const isDefault = (element: XmlElement): boolean =>
    element.attributes.get("w:type") === "paragraph" && readSwitch(element, "w:default") === true && element.attributes.has("w:default");
  return { find, defaultParagraph: find(elements.find(isDefault)?.attributes.get("w:styleId")) };
}

/** The fonts that the document gives to text without any. */
export function readDefaultFonts(root: XmlElement | undefined): XmlElement | undefined {
  return findPath(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:rFonts");
}

/**
 * An element of an office file's XML. Names carry this program's short prefix for their namespace (`w:p`), whatever the
 * file writes; attributes without a prefix keep their plain name.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** The element's child elements, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== "string");
}

/** The first child of that name; undefined where there is none, or no element to look in. */
export function findChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => typeof child !== "string" && child.name === name);
}

/** The element that a path of child names leads to. */
export function findPath(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(findChild, element);
}

/** All characters inside the element, of it and of what it holds. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Every element below this one that `matches`, in document order; what is below a match is not looked at. */
export function findDescendants(element: XmlElement, matches: (candidate: XmlElement) => boolean): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (typeof child === "string") continue;
      if (matches(child)) found.push(child);
      else visit(child);
    }
  };
  visit(element);
  return found;
}

/** An attribute's whole number; undefined where it is absent or none. */
export function readInteger(element: XmlElement | undefined, attribute: string): number | undefined {
  const text = element?.attributes.get(attribute)?.trim() ?? "";
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Whether an on/off element such as `<w:vanish/>` is on; undefined where it is absent, so that a style may decide. */
export function readSwitch(element: XmlElement | undefined, attribute = "w:val"): boolean | undefined {
  if (element === undefined) return undefined;
  return !["0", "false", "off", "none"].includes(element.attributes.get(attribute) ?? "true");
}

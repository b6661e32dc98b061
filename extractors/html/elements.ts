import { isTag, type ChildNode, type Element } from "domhandler";
import type { Span } from "../../src/document/source-text.ts";

const silentNames = new Set(
  "script style template noscript noembed noframes iframe object embed applet head title meta link base svg canvas audio video map datalist button".split(" "),
);
const blockNames = new Set(
  (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr html legend li main menu nav ol optgroup p pre search section summary table ul caption tbody td tfoot th thead tr"
  ).split(" "),
);

/** Whether an element's inside is never printed as text: scripts, styles, the head, players, drawings. */
export function isSilent(element: Element): boolean {
  return silentNames.has(element.name);
}

/** Whether an element stands on lines of its own. */
export function isBlock(element: Element): boolean {
  return blockNames.has(element.name);
}

export function isHeading(element: Element): boolean {
  return /^h[1-6]$/.test(element.name);
}

/** Whether the page itself says that the element is not shown. Style sheets are not looked at. */
export function isHidden(element: Element): boolean {
  if (element.attribs["hidden"] !== undefined) return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(element.attribs["style"] ?? "");
}

/** The font that an element names for its text: the first of its list; undefined where it names none. */
export function findFont(element: Element): string | undefined {
  const list = /(?:^|;)\s*font-family\s*:\s*([^;]+)/i.exec(element.attribs["style"] ?? "")?.[1] ?? element.attribs["face"];
  return list?.split(",")[0]?.trim().replaceAll(/^["']|["']$/g, "");
}

/** Where a node stands in the source, by offsets; for an element its start tag. Elements the parser put in stand nowhere. */
export function spanOf(node: ChildNode): Span | undefined {
  const location = node.sourceCodeLocation;
  if (location === undefined || location === null) return undefined;
  const startTag = "startTag" in location ? location.startTag : undefined;
  return { from: location.startOffset, to: startTag?.endOffset ?? location.endOffset };
}

/** Child elements of that name. */
export function childrenNamed(element: Element, ...names: readonly string[]): Element[] {
  return element.children.filter(isTag).filter((child) => names.includes(child.name));
}

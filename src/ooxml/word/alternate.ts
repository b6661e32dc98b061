import { childElements, findDescendants, textOf, type XmlElement } from "../xml-element.ts";

const textElements = new Set(["w:t", "a:t", "m:t", "w:sym"]);

function hasText(element: XmlElement): boolean {
  const found = findDescendants(element, (candidate) => textElements.has(candidate.name));
  return found.some((candidate) => candidate.name === "w:sym" || textOf(candidate).trim() !== "");
}

/**
 * The branch of `mc:AlternateContent` to read: new and old Word find the same content written twice, so one is read and
 * not both. The first choice that has text, else the fallback if that has text, else the first branch there is.
 */
export function chooseAlternate(element: XmlElement): XmlElement | undefined {
  const branches = childElements(element).filter((child) => child.name === "mc:Choice" || child.name === "mc:Fallback");
  return branches.find(hasText) ?? branches[0];
}

import { decodeSymbolText } from "../symbol-fonts.ts";
import { childElements, findPath, textOf, type XmlElement } from "../xml-element.ts";

/** Excel writes characters that XML has no place for as `_x000D_`. */
function decodeEscapes(text: string): string {
  const plain = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain.replaceAll(/\r\n?/g, "\n");
}

/** Text set in a font: a symbol font's letters are the pictures they show. */
export function showInFont(text: string, font: string | undefined): string {
  return font === undefined ? text : decodeSymbolText(text, { ascii: font, any: [font] });
}

/** One string of a cell: its stretches with their own fonts, and none of its reading aids. */
export function readRichText(element: XmlElement): { text: string; plain: boolean } {
  let plain = true;
  const parts = childElements(element).map((child) => {
    if (child.name === "s:t") return decodeEscapes(textOf(child));
    if (child.name !== "s:r") return "";
    plain = false;
    const font = findPath(child, "s:rPr", "s:rFont")?.attributes.get("val");
    return showInFont(decodeEscapes(childElements(child).filter((each) => each.name === "s:t").map(textOf).join("")), font);
  });
  return { text: parts.join(""), plain };
}

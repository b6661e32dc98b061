import type { RunFonts } from "../symbol-fonts.ts";
import type { XmlElement } from "../xml-element.ts";

const fontAttributes = ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"] as const;

/** The fonts that an element `w:rFonts` names. */
export function fontsOf(element: XmlElement | undefined): RunFonts {
  const any = fontAttributes.map((name) => element?.attributes.get(name)).filter((font) => font !== undefined);
  return { ascii: element?.attributes.get("w:ascii") ?? element?.attributes.get("w:hAnsi"), any };
}

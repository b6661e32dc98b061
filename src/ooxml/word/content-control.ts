import { childElements, findChild, findPath, readSwitch, type XmlElement } from "../xml-element.ts";
import { chooseAlternate } from "./alternate.ts";
import type { WordContent } from "./content.ts";

/** What the content controls around an element say of its text. */
export interface Control {
  /** ☑ or ☐ where the control is a check box. */
  readonly mark: string | undefined;
  /** The text may be the control's prompt and not an entry. */
  readonly prompting: boolean;
}

export interface Unwrapped {
  readonly element: XmlElement;
  readonly control: Control;
}

const noControl: Control = { mark: undefined, prompting: false };

/** Elements that only wrap others; what is inside counts as if it stood there alone. */
const wrappers = new Set(["w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdtContent"]);
/** A check box shows one glyph, which may be a pair of code units. */
const LONGEST_GLYPH = 2;

/** What an element `w:sdt` says of its content, inside what the controls around it say. */
export function readControl(sdt: XmlElement, outer: Control = noControl): Control {
  const properties = findChild(sdt, "w:sdtPr");
  const box = findChild(properties, "w14:checkbox");
  const checked = readSwitch(findPath(box, "w14:checked"), "w14:val") ?? false;
  return {
    mark: box === undefined ? outer.mark : checked ? "☑" : "☐",
    prompting: outer.prompting || readSwitch(findChild(properties, "w:showingPlcHdr")) === true,
  };
}

/** The elements that remain when content controls, tracked insertions and the like are taken off. */
export function unwrap(elements: readonly XmlElement[], control: Control = noControl): Unwrapped[] {
  return elements.flatMap((element) => {
    if (wrappers.has(element.name)) return unwrap(childElements(element), control);
    if (element.name === "w:sdt") {
      const content = findChild(element, "w:sdtContent");
      return content === undefined ? [] : unwrap(childElements(content), readControl(element, control));
    }
    if (element.name !== "mc:AlternateContent") return [{ element, control }];
    const branch = chooseAlternate(element);
    return branch === undefined ? [] : unwrap(childElements(branch), control);
  });
}

/** The text of a check box control: its state's mark in place of whatever glyph it shows. Other text stays. */
export function markText(text: string, mark: string | undefined): string {
  return mark !== undefined && text.trim().length <= LONGEST_GLYPH ? mark : text;
}

/** As `markText`, for a control around whole paragraphs. */
export function markContent(content: readonly WordContent[], mark: string | undefined): WordContent[] {
  return content.map((item) => (item.kind === "paragraph" ? { ...item, text: markText(item.text, mark) } : item));
}

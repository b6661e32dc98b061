import { decodeSymbol, decodeSymbolText, type RunFonts } from "../symbol-fonts.ts";
import { childElements, findChild, findPath, readInteger, readSwitch, textOf, type XmlElement } from "../xml-element.ts";
import { chooseAlternate } from "./alternate.ts";
import { markText, readControl } from "./content-control.ts";
import type { Aside, WordContent, WordParagraph } from "./content.ts";
import { fontsOf } from "./run-fonts.ts";
import type { Story } from "./story.ts";
import type { WordStyle } from "./styles.ts";

/** The name, in every language of Word, of the style that a content control's prompt has. */
const PROMPT_STYLE = "placeholder text";
const EXTERNAL_FIELD = /^(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD)\b/i;
const PAGE_FIELD = /^(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i;

interface RunStyle {
  readonly fonts: RunFonts;
  readonly hidden: boolean;
  readonly prompt: boolean;
}

/** What Word prints for elements that stand for one character. A soft hyphen is printed only at a line's end. */
const characters: Partial<Record<string, string>> = {
  "w:tab": "\t",
  "w:ptab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "-",
  "w:softHyphen": "",
};

/** Elements whose inside is no text of the paragraph. */
const properties = new Set(["w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:ctrlPr", "m:rPr", "m:ctrlPr"]);

/** Reads one paragraph: walks its elements and sorts the characters into text, asides and boxes. */
class ParagraphReader {
  private readonly story: Story;
  private readonly style: WordStyle | undefined;
  private run: RunStyle;
  private text = "";
  private aside: Aside | undefined;
  private readonly asides: Aside[] = [];
  private readonly boxes: WordContent[] = [];
  private deletedDepth = 0;
  private noteDepth = 0;
  private prompting: boolean;
  private hasPageField = false;

  constructor(story: Story, style: WordStyle | undefined, prompting: boolean) {
    this.story = story;
    this.style = style;
    this.prompting = prompting;
    this.run = this.readRunStyle(undefined);
  }

  read(element: XmlElement): { text: string; asides: Aside[]; boxes: WordContent[]; hasPageField: boolean } {
    this.readChildren(element);
    return { text: this.text, asides: this.asides, boxes: this.boxes, hasPageField: this.hasPageField };
  }

  private readChildren(element: XmlElement): void {
    for (const child of element.children) if (typeof child !== "string") this.readElement(child);
  }

  private readElement(element: XmlElement): void {
    const character = characters[element.name];
    if (character !== undefined) this.add(character);
    else if (!properties.has(element.name)) {
      const handle = ParagraphReader.handlers[element.name];
      // Whatever has no handler may still hold text.
      if (handle === undefined) this.readChildren(element);
      else handle(this, element);
    }
  }

  private static readonly handlers: Partial<Record<string, (reader: ParagraphReader, element: XmlElement) => void>> = {
    "w:r": (reader, element) => { reader.readRun(element); },
    "w:t": (reader, element) => { reader.add(decodeSymbolText(textOf(element), reader.run.fonts)); },
    "w:delText": (reader, element) => { reader.add(textOf(element)); },
    "m:t": (reader, element) => { reader.add(textOf(element)); },
    "w:sym": (reader, element) => { reader.readSymbol(element); },
    "w:instrText": (reader, element) => { reader.story.fields.addInstruction(textOf(element)); },
    "w:delInstrText": (reader, element) => { reader.story.fields.addInstruction(textOf(element)); },
    "w:fldChar": (reader, element) => { reader.readFieldCharacter(element); },
    "w:fldSimple": (reader, element) => { reader.readSimpleField(element); },
    "w:del": (reader, element) => { reader.readDeleted(element); },
    // The text stands where it was moved to.
    "w:moveFrom": () => undefined,
    "w:sdt": (reader, element) => { reader.readControlled(element); },
    "mc:AlternateContent": (reader, element) => { reader.readAlternate(element); },
    "w:rt": (reader, element) => { reader.readNote(element); },
    "m:f": (reader, element) => { reader.readFraction(element); },
    "w:txbxContent": (reader, element) => { reader.readBox(element); },
    // A paragraph or table where none may stand: what it holds is kept as if it were in a box.
    "w:p": (reader, element) => { reader.boxes.push(...reader.story.readBlocks([element])); },
    "w:tbl": (reader, element) => { reader.boxes.push(...reader.story.readBlocks([element])); },
    "a:p": (reader, element) => { reader.boxes.push(readDrawnParagraph(element)); },
    "v:textpath": (reader, element) => { reader.boxes.push(makePlainParagraph(element.attributes.get("string") ?? "")); },
    "a:blip": (reader) => { reader.story.unread.pictures += 1; },
    "v:imagedata": (reader) => { reader.story.unread.pictures += 1; },
    "a:graphicData": (reader, element) => { reader.readGraphic(element); },
    "o:OLEObject": (reader) => { reader.story.unread.objects += 1; },
  };

  private add(text: string): void {
    if (text === "" || this.story.fields.takes(text)) return;
    const role = this.deletedDepth > 0 ? "deleted" : this.noteDepth > 0 ? "note" : this.isApart() ? "hidden" : undefined;
    if (role === undefined) {
      this.text += text;
      this.aside = undefined;
      return;
    }
    if (this.aside?.role === role) this.asides.pop();
    this.aside = { role, text: (this.aside?.role === role ? this.aside.text : "") + text };
    this.asides.push(this.aside);
  }

  private isApart(): boolean {
    return this.run.hidden || (this.prompting && this.run.prompt);
  }

  private readRun(element: XmlElement): void {
    const outer = this.run;
    this.run = this.readRunStyle(findChild(element, "w:rPr"));
    this.readChildren(element);
    this.run = outer;
  }

  private readRunStyle(properties: XmlElement | undefined): RunStyle {
    const style = this.story.styles.find(findChild(properties, "w:rStyle")?.attributes.get("w:val"));
    const layers = [findChild(properties, "w:rFonts"), style?.fonts, this.style?.fonts, this.story.defaultFonts];
    return {
      fonts: layers.map(fontsOf).find((fonts) => fonts.any.length > 0) ?? fontsOf(undefined),
      hidden: readSwitch(findChild(properties, "w:vanish")) ?? style?.hidden ?? this.style?.hidden ?? false,
      prompt: style?.name.toLowerCase() === PROMPT_STYLE,
    };
  }

  private readSymbol(element: XmlElement): void {
    const font = element.attributes.get("w:font") ?? "";
    const code = Number.parseInt(element.attributes.get("w:char") ?? "", 16);
    if (Number.isNaN(code) || code > 0xffff) return;
    this.add(decodeSymbol(font, code) ?? String.fromCharCode(code));
  }

  private readFieldCharacter(element: XmlElement): void {
    const type = element.attributes.get("w:fldCharType");
    if (type === "begin") this.story.fields.begin(findChild(element, "w:ffData"));
    if (type === "separate") this.story.fields.separate();
    if (type === "end") this.endField();
  }

  private readSimpleField(element: XmlElement): void {
    this.story.fields.begin(undefined, element.attributes.get("w:instr") ?? "");
    this.story.fields.separate();
    this.readChildren(element);
    this.endField();
  }

  private endField(): void {
    const field = this.story.fields.end();
    if (field === undefined) return;
    this.hasPageField ||= PAGE_FIELD.test(field.instruction);
    if (EXTERNAL_FIELD.test(field.instruction)) this.story.unread.externalFields.push(field.instruction);
    this.add(field.substitute);
  }

  private readDeleted(element: XmlElement): void {
    this.deletedDepth += 1;
    this.readChildren(element);
    this.deletedDepth -= 1;
  }

  private readNote(element: XmlElement): void {
    this.noteDepth += 1;
    this.readChildren(element);
    this.noteDepth -= 1;
  }

  private readControlled(element: XmlElement): void {
    const outer = this.prompting;
    const control = readControl(element, { mark: undefined, prompting: outer });
    const start = this.text.length;
    this.prompting = control.prompting;
    for (const child of childElements(element)) if (child.name === "w:sdtContent") this.readChildren(child);
    this.prompting = outer;
    this.text = this.text.slice(0, start) + markText(this.text.slice(start), control.mark);
  }

  private readAlternate(element: XmlElement): void {
    const branch = chooseAlternate(element);
    if (branch !== undefined) this.readChildren(branch);
  }

  private readFraction(element: XmlElement): void {
    for (const child of childElements(element)) {
      if (child.name === "m:den") this.add("/");
      this.readElement(child);
    }
  }

  private readBox(element: XmlElement): void {
    this.boxes.push(...this.story.readBlocks(childElements(element)));
  }

  private readGraphic(element: XmlElement): void {
    if (/\/(?:chart|chartex|diagram)$/.test(element.attributes.get("uri") ?? "")) this.story.unread.objects += 1;
    this.readChildren(element);
  }
}

/** A paragraph of a drawing's own text. */
function readDrawnParagraph(element: XmlElement): WordParagraph {
  const parts = childElements(element).map((child) => (child.name === "a:br" ? "\n" : findChild(child, "a:t")));
  return makePlainParagraph(parts.map((part) => (typeof part === "object" ? textOf(part) : (part ?? ""))).join(""));
}

function makePlainParagraph(text: string): WordParagraph {
  return { kind: "paragraph", text, asides: [], boxes: [], endDeleted: false };
}

/** The printed number of a list paragraph, with what separates it from the text; empty for others. */
function readListNumber(paragraph: XmlElement | undefined, story: Story, style: WordStyle | undefined): string {
  const numbering = findChild(paragraph, "w:numPr");
  const numberId = findChild(numbering, "w:numId")?.attributes.get("w:val") ?? style?.numberId;
  if (numberId === undefined) return "";
  const styleId = findChild(paragraph, "w:pStyle")?.attributes.get("w:val") ?? "";
  const level = readInteger(findChild(numbering, "w:ilvl"), "w:val") ?? style?.numberLevel;
  return story.lists.next(numberId, level ?? story.lists.findLevelOfStyle(numberId, styleId) ?? 0);
}

function findRole(paragraph: XmlElement | undefined, style: WordStyle | undefined, hasPageField: boolean): WordParagraph["role"] {
  const level = readInteger(findChild(paragraph, "w:outlineLvl"), "w:val") ?? style?.outlineLevel;
  if (level !== undefined && level < 9) return "heading";
  return hasPageField ? "page-number" : undefined;
}

/**
 * Reads an element `w:p` as it is printed: tracked insertions in, deletions, hidden text and prompts apart, fields by
 * their result, symbols as characters, with its list number in front. `prompting`: a content control around it shows its prompt.
 */
export function readParagraph(element: XmlElement, story: Story, prompting: boolean): WordParagraph {
  const paragraph = findChild(element, "w:pPr");
  const styleId = findChild(paragraph, "w:pStyle")?.attributes.get("w:val");
  const style = styleId === undefined ? story.styles.defaultParagraph : story.styles.find(styleId);
  const { text, asides, boxes, hasPageField } = new ParagraphReader(story, style, prompting).read(element);
  const endDeleted = findPath(paragraph, "w:rPr", "w:del") !== undefined;
  // A deleted or hidden paragraph has no number either.
  const isGone = text === "" && (endDeleted || asides.length > 0);
  const number = isGone ? "" : readListNumber(paragraph, story, style);
  const role = findRole(paragraph, style, hasPageField);
  return { kind: "paragraph", text: number + text, asides, boxes, endDeleted, ...(role === undefined ? {} : { role }) };
}

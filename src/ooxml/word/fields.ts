import { decodeSymbol } from "../symbol-fonts.ts";
import { childElements, findChild, readInteger, readSwitch, type XmlElement } from "../xml-element.ts";

/** A field whose beginning was read and whose end was not yet. */
interface OpenField {
  instruction: string;
  stage: "instruction" | "result";
  /** Whether the result has any character of its own. */
  hasResult: boolean;
  /** What a form field shows; it has no result. */
  readonly formText: string | undefined;
}

/** A field that has ended: what it said, and what must be printed for it because the file holds no result. */
export interface ClosedField {
  readonly instruction: string;
  readonly substitute: string;
}

function readFormText(data: XmlElement | undefined): string | undefined {
  const box = findChild(data, "w:checkBox");
  if (box !== undefined) {
    const checked = readSwitch(findChild(box, "w:checked")) ?? readSwitch(findChild(box, "w:default")) ?? false;
    return checked ? "☑" : "☐";
  }
  const list = findChild(data, "w:ddList");
  if (list === undefined) return undefined;
  const entries = childElements(list).filter((child) => child.name === "w:listEntry");
  const chosen = readInteger(findChild(list, "w:result"), "w:val") ?? readInteger(findChild(list, "w:default"), "w:val") ?? 0;
  return entries[chosen]?.attributes.get("w:val") ?? "";
}

/** `EQ \o\ac(□,√)` prints one over the other; Word's menu for it is "enclose characters". */
function writeOverstrike(instruction: string): string | undefined {
  const [, frame = "", inside = ""] = /^EQ\s+\\o\s*(?:\\[a-z]+)*\s*\(([^,;，]*)[,;，](.*)\)$/is.exec(instruction) ?? [];
  const [outer, inner] = [frame.trim(), inside.trim()];
  if (outer === "" && inner === "") return undefined;
  if (!/^[□☐■▢◻]$/u.test(outer)) return outer + inner;
  if (/^[√✓✔]$/u.test(inner)) return "☑";
  return /^[×✕✗✘xX]$/u.test(inner) ? "☒" : outer + inner;
}

function writeSymbol(instruction: string): string | undefined {
  const [, code = ""] = /^SYMBOL\s+(0x[0-9a-f]+|\d+)/i.exec(instruction) ?? [];
  if (code === "") return undefined;
  const [, font = ""] = /\\f\s+"?([^"\\]+)"?/i.exec(instruction) ?? [];
  return decodeSymbol(font.trim(), Number(code)) ?? String.fromCodePoint(Math.min(Number(code), 0xffff));
}

function writeSubstitute(instruction: string): string {
  const text = instruction.trim();
  const button = /^MACROBUTTON\s+\S+\s+(.*)$/is.exec(text)?.[1];
  return writeOverstrike(text) ?? writeSymbol(text) ?? button ?? "";
}

/**
 * The complex fields that are open while a story is read from its beginning to its end: what stands between a field's
 * beginning and its separator is an instruction and not printed.
 */
export class FieldStack {
  private readonly open: OpenField[] = [];
  private readonly balanced: boolean;

  /** `balanced` false: the story's fields do not close properly; then nothing is held back as an instruction. */
  constructor(balanced: boolean) {
    this.balanced = balanced;
  }

  begin(data: XmlElement | undefined, instruction = ""): void {
    this.open.push({ instruction, stage: "instruction", hasResult: false, formText: readFormText(data) });
  }

  separate(): void {
    const field = this.open.at(-1);
    if (field !== undefined) field.stage = "result";
  }

  end(): ClosedField | undefined {
    const field = this.open.pop();
    if (field === undefined) return undefined;
    const substitute = field.formText ?? (field.hasResult ? "" : writeSubstitute(field.instruction));
    return { instruction: field.instruction.trim(), substitute };
  }

  addInstruction(text: string): void {
    const field = this.open.at(-1);
    if (field !== undefined) field.instruction += text;
  }

  /** Takes text that stands in a field; true when it belongs to an instruction and so is not printed. */
  takes(text: string): boolean {
    const field = this.open.at(-1);
    if (field === undefined || !this.balanced) return false;
    const holder = this.open.findLast((candidate) => candidate.stage === "instruction");
    if (holder !== undefined) holder.instruction += text;
    else field.hasResult ||= text !== "";
    return holder !== undefined;
  }
}

/** Whether every field of a story that begins also ends. */
export function areFieldsBalanced(story: XmlElement): boolean {
  let open = 0;
  const visit = (element: XmlElement): void => {
    if (element.name === "w:fldChar") {
      const type = element.attributes.get("w:fldCharType");
      open += type === "begin" ? 1 : type === "end" ? -1 : 0;
      return;
    }
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(story);
  return open === 0;
}

import type { Random } from "../random.ts";
import type { DocxTrap } from "./docx-traps.ts";
import { escapeXml } from "./xml.ts";

/** What the writing of one file needs to know everywhere. */
export interface DocxContext {
  readonly random: Random;
  readonly traps: ReadonlySet<DocxTrap>;
  readonly font: string;
  /** Half-points, as Word counts font sizes. */
  readonly fontHalfPoints: number;
}

/** How a run looks. */
export interface RunStyle {
  readonly bold?: boolean;
  readonly halfPoints?: number;
}

const symbolOf: Readonly<Record<string, string>> = { "□": "F0A8", "☑": "F0FE" };

/** Runs of one line of text; Word splits text into runs wherever someone has typed, and so does this. */
export function writeRuns(context: DocxContext, text: string, style: RunStyle = {}): string {
  const pieces = splitPieces(context, text);
  return pieces.map((piece) => writePiece(context, piece, style)).join("");
}

function splitPieces(context: DocxContext, text: string): string[] {
  return text.split(/([□☑])/u).flatMap((part) => {
    if (part.length < 4 || part === "□" || part === "☑") return part === "" ? [] : [part];
    const cut = context.random.int(1, part.length - 1);
    return context.random.chance(0.4) ? [part.slice(0, cut), part.slice(cut)] : [part];
  });
}

function writePiece(context: DocxContext, piece: string, style: RunStyle): string {
  const check = symbolOf[piece];
  if (check !== undefined) return writeCheck(context, piece, check, style);
  return `<w:r>${writeRunProperties(context, style)}${writeText(context, piece)}</w:r>`;
}

function writeText(context: DocxContext, text: string): string {
  const whole = (part: string): string => `<w:t xml:space="preserve">${escapeXml(part)}</w:t>`;
  if (!context.traps.has("no-break-hyphens") || !text.includes("-")) return whole(text);
  return text.split("-").map((part) => (part === "" ? "" : whole(part))).join("<w:noBreakHyphen/>");
}

export function writeRunProperties(context: DocxContext, style: RunStyle): string {
  const size = style.halfPoints ?? context.fontHalfPoints;
  const bold = style.bold === true ? "<w:b/>" : "";
  return `<w:rPr><w:rFonts w:ascii="${context.font}" w:eastAsia="${context.font}" w:hAnsi="${context.font}" w:hint="eastAsia"/>${bold}<w:sz w:val="${size}"/></w:rPr>`;
}

/** A check box in one of Word's guises. */
function writeCheck(context: DocxContext, piece: string, symbol: string, style: RunStyle): string {
  const checked = piece === "☑";
  const properties = writeRunProperties(context, style);
  if (context.traps.has("symbol-checks")) return `<w:r>${properties}<w:sym w:font="Wingdings" w:char="${symbol}"/></w:r>`;
  if (context.traps.has("control-checks")) {
    const shown = checked ? "☒" : "☐";
    return (
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked ? 1 : 0}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>` +
      `<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>${properties}<w:t>${shown}</w:t></w:r></w:sdtContent></w:sdt>`
    );
  }
  if (context.traps.has("legacy-checks")) {
    return (
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val=""/><w:enabled/><w:calcOnExit w:val="0"/>` +
      `<w:checkBox><w:sizeAuto/><w:default w:val="${checked ? 1 : 0}"/></w:checkBox></w:ffData></w:fldChar></w:r>` +
      `<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
    );
  }
  return `<w:r>${properties}<w:t>${piece}</w:t></w:r>`;
}

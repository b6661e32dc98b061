import { deflateSync } from "node:zlib";

/** A picture of a page's resources: grey, one byte a pixel. */
export interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

export interface PdfPage {
  readonly widthPt?: number;
  readonly heightPt?: number;
  readonly rotate?: number;
  /** The content stream. Fonts are /L (Helvetica), /C (Chinese, two bytes a character) and /W (Wingdings); images /I0, /I1, …; the form /F0. */
  readonly content: string;
  readonly images?: readonly PdfImage[];
  /** A form's own content stream, with the matrix that places it. */
  readonly form?: { readonly content: string; readonly matrix: readonly number[] };
}

export interface PdfOptions {
  /** What the page tree says of the number of its pages, where it lies. */
  readonly claimedPages?: number;
  /** So many pages after the others that the file names and does not have. */
  readonly missingPages?: number;
  /** Entries of the trailer besides its own. */
  readonly trailer?: string;
}

/** The bytes of a small PDF. */
export function makePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array {
  const file = new PdfFile();
  const shared = fonts(file);
  const pageIds = pages.map((page) => addPage(file, page, shared));
  const missing = Array.from({ length: options.missingPages ?? 0 }, (_, index) => 5000 + index);
  const kids = [...pageIds, ...missing].map((id) => `${id} 0 R`).join(" ");
  file.set(1, "<</Type/Catalog/Pages 2 0 R>>");
  file.set(2, `<</Type/Pages/Kids[${kids}]/Count ${options.claimedPages ?? pages.length + missing.length}>>`);
  return file.write(options.trailer ?? "");
}

function addPage(file: PdfFile, page: PdfPage, shared: string): number {
  const images = (page.images ?? []).map((image, index) => `/I${index} ${file.add(imageObject(image))} 0 R`);
  const form = page.form === undefined ? "" : `/F0 ${file.add(formObject(page.form))} 0 R`;
  const content = file.add(stream("", Buffer.from(page.content, "latin1")));
  const resources = `<</Font<<${shared}>>/XObject<<${images.join("")}${form}>>>>`;
  const box = `[0 0 ${page.widthPt ?? 595} ${page.heightPt ?? 842}]`;
  return file.add(
    `<</Type/Page/Parent 2 0 R/MediaBox${box}/Rotate ${page.rotate ?? 0}/Contents ${content} 0 R/Resources${resources}>>`,
  );
}

function fonts(file: PdfFile): string {
  const chinese = file.add(
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
  );
  return [
    `/L ${file.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")} 0 R`,
    `/C ${file.add(`<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[${chinese} 0 R]>>`)} 0 R`,
    `/V ${file.add(`<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-V/DescendantFonts[${chinese} 0 R]>>`)} 0 R`,
    `/W ${file.add("<</Type/Font/Subtype/TrueType/BaseFont/Wingdings/FirstChar 0/LastChar 255>>")} 0 R`,
  ].join("");
}

/** A text as the operand of an operator in the Chinese fonts. */
export function chinese(text: string): string {
  const bytes = Buffer.from(text, "utf16le").swap16();
  return `<${bytes.toString("hex")}>`;
}

/** Chinese text at a place, in points from the lower left. */
export function writeChinese(text: string, x: number, y: number, size = 10): string {
  return `BT /C ${size} Tf ${x} ${y} Td ${chinese(text)} Tj ET\n`;
}

function imageObject({ width, height, grey }: PdfImage): Buffer {
  const entries = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode`;
  return stream(entries, deflateSync(grey));
}

function formObject({ content, matrix }: { content: string; matrix: readonly number[] }): Buffer {
  return stream(`/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Matrix[${matrix.join(" ")}]`, Buffer.from(content, "latin1"));
}

function stream(entries: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${data.length}>>stream\n`, "latin1"), data, Buffer.from("\nendstream", "latin1")]);
}

class PdfFile {
  readonly #objects = new Map<number, Buffer>();
  #next = 3;

  add(body: string | Buffer): number {
    const id = this.#next++;
    this.set(id, body);
    return id;
  }

  set(id: number, body: string | Buffer): void {
    this.#objects.set(id, typeof body === "string" ? Buffer.from(body, "latin1") : body);
  }

  write(trailer: string): Uint8Array {
    const parts = [Buffer.from("%PDF-1.7\n", "latin1")];
    const offsets: number[] = [];
    let length = parts[0]?.length ?? 0;
    for (let id = 1; id < this.#next; id++) {
      const part = Buffer.concat([Buffer.from(`${id} 0 obj\n`), this.#objects.get(id) ?? Buffer.from("null"), Buffer.from("\nendobj\n")]);
      offsets.push(length);
      length += part.length;
      parts.push(part);
    }
    const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
    const xref = `xref\n0 ${this.#next}\n0000000000 65535 f \n${rows}trailer<</Size ${this.#next}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF`;
    return new Uint8Array(Buffer.concat([...parts, Buffer.from(xref)]));
  }
}

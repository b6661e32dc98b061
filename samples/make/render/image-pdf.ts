/** A picture of a page for a PDF. */
export interface ScannedPage {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}

/** A PDF whose pages are pictures and nothing else, as scanners write it. */
export function writeImagePdf(pages: readonly ScannedPage[]): Uint8Array {
  const writer = new PdfWriter();
  const pageIds = pages.map((_, index) => 3 + index * 3);
  writer.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  writer.object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(" ")}] >>`);
  pages.forEach((page, index) => {
    writePage(writer, page, pageIds[index] ?? 0);
  });
  return writer.finish();
}

function writePage(writer: PdfWriter, page: ScannedPage, id: number): void {
  const width = ((page.widthPx * 72) / page.dpi).toFixed(2);
  const height = ((page.heightPx * 72) / page.dpi).toFixed(2);
  const drawing = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /Im0 Do Q`, "latin1");
  const resources = `<< /XObject << /Im0 ${id + 2} 0 R >> >>`;
  writer.object(id, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources ${resources} /Contents ${id + 1} 0 R >>`);
  writer.object(id + 1, `<< /Length ${drawing.length} >>`, drawing);
  const image = `<< /Type /XObject /Subtype /Image /Width ${page.widthPx} /Height ${page.heightPx} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>`;
  writer.object(id + 2, image, page.jpeg);
}

/** Writes objects in order and their table at the end. */
class PdfWriter {
  readonly #parts: Uint8Array[] = [Buffer.from("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  readonly #offsets: number[] = [];

  object(id: number, dictionary: string, stream?: Uint8Array): void {
    this.#offsets[id] = this.#length();
    this.#parts.push(Buffer.from(`${id} 0 obj\n${dictionary}\n`, "latin1"));
    if (stream !== undefined) this.#parts.push(Buffer.from("stream\n", "latin1"), stream, Buffer.from("\nendstream\n", "latin1"));
    this.#parts.push(Buffer.from("endobj\n", "latin1"));
  }

  finish(): Uint8Array {
    const start = this.#length();
    const count = this.#offsets.length;
    const entries = this.#offsets.slice(1).map((offset) => `${`${offset}`.padStart(10, "0")} 00000 n \n`);
    const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries.join("")}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
    return Buffer.concat([...this.#parts, Buffer.from(table, "latin1")]);
  }

  #length(): number {
    return this.#parts.reduce((sum, part) => sum + part.length, 0);
  }
}

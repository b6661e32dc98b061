import { describe, expect, it } from "vitest";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { createPdfExtractor } from "../../../extractors/pdf/index.ts";
import { codes, extract, texts } from "./extract.ts";
import { FakeReader } from "./fake-reader.ts";
import { chinese, makePdf, writeChinese, type PdfImage, type PdfPage } from "./make-pdf.ts";

const image: PdfImage = { width: 600, height: 850, grey: new Uint8Array(600 * 850).fill(200) };
const fullPage = "q 595 0 0 842 0 0 cm /I0 Do Q";
const scan: PdfPage = { content: fullPage, images: [image] };
const invisible = (text: string) => `BT 3 Tr /C 10 Tf 100 700 Td ${chinese(text)} Tj ET`;
const picture = "图上的字";

describe("pages that are pictures", () => {
  it("are read from the picture's own pixels", async () => {
    const reader = new FakeReader();
    const document = await extract(makePdf([scan]), {}, reader);
    expect(texts(document)).toEqual([picture]);
    expect(document.pages).toEqual([{ number: 1, width: 595, height: 842, source: "ocr" }]);
    expect(reader.images[0]?.image).toMatchObject({ width: 600, height: 850 });
    expect(reader.images[0]?.image.dpi).toBeCloseTo((600 * 72) / 595);
    expect(reader.isClosed).toBe(true);
  });

  it("keep each character's box and confidence", async () => {
    const [paragraph] = (await extract(makePdf([scan]), {}, new FakeReader())).blocks;
    const runs = paragraph?.kind === "paragraph" ? paragraph.runs : [];
    expect(runs).toHaveLength(picture.length);
    expect(runs[0]).toMatchObject({ from: 0, to: 1, confidence: 0.9, at: { page: 1, box: [20, 30, 30, 40] } });
  });

  it("are read though their text layer says something that cannot be seen", async () => {
    const document = await extract(makePdf([{ ...scan, content: `${fullPage} ${invisible("另一回事")}` }]), {}, new FakeReader());
    expect(texts(document)).toEqual([picture]);
    expect(codes(document)).toEqual(["text-layer-distrusted"]);
  });

  it("are read though text lies under the picture", async () => {
    const document = await extract(makePdf([{ ...scan, content: `${writeChinese("盖住的字".repeat(20), 0, 700)} ${fullPage}` }]), {}, new FakeReader());
    expect(texts(document)).toEqual([picture]);
  });

  it("are read where the text layer is private use characters", async () => {
    const document = await extract(makePdf([{ content: writeChinese("\ue001\ue002\ue003\ue004", 100, 700) }]), {}, new FakeReader());
    expect(texts(document)).toEqual([picture]);
    expect(codes(document)).toEqual(["text-layer-distrusted"]);
  });

  it("are read where the font names its pictures by characters that nobody uses", async () => {
    const rare = Array.from({ length: 60 }, (_, index) => String.fromCharCode(0x4e00 + 331 * index)).join("");
    const document = await extract(makePdf([{ content: writeChinese(rare, 20, 700, 8) }]), {}, new FakeReader());
    expect(texts(document)).toEqual([picture]);
  });

  it("are drawn where they are strips", async () => {
    const reader = new FakeReader();
    const strips = Array.from({ length: 4 }, (_, index) => `q 595 0 0 210.5 0 ${210.5 * index} cm /I0 Do Q`).join(" ");
    await extract(makePdf([{ content: strips, images: [image] }]), {}, reader);
    expect(reader.images).toHaveLength(1);
    expect(reader.images[0]?.image.channels).toBe(4);
  });

  it("leave text as it is where a picture is only a part of the page", async () => {
    const content = `${writeChinese("正文在此", 100, 780)} q 400 0 0 400 100 200 cm /I0 Do Q`;
    const document = await extract(makePdf([{ content, images: [image] }]), {}, new FakeReader());
    expect(texts(document)).toEqual(["正文在此", picture]);
    expect(document.pages[0]?.source).toBe("mixed");
    const place = document.blocks[1]?.at[0];
    // The picture begins 100 from the left and 242 from the top.
    expect(place !== undefined && "box" in place ? place.box.map(Math.round) : []).toEqual([120, 272, 160, 282]);
  });

  it("are left out with a finding when OCR is off", async () => {
    const document = await extract(makePdf([scan, { content: writeChinese("有字", 100, 700) }]), { ocr: "never" });
    expect(texts(document)).toEqual(["有字"]);
    expect(codes(document)).toEqual(["page-unread"]);
  });

  it("give their invisible text when OCR is off", async () => {
    const document = await extract(makePdf([{ ...scan, content: `${fullPage} ${invisible("别人读的")}` }]), { ocr: "never" });
    expect(texts(document)).toEqual(["别人读的"]);
    expect(codes(document)).toEqual(["text-layer-distrusted"]);
  });

  it("are read also where the text is good, when asked for", async () => {
    const document = await extract(makePdf([{ content: writeChinese("有字", 100, 700) }]), { ocr: "always" }, new FakeReader());
    expect(texts(document)).toEqual([picture]);
  });

  it("stay unread with a finding where no reader can be opened, and the other pages are read", async () => {
    const extractor = createPdfExtractor(() => Promise.reject(new ExtractionError("tool-missing", "no engine")));
    const bytes = makePdf([scan, { content: writeChinese("有字", 100, 700) }]);
    const document = await extractor.extract({ bytes, fileName: "a.pdf" }, "pdf", {});
    expect(codes(document)).toEqual(["ocr-unavailable"]);
    expect(texts(document)).toEqual(["有字"]);
  });

  it("never open a reader for pages with text", async () => {
    expect(codes(await extract(makePdf([{ content: writeChinese("有字", 100, 700) }])))).toEqual([]);
  });
});

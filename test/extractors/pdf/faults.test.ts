import { describe, expect, it } from "vitest";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { codes, extract, texts } from "./extract.ts";
import { FakeReader } from "./fake-reader.ts";
import { makePdf, writeChinese, type PdfImage, type PdfPage } from "./make-pdf.ts";

const page = (text: string): PdfPage => ({ content: writeChinese(text, 100, 700) });

async function failureOf(bytes: Uint8Array): Promise<string> {
  try {
    await extract(bytes);
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
  return "none";
}

describe("faulty PDFs", () => {
  it("say that an empty file is empty", async () => {
    expect(await failureOf(new Uint8Array(0))).toBe("empty");
  });

  it("say that other bytes are no PDF", async () => {
    expect(await failureOf(new TextEncoder().encode("%PDF-1.7\nnothing of the kind"))).toBe("corrupt");
  });

  it("say that a password is needed", async () => {
    const secret = "0".repeat(64);
    const encrypt = `/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<${secret}>/U<${secret}>>>/ID[<00><00>]`;
    expect(await failureOf(makePdf([page("密")], { trailer: encrypt }))).toBe("encrypted");
  });

  it("say that there are no pages", async () => {
    expect(["no-text", "corrupt"]).toContain(await failureOf(makePdf([])));
  });

  it("are read as far as they go when they are cut off", async () => {
    const whole = makePdf([page("第一页"), page("第二页")]);
    const document = await extract(whole.slice(0, whole.length - 400));
    expect(texts(document)).toContain("第一页");
    expect(codes(document)).toContain("content-truncated");
  });

  it("are read to the end when they claim many more pages than they have", async () => {
    const document = await extract(makePdf([page("唯一")], { claimedPages: 1_000_000 }));
    expect(texts(document)).toEqual(["唯一"]);
    expect(document.pages).toHaveLength(1);
  });

  it("say so of pages that are not there", async () => {
    const document = await extract(makePdf([page("唯一")], { missingPages: 300 }));
    expect(texts(document)).toEqual(["唯一"]);
    expect(document.pages.length).toBeLessThan(100);
    expect(codes(document)).toContain("page-unread");
  });

  it("do not decode a picture of monstrous size, and say which page is unread", async () => {
    const bomb: PdfImage = { width: 60_000, height: 60_000, grey: new Uint8Array(1000) };
    const document = await extract(makePdf([{ content: "q 595 0 0 842 0 0 cm /I0 Do Q", images: [bomb] }, page("好页")]), {}, new FakeReader());
    expect(texts(document)).toEqual(["好页"]);
    expect(document.findings[0]).toMatchObject({ code: "page-unread", at: [{ page: 1 }] });
  });

  it("may have blank pages, which are no fault", async () => {
    const document = await extract(makePdf([{ content: "" }, page("后页")]));
    expect(codes(document)).toEqual([]);
    expect(document.pages).toHaveLength(2);
  });

  it("do not mind operators that make no sense", async () => {
    const content = `Q Q ET (x) Tj /No 12 Tf 1 0 0 cm /Gone Do BT /C 10 Tf 100 700 Td <4e00> Tj`;
    expect(texts(await extract(makePdf([{ content }])))).toEqual(["一"]);
  });
});

describe("how a PDF is asked for", () => {
  const three = makePdf([page("一"), page("二"), page("三")]);

  it("reads the pages that are wanted", async () => {
    const document = await extract(three, { pages: (number) => number !== 2 });
    expect(texts(document)).toEqual(["一", "三"]);
    expect(document.pages.map(({ number }) => number)).toEqual([1, 3]);
  });

  it("tells of each page", async () => {
    const told: string[] = [];
    await extract(three, { onProgress: (done, total) => told.push(`${done}/${total}`) });
    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("ends early when told to", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const work = extract(three, { signal: controller.signal, onProgress: () => { controller.abort(reason); } });
    await expect(work).rejects.toBe(reason);
    await expect(extract(three, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("gives the same document twice, and leaves the bytes alone", async () => {
    const before = three.slice();
    expect(await extract(three)).toEqual(await extract(three));
    expect(three).toEqual(before);
  });
});

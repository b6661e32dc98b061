import { expect, it } from "vitest";
import { ContentStore } from "../../src/cache/content-store.ts";
import { keepDocument, type DocumentRequest } from "../../src/cache/document-cache.ts";
import type { Document } from "../../src/document/document.ts";
import { makeFinding } from "../../src/document/finding.ts";
import { makeFolder } from "../support/temp-folder.ts";

const request: DocumentRequest = { bytes: Buffer.from("bytes"), format: "pdf", version: "v1", manner: "ocr auto, pages all" };

function makeDocument(findings: Document["findings"] = []): Document {
  const at = { page: 1, box: [0.1, 1 / 3, 2, 3] as [number, number, number, number] };
  return { format: "pdf", pages: [{ number: 1, width: 595.28, height: 841.89, source: "ocr" }], blocks: [{ kind: "paragraph", text: "绩", at: [at], runs: [{ from: 0, to: 1, at, confidence: 0.97 }] }], findings };
}

/** Keeps the documents of the requests one after another in one cache; tells how many had to be extracted. */
async function countExtractions(requests: readonly DocumentRequest[], document = makeDocument()): Promise<number> {
  const store = new ContentStore({ folder: makeFolder(), limitBytes: 1_000_000 });
  let extractions = 0;
  for (const each of requests) {
    const kept = await keepDocument(store, each, () => {
      extractions += 1;
      return Promise.resolve(document);
    });
    expect(kept).toEqual(document);
  }
  return extractions;
}

it("A document is extracted once for the same bytes, format, version and manner, and anew where one of them is another.", async () => {
  expect(await countExtractions([request, { ...request, bytes: Buffer.from("bytes") }])).toBe(1);
  expect(await countExtractions([request, { ...request, bytes: Buffer.from("other") }])).toBe(2);
  expect(await countExtractions([request, { ...request, format: "image" }])).toBe(2);
  expect(await countExtractions([request, { ...request, version: "v2" }])).toBe(2);
  expect(await countExtractions([request, { ...request, manner: "ocr auto, pages 1-2" }])).toBe(2);
});

it("A document with a finding of its own is kept; one that tells what the machine could not do at the time is not.", async () => {
  const own = makeDocument([makeFinding("text-hidden", "Page 1 has text that cannot be seen.")]);
  const passing = makeDocument([makeFinding("ocr-unavailable", "No OCR reader could be started.")]);
  expect(await countExtractions([request, request], own)).toBe(1);
  expect(await countExtractions([request, request], passing)).toBe(2);
});

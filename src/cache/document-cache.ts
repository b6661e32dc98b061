import { createHash } from "node:crypto";
import type { Document, Format } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { ContentStore } from "./content-store.ts";

/** What decides on the document of a file. */
export interface DocumentRequest {
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** What reads it: the extractors' version, and that of other programs they use. */
  readonly version: string;
  /** How it is to be read: which pages, when by OCR. */
  readonly manner: string;
}

/**
 * Findings that tell of this machine at this moment: a reader that is missing, a page whose process died. The same bytes may
 * read better the next time.
 */
const passing: ReadonlySet<Finding["code"]> = new Set(["page-unread", "ocr-unavailable", "ocr-single-reader", "reader-fallback"]);

/** The neutral document that is kept for these bytes, else the one that `extract` gives, which is then kept. */
export async function keepDocument(store: ContentStore, request: DocumentRequest, extract: () => Promise<Document>): Promise<Document> {
  const key = hashRequest(request);
  const kept = parseDocument(await store.get("document", key));
  if (kept !== undefined) return kept;
  const document = await extract();
  const isLasting = !document.findings.some((finding) => passing.has(finding.code));
  if (isLasting) await store.put("document", key, JSON.stringify(document));
  return document;
}

function hashRequest({ bytes, format, version, manner }: DocumentRequest): string {
  return createHash("sha256").update(`${version}\n${format} ${manner}\n`).update(bytes).digest("hex");
}

/** As with readings: what is in an entry is what this program wrote, so its outside is enough to look at. */
function parseDocument(text: string | undefined): Document | undefined {
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  return isDocument(value) ? value : undefined;
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && "format" in value && "pages" in value && "blocks" in value && "findings" in value;
}

import type { Document } from "./document.ts";
import { ExtractionError } from "./extractor.ts";

function hasText(document: Document): boolean {
  return document.blocks.some((block) => (block.kind === "table" ? block.cells.some((cell) => cell.text !== "") : block.text !== ""));
}

/**
 * Gives the document back when it holds any text.
 * @throws {ExtractionError} `no-text` when it holds nothing but pictures or embedded files; `empty` when it holds nothing.
 */
export function requireText(document: Document, fileName: string): Document {
  if (hasText(document)) return document;
  const embedded = document.findings.some((finding) => finding.code === "content-embedded");
  if (!embedded) throw new ExtractionError("empty", `${fileName} holds no text.`);
  throw new ExtractionError("no-text", `${fileName} holds pictures or embedded files and no text. Save it as PDF and import that, so that they are read.`);
}

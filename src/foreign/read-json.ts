import { decodeText } from "../document/decode-text.ts";
import { ExtractionError, type Source } from "../document/extractor.ts";

/**
 * The value of a JSON file that another program wrote, or of one with a value on each line, which become a list.
 * @throws {ExtractionError} `corrupt` where it is not JSON, with the parser's reason; `empty` or `unsupported` where it is no text.
 */
export function readJson({ bytes, fileName }: Source): unknown {
  const { source } = decodeText(bytes, fileName);
  const whole = tryParse(source.text);
  if (!(whole instanceof SyntaxError)) return whole;
  const lines = source.text.split(/\r?\n/).filter((line) => line.trim() !== "").map(tryParse);
  if (lines.length > 1 && lines.every((line) => !(line instanceof SyntaxError))) return lines;
  throw new ExtractionError("corrupt", `${fileName} is not valid JSON (${whole.message}); it may be cut off. Export it again.`, { cause: whole });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

import { Parser } from "htmlparser2";
import { decodeText } from "../document/decode-text.ts";
import { ExtractionError, type Source } from "../document/extractor.ts";

/** What is told of a file of markup as it is read from start to end. Names come without a prefix, in lower case. */
export interface MarkupHandler {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

function lowerNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [withoutPrefix(name), value]));
}

/**
 * Reads a file of HTML or XML that another program wrote. Ill-formed markup is read as far as it goes.
 * @throws {ExtractionError} `empty` or `unsupported` where the bytes are no text.
 */
export function readMarkupFile({ bytes, fileName }: Source, xml: boolean, handler: MarkupHandler): void {
  const { source } = decodeText(bytes, fileName);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        handler.open(withoutPrefix(name), lowerNames(attributes));
      },
      ontext: handler.text,
      onclosetag: (name) => {
        handler.close(withoutPrefix(name));
      },
    },
    { xmlMode: xml, decodeEntities: true },
  );
  parser.end(source.text);
}

/** The failure of a file that has the marks of a format and none of its pages. */
export function noPages(fileName: string, format: string): ExtractionError {
  return new ExtractionError("corrupt", `${fileName} has no page of ${format} in it; it may be cut off. Export it again.`);
}

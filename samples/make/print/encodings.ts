import iconv from "iconv-lite";

export const textEncodings = ["utf8", "utf8-bom", "utf16le", "utf16be", "gb18030"] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** The text as bytes; the two UTF-16 forms begin with their byte order mark, as Windows writes them. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === "utf8") return Buffer.from(text, "utf8");
  if (encoding === "utf8-bom") return Buffer.from(`\ufeff${text}`, "utf8");
  if (encoding === "gb18030") return iconv.encode(text, "gb18030");
  return iconv.encode(`\ufeff${text}`, encoding === "utf16le" ? "utf16le" : "utf16be", { addBOM: false });
}

/** Browsers look no further for a page's own word on its encoding; saved pages put a long comment before it. */
const SEARCH_BYTES = 4096;

/** The encoding that a page names in a `meta` element or in its XML declaration; undefined where it names none. */
export function findDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, SEARCH_BYTES)).toString("latin1");
  const found = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head) ?? /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(head);
  return found?.[1];
}

const western = new TextDecoder("windows-1252");

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not this encoding: the caller asks the next one, and the last one takes every byte.
    return undefined;
  }
}

/**
 * Decodes the name of an archive's member. Where the archive does not say that the name is UTF-8, UTF-8 is tried, then
 * GB18030, which Chinese archivers write without saying so. Back slashes, which some Windows archivers write, become `/`.
 */
export function decodeMemberName(bytes: Uint8Array, statedUtf8: boolean): string {
  const name = tryDecode("utf-8", bytes) ?? (statedUtf8 ? undefined : tryDecode("gb18030", bytes)) ?? western.decode(bytes);
  return name.replaceAll("\\", "/");
}

/** A page taken out of a web archive (.mht, which Word also writes as .doc). */
export interface ArchivedPage {
  readonly bytes: Uint8Array;
  /** The encoding that the part's header names. */
  readonly charset: string | undefined;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Headers and body of a message or a part, all as Latin-1: a character is a byte. */
function splitPart(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = new Map<string, string>();
  // A header goes on in lines that begin with white space.
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end === null ? "" : text.slice(end.index + end[0].length) };
}

function readParameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "i").exec(header);
  return found?.[1] ?? found?.[2];
}

function decodeBody({ headers, body }: Part): Uint8Array {
  const encoding = headers.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const joined = body.replaceAll(/=[ \t]*\r?\n/g, "");
  const decoded = joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(decoded, "latin1");
}

/** The parts of a message; none where it does not say what stands between them. */
function listParts(message: Part): Part[] {
  const boundary = readParameter(message.headers.get("content-type") ?? "", "boundary");
  if (boundary === undefined || boundary === "") return [];
  const pieces = message.body.split(`--${boundary}`);
  return pieces.slice(1).filter((piece) => !piece.startsWith("--")).map((piece) => splitPart(piece.replace(/^[ \t]*\r?\n/, "")));
}

/**
 * The page of a web archive, without the pictures beside it; undefined where the bytes are no web archive. Nested parts are
 * gone into.
 */
export function findArchivedPage(bytes: Uint8Array): ArchivedPage | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!/^\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:/i.test(text.slice(0, 4096))) return undefined;
  const waiting = [splitPart(text.trimStart())];
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const type = part.headers.get("content-type") ?? "";
    if (/^multipart\//i.test(type)) waiting.unshift(...listParts(part));
    else if (/^text\/html\b/i.test(type)) return { bytes: decodeBody(part), charset: readParameter(type, "charset") };
  }
  return undefined;
}

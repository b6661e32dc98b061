import { posix } from "node:path";
import { ContainerError, type ContainerFault } from "../container/container-error.ts";
import { readZipDirectory, type ZipEntry } from "../container/zip-directory.ts";
import { readZipMember } from "../container/zip-member.ts";
import { ExtractionError, type ExtractionFailure, type Source } from "../document/extractor.ts";
import { parseXml, scanXml, type XmlVisitor } from "./parse-xml.ts";
import { childElements, type XmlElement } from "./xml-element.ts";

/** A part holds at most this many bytes of XML unpacked: some two thousand printed pages, and a tree that fits in memory. */
const MAX_PART_BYTES = 96 * 1024 * 1024;
/** All parts that are read hold at most this together. */
const MAX_PACKAGE_BYTES = 192 * 1024 * 1024;

/** A pointer from one part of an office file to another, or, `external`, to something outside it. */
export interface Relationship {
  readonly id: string;
  /** The last word of the relationship's type, such as `header` or `image`. */
  readonly type: string;
  /** The part's path inside the package; for an external one the address as it stands. */
  readonly target: string;
  readonly external: boolean;
}

/** An office file opened: its parts are unpacked when asked for. */
export interface OoxmlPackage {
  readonly paths: readonly string[];
  /** The part as XML; undefined where there is no such part. */
  readXml(path: string): XmlElement | undefined;
  /** Goes through the part without keeping it; false where there is no such part. */
  scanXml(path: string, visitor: XmlVisitor): boolean;
  /** What the part points to; of the package itself where `path` is empty. */
  readRelationships(path: string): Relationship[];
}

const failures: Record<ContainerFault, ExtractionFailure> = {
  corrupt: "corrupt",
  encrypted: "encrypted",
  unsupported: "unsupported",
  "too-large": "too-large",
};

const advice: Record<ContainerFault, string> = {
  corrupt: "Open it in its own program, let that repair it, and save it anew.",
  encrypted: "Save it without a password and import it again.",
  unsupported: "Save it anew with its own program.",
  "too-large": "Split it into smaller files.",
};

/** Runs work on a container and turns its faults into the typed failures of extraction, with advice. */
export function withExtractionErrors<T>(fileName: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    throw new ExtractionError(failures[error.fault], `${fileName}: ${error.message} ${advice[error.fault]}`, { cause: error });
  }
}

function resolveTarget(base: string, target: string): string {
  const clean = target.split("#")[0] ?? "";
  const joined = clean.startsWith("/") ? clean : posix.join("/", posix.dirname(base), clean);
  return posix.normalize(joined).slice(1);
}

function readRelationship(element: XmlElement, base: string): Relationship {
  const target = element.attributes.get("Target") ?? "";
  const external = element.attributes.get("TargetMode") === "External";
  return {
    id: element.attributes.get("Id") ?? "",
    type: element.attributes.get("Type")?.split("/").at(-1) ?? "",
    target: external ? target : resolveTarget(base, target),
    external,
  };
}

class ZipPackage implements OoxmlPackage {
  private readonly bytes: Uint8Array;
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  private unpackedBytes = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    // Part names are compared without regard to case, as the standard has it; some writers put a slash first.
    this.entries = new Map(readZipDirectory(bytes).map((entry) => [entry.path.replace(/^\//, "").toLowerCase(), entry]));
  }

  get paths(): string[] {
    return [...this.entries.values()].map((entry) => entry.path);
  }

  readXml(path: string): XmlElement | undefined {
    const content = this.unpack(path);
    return content === undefined ? undefined : parseXml(content);
  }

  scanXml(path: string, visitor: XmlVisitor): boolean {
    const content = this.unpack(path);
    if (content !== undefined) scanXml(content, visitor);
    return content !== undefined;
  }

  private unpack(path: string): Uint8Array | undefined {
    const entry = this.entries.get(path.toLowerCase());
    if (entry === undefined) return undefined;
    const content = readZipMember(this.bytes, entry, MAX_PART_BYTES);
    this.unpackedBytes += content.length;
    if (this.unpackedBytes > MAX_PACKAGE_BYTES) {
      throw new ContainerError("too-large", `Its parts unpack to more than ${MAX_PACKAGE_BYTES} bytes.`);
    }
    return content;
  }

  readRelationships(path: string): Relationship[] {
    const { dir, base } = posix.parse(path);
    const root = this.readXml(posix.join(dir, "_rels", `${base}.rels`));
    if (root === undefined) return [];
    return childElements(root).map((element) => readRelationship(element, path));
  }
}

/**
 * Opens an office file. Faults of its parts come out of the methods as `ContainerError`: read inside `withExtractionErrors`.
 * @throws {ContainerError} `corrupt` when it is no whole zip archive.
 */
export function openPackage(source: Source): OoxmlPackage {
  return new ZipPackage(source.bytes);
}

/** The path of the package's main part (the document, the workbook). @throws {ContainerError} where it names none. */
export function findMainPart(pack: OoxmlPackage): string {
  const main = pack.readRelationships("").find((relationship) => relationship.type === "officeDocument");
  if (main === undefined || main.external) throw new ContainerError("corrupt", "The file does not say where its document is.");
  return main.target;
}

import { ContainerError } from "../../container/container-error.ts";
import type { Block } from "../../document/document.ts";
import type { Source } from "../../document/extractor.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import type { Place } from "../../document/place.ts";
import { findMainPart, openPackage, withExtractionErrors, type OoxmlPackage, type Relationship } from "../open-package.ts";
import { findPackageFaults } from "../package-findings.ts";
import { childElements, findDescendants, type XmlElement } from "../xml-element.ts";
import { BlockAssembler, type StoryPart } from "./assemble-blocks.ts";
import { readStory, type StoryFrame } from "./block-reader.ts";
import { ListCounter } from "./numbering.ts";
import type { Unread } from "./story.ts";
import { readDefaultFonts, readStyles, type WordStyles } from "./styles.ts";

/** What a Word file holds, whatever format it came in. */
export interface WordDocument {
  readonly blocks: Block[];
  readonly findings: Finding[];
}

/** A finding names at most this many places; the message has the whole count. */
const MAX_PLACES = 20;

const nothing: XmlElement = { name: "", attributes: new Map(), children: [] };

/** An opened Word file with what all of its stories need. */
class WordFile {
  readonly body: XmlElement;
  readonly unread: Unread = { pictures: 0, objects: 0, chunks: 0, externalFields: [] };
  private readonly pack: OoxmlPackage;
  private readonly relationships: readonly Relationship[];
  private readonly styles: WordStyles;
  private readonly defaultFonts: XmlElement | undefined;
  private readonly numbering: XmlElement | undefined;

  constructor(pack: OoxmlPackage) {
    this.pack = pack;
    const main = findMainPart(pack);
    const bodies = childElements(pack.readXml(main) ?? nothing).filter((element) => element.name === "w:body");
    if (bodies.length === 0) throw new ContainerError("corrupt", "The file has no document body.");
    // A careless writer can make several; all of them are text.
    this.body = { ...nothing, name: "w:body", children: bodies.flatMap((body) => body.children) };
    this.relationships = pack.readRelationships(main);
    const stylesRoot = this.readPartsOf("styles")[0];
    this.styles = readStyles(stylesRoot);
    this.defaultFonts = readDefaultFonts(stylesRoot);
    this.numbering = this.readPartsOf("numbering")[0];
  }

  /** A new frame counts its lists from the start. */
  makeFrame(): StoryFrame {
    const { styles, defaultFonts, numbering, unread } = this;
    return { styles, defaultFonts, lists: new ListCounter(numbering, styles), unread };
  }

  readPartsOf(type: string): XmlElement[] {
    return this.relationships
      .filter((relationship) => relationship.type === type && !relationship.external)
      .flatMap((relationship) => this.pack.readXml(relationship.target) ?? []);
  }

  /** The headers or footers that some section uses, each once, in the order of their first use. */
  readRunningParts(part: "header" | "footer"): XmlElement[] {
    const references = findDescendants(this.body, (element) => element.name === `w:${part}Reference`);
    const targets = references.map((reference) => {
      const id = reference.attributes.get("r:id");
      return this.relationships.find((relationship) => relationship.id === id && !relationship.external)?.target;
    });
    return [...new Set(targets)].flatMap((target) => (target === undefined ? [] : (this.pack.readXml(target) ?? [])));
  }
}

const noteParts: readonly (readonly [string, string, StoryPart])[] = [
  ["footnotes", "w:footnote", "footnote"],
  ["endnotes", "w:endnote", "endnote"],
  ["comments", "w:comment", "comment"],
];

/** Notes of a type are the lines between text and notes, not notes. */
function listNotes(root: XmlElement, name: string): XmlElement[] {
  const ruling = ["separator", "continuationSeparator", "continuationNotice"];
  return childElements(root).filter((note) => note.name === name && !ruling.includes(note.attributes.get("w:type") ?? ""));
}

function addParts(file: WordFile, assembler: BlockAssembler): void {
  for (const part of ["header", "footer"] as const) {
    for (const root of file.readRunningParts(part)) assembler.addPart(readStory(root, file.makeFrame()), part);
  }
  for (const [type, name, part] of noteParts) {
    for (const root of file.readPartsOf(type)) {
      const frame = file.makeFrame();
      for (const note of listNotes(root, name)) assembler.addPart(readStory(note, frame), part);
    }
  }
}

function findTextFaults(hiddenAt: readonly Place[], deletedAt: readonly Place[]): Finding[] {
  const findings: Finding[] = [];
  const places = (at: readonly Place[]): { at: Place[] } => ({ at: at.slice(0, MAX_PLACES) });
  if (hiddenAt.length > 0) {
    const message = `The file hides text, or shows a content control's prompt, in ${hiddenAt.length} place(s); it is kept apart.`;
    findings.push(makeFinding("text-hidden", message, places(hiddenAt)));
  }
  if (deletedAt.length > 0) {
    const message = `Tracked changes deleted text in ${deletedAt.length} place(s); it was left out.`;
    findings.push(makeFinding("text-deleted", message, places(deletedAt)));
  }
  return findings;
}

function findUnread(unread: Unread): Finding[] {
  const findings: Finding[] = [];
  if (unread.chunks > 0) {
    const message = `The file holds ${unread.chunks} whole document(s) of another format, which were not read. Save it anew with Word.`;
    findings.push(makeFinding("content-embedded", message, { severity: "error" }));
  }
  if (unread.pictures + unread.objects > 0) {
    const message = `The file holds ${unread.pictures} picture(s) and ${unread.objects} embedded object(s), whose inside was not read.`;
    findings.push(makeFinding("content-embedded", message));
  }
  return findings;
}

function readParts(source: Source): WordDocument {
  const pack = openPackage(source);
  const file = new WordFile(pack);
  const assembler = new BlockAssembler();
  assembler.addBody(readStory(file.body, file.makeFrame()));
  addParts(file, assembler);
  const findings = [
    ...findTextFaults(assembler.hiddenAt, assembler.deletedAt),
    ...findUnread(file.unread),
    ...findPackageFaults(pack, file.unread.externalFields),
  ];
  return { blocks: assembler.blocks, findings };
}

/**
 * Reads a .docx file into neutral blocks: the body in reading order, then headers, footers, notes and comments. Places are
 * of the kind `{ table, row, column, paragraph }` and `{ paragraph, part }`.
 * Findings: `text-hidden`, `text-deleted`, `content-embedded`, `content-external`, `content-macro`.
 * @throws {ExtractionError} `corrupt`, `encrypted`, `unsupported`, `too-large`.
 */
export function readWordDocument(source: Source): WordDocument {
  return withExtractionErrors(source.fileName, () => readParts(source));
}

import { SaxesParser } from "saxes";
import { ContainerError } from "../container/container-error.ts";
import { shortNameOf } from "./namespaces.ts";
import type { XmlElement, XmlNode } from "./xml-element.ts";

/** No honest file nests deeper; a hostile one would exhaust the stack of whoever walks the tree. */
const MAX_DEPTH = 800;

/** The prefixes in force at an element, with the names already translated under them. */
interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly elementNames: Map<string, string>;
  readonly attributeNames: Map<string, string>;
}

interface OpenElement extends XmlElement {
  readonly scope: Scope;
}

function makeScope(prefixes: ReadonlyMap<string, string>): Scope {
  return { prefixes, elementNames: new Map(), attributeNames: new Map() };
}

const noChildren: readonly XmlNode[] = [];

/** Most elements have no attributes; they share one empty list of them. */
const noAttributes: ReadonlyMap<string, string> = new Map();

function isDeclaration(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}

/** The scope inside an element that declares namespaces; the outer one where it declares none, as nearly all do. */
function narrowScope(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let prefixes: Map<string, string> | undefined;
  for (const name in attributes) {
    if (!isDeclaration(name)) continue;
    prefixes ??= new Map(scope.prefixes);
    prefixes.set(name === "xmlns" ? "" : name.slice("xmlns:".length), shortNameOf(attributes[name] ?? ""));
  }
  return prefixes === undefined ? scope : makeScope(prefixes);
}

function translate(scope: Scope, name: string, known: Map<string, string>, plainHasNamespace: boolean): string {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const colon = name.indexOf(":");
  const short = colon < 0 && !plainHasNamespace ? "" : (scope.prefixes.get(colon < 0 ? "" : name.slice(0, colon)) ?? "");
  const translated = short === "" ? name : `${short}:${name.slice(colon + 1)}`;
  known.set(name, translated);
  return translated;
}

function openElement(name: string, attributes: Readonly<Record<string, string>>, outer: Scope): OpenElement {
  const scope = narrowScope(outer, attributes);
  let translated: Map<string, string> | undefined;
  for (const key in attributes) {
    if (isDeclaration(key)) continue;
    translated ??= new Map();
    translated.set(translate(scope, key, scope.attributeNames, false), attributes[key] ?? "");
  }
  return { name: translate(scope, name, scope.elementNames, true), attributes: translated ?? noAttributes, children: noChildren, scope };
}

function decodeXml(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
}

function throwCorrupt(error: Error): never {
  throw new ContainerError("corrupt", `The XML is not well formed: ${error.message}`, { cause: error });
}

/** What is called while a part is gone through. */
export interface XmlVisitor {
  /** `children` of the element are not there yet. */
  open(element: XmlElement): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Goes through a part of an office file without keeping it. A document type declaration is passed over: no entity but
 * XML's own five is resolved, and nothing outside is ever opened.
 * @throws {ContainerError} `corrupt` when the part is not well formed or nested beyond reason.
 */
export function scanXml(bytes: Uint8Array, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: OpenElement[] = [];
  const outermost = makeScope(new Map([["xml", "xml"]]));
  parser.on("error", throwCorrupt);
  parser.on("opentag", (tag) => {
    if (open.length >= MAX_DEPTH) throw new ContainerError("corrupt", `The XML nests deeper than ${MAX_DEPTH} elements.`);
    const element = openElement(tag.name, tag.attributes, open.at(-1)?.scope ?? outermost);
    open.push(element);
    visitor.open(element);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element !== undefined) visitor.close(element.name);
  });
  const takeText = (text: string): void => {
    if (open.length > 0) visitor.text(text);
  };
  parser.on("text", takeText);
  parser.on("cdata", takeText);
  parser.write(decodeXml(bytes)).close();
}

/**
 * Builds a tree of what `scanXml` would visit. Elements are handed in with `open` and closed with `close`; `root` is the first
 * one handed in.
 */
export class TreeBuilder implements XmlVisitor {
  root: XmlElement | undefined;
  private readonly path: { readonly element: XmlElement; readonly children: XmlNode[] }[] = [];

  /** Whether the element handed in first is still open. */
  get isOpen(): boolean {
    return this.path.length > 0;
  }

  open({ name, attributes }: XmlElement): void {
    const children: XmlNode[] = [];
    const element = { name, attributes, children };
    this.path.at(-1)?.children.push(element);
    this.path.push({ element, children });
    this.root ??= element;
  }

  close(): void {
    this.path.pop();
  }

  text(text: string): void {
    this.path.at(-1)?.children.push(text);
  }
}

/** Reads a part of an office file into a tree. @throws {ContainerError} as `scanXml`; also `corrupt` where there is no element. */
export function parseXml(bytes: Uint8Array): XmlElement {
  const tree = new TreeBuilder();
  scanXml(bytes, tree);
  if (tree.root === undefined) throw new ContainerError("corrupt", "The XML has no element.");
  return tree.root;
}

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
  readonly children: XmlNode[];
  readonly scope: Scope;
}

function makeScope(prefixes: ReadonlyMap<string, string>): Scope {
  return { prefixes, elementNames: new Map(), attributeNames: new Map() };
}

function narrowScope(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let prefixes: Map<string, string> | undefined;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    prefixes ??= new Map(scope.prefixes);
    prefixes.set(name === "xmlns" ? "" : name.slice("xmlns:".length), shortNameOf(value));
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
  const translated = new Map<string, string>();
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith("xmlns")) translated.set(translate(scope, key, scope.attributeNames, false), value);
  }
  return { name: translate(scope, name, scope.elementNames, true), attributes: translated, children: [], scope };
}

function decodeXml(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
}

function throwCorrupt(error: Error): never {
  throw new ContainerError("corrupt", `The XML is not well formed: ${error.message}`, { cause: error });
}

/**
 * Reads a part of an office file into a tree. A document type declaration is passed over: no entity but XML's own five
 * is resolved, and nothing outside is ever opened.
 * @throws {ContainerError} `corrupt` when the part is not well formed or nested beyond reason.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let scope = makeScope(new Map([["xml", "xml"]]));
  parser.on("error", throwCorrupt);
  parser.on("opentag", (tag) => {
    if (open.length >= MAX_DEPTH) throw new ContainerError("corrupt", `The XML nests deeper than ${MAX_DEPTH} elements.`);
    const element = openElement(tag.name, tag.attributes, scope);
    open.at(-1)?.children.push(element);
    open.push(element);
    root ??= element;
    scope = element.scope;
  });
  parser.on("closetag", () => {
    open.pop();
    scope = open.at(-1)?.scope ?? scope;
  });
  const addText = (text: string): void => void open.at(-1)?.children.push(text);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(decodeXml(bytes)).close();
  if (root === undefined) throw new ContainerError("corrupt", "The XML has no element.");
  return root;
}

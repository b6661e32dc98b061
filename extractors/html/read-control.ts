import { isTag, isText, type ChildNode, type Element } from "domhandler";

const UNSHOWN_INPUTS = new Set(["hidden", "submit", "button", "reset", "image", "file", "password", "color", "range"]);

function textInside(nodes: readonly ChildNode[]): string {
  return nodes.map((node) => (isText(node) ? node.data : isTag(node) ? textInside(node.children) : "")).join("");
}

function readInput(element: Element): string {
  const type = (element.attribs["type"] ?? "text").toLowerCase();
  if (type === "checkbox" || type === "radio") return element.attribs["checked"] === undefined ? "☐" : "☑";
  return UNSHOWN_INPUTS.has(type) ? "" : (element.attribs["value"] ?? "");
}

function readSelect(element: Element): string {
  const options = element.children.filter(isTag).flatMap((child) => (child.name === "optgroup" ? child.children.filter(isTag) : [child]));
  const selected = options.filter((option) => option.attribs["selected"] !== undefined);
  const shown = selected.length > 0 || element.attribs["multiple"] !== undefined ? selected : options.slice(0, 1);
  return shown.map((option) => textInside(option.children).trim()).join(" ");
}

/** What a form control shows in a saved page; undefined for elements that are none. */
export function readControl(element: Element): string | undefined {
  if (element.name === "input") return readInput(element);
  if (element.name === "select") return readSelect(element);
  return element.name === "textarea" ? textInside(element.children) : undefined;
}

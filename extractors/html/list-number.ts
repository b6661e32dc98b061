import { isTag, type Element } from "domhandler";

const alphabet = 26;

function writeLetters(value: number): string {
  const rest = Math.floor((value - 1) / alphabet);
  return (rest > 0 ? writeLetters(rest) : "") + String.fromCharCode(97 + ((value - 1) % alphabet));
}

function write(value: number, type: string): string {
  if (value < 1 || !/^[aA]$/.test(type)) return String(value);
  return type === "a" ? writeLetters(value) : writeLetters(value).toUpperCase();
}

function readWhole(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}

/** The numbers that a browser prints before the items of an ordered list, in order; roman ones are given as digits. */
export function numberItems(list: Element): Map<Element, string> {
  const numbers = new Map<Element, string>();
  if (/list-style(?:-type)?\s*:[^;]*none/i.test(list.attribs["style"] ?? "")) return numbers;
  let next = readWhole(list.attribs["start"]) ?? 1;
  for (const item of list.children.filter(isTag)) {
    if (item.name !== "li") continue;
    const value = readWhole(item.attribs["value"]) ?? next;
    numbers.set(item, `${write(value, list.attribs["type"] ?? "1")}. `);
    next = value + 1;
  }
  return numbers;
}

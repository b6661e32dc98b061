import { printable } from "../../print/printable.ts";

/**
 * An object as one line of JSON, with its end. File names may hold anything: what would act on a terminal that shows the
 * line is written as the escape that JSON has for it.
 */
export function jsonLine(value: object): string {
  return `${printable(JSON.stringify(value))}\n`;
}

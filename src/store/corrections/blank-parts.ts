import type { PathStep } from "../../canonical/record-path.ts";

type BlankPart = Readonly<Record<string, null>>;

/**
 * Parts of the record that are null as a whole where the form prints nothing of them, with the fields that a person may
 * fill in all the same.
 */
const blankParts: Readonly<Record<string, BlankPart>> = {
  region: { code: null, name: null },
  preparer: { name: null, phone: null, date: null },
  target: { raw: null, comparator: null, value: null, upper: null, unit: null, text: null },
};

/** The fields of a part that is null as a whole; undefined where the name is that of a single field. */
export function findBlankPart(name: PathStep): BlankPart | undefined {
  return typeof name === "string" && Object.hasOwn(blankParts, name) ? blankParts[name] : undefined;
}

/** The child of a branch at a field or position; undefined where there is none. Null is a child: "the form does not say". */
export function stepInto(node: unknown, step: PathStep): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  if (!Object.hasOwn(node, step)) return undefined;
  const child: unknown = Reflect.get(node, step);
  return child;
}

/** As {@link stepInto}, but a part that is null as a whole has its fields, each of them null. */
export function stepIntoPart(node: unknown, step: PathStep): unknown {
  const child = stepInto(node, step);
  return child === null ? (findBlankPart(step) ?? null) : child;
}

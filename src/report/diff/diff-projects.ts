import { isTracedValue } from "../../canonical/traced.ts";
import { itemKey } from "../../store/corrections/anchor.ts";

/** A value that two readings of one project do not both give alike; `-` only the one has it, `+` only the other. */
export interface ProjectDifference {
  readonly mark: "-" | "+" | "~";
  /** The field, list items named by what they say: `funding[annual|2024|total].amountFen`. */
  readonly field: string;
  readonly one: string | number | boolean | null;
  readonly other: string | number | boolean | null;
}

type Scalar = string | number | boolean;

/** What differs between two readings of a project, or between two years of one. Both may be traced or plain. */
export function diffProjects(one: unknown, other: unknown): ProjectDifference[] {
  const [first, second] = [new Map(listKeyed(one, "", "")), new Map(listKeyed(other, "", ""))];
  const fields = [...first.keys(), ...[...second.keys()].filter((field) => !first.has(field))];
  return fields.flatMap((field): ProjectDifference[] => {
    const [before, after] = [first.get(field) ?? null, second.get(field) ?? null];
    if (before !== null && after !== null && fold(before) === fold(after)) return [];
    return [{ mark: after === null ? "-" : before === null ? "+" : "~", field, one: before, other: after }];
  });
}

function* listKeyed(node: unknown, path: string, list: string): Generator<[string, Scalar]> {
  if (isTracedValue(node)) yield [path, node.value];
  else if (typeof node === "string" || typeof node === "number" || typeof node === "boolean") yield [path, node];
  else if (Array.isArray(node)) yield* listItems(node, path, list);
  else if (typeof node === "object" && node !== null) {
    for (const [key, child] of Object.entries(node)) yield* listKeyed(child, path === "" ? key : `${path}.${key}`, key);
  }
}

/** Items that say the same are told apart by their order. */
function* listItems(items: readonly unknown[], path: string, list: string): Generator<[string, Scalar]> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = itemKey(item, list);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    yield* listKeyed(item, `${path}[${key}${count === 1 ? "" : ` #${count}`}]`, list);
  }
}

function fold(value: Scalar): string | number | boolean {
  return typeof value === "string" ? value.normalize("NFKC").replace(/\s+/gu, "") : value;
}

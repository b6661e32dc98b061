import { isTracedValue, type TracedValue } from "./traced.ts";

/** A path's steps: names of fields and 0-based positions in lists. */
export type PathStep = string | number;

/** Writes a record path as findings do: `filings[0].projects[2].name`. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}

/**
 * Reads a record path back into its steps.
 * @throws {RangeError} when the text is no record path.
 */
export function parsePath(path: string): PathStep[] {
  if (!/^[A-Za-z]\w*(\[\d+\]|\.[A-Za-z]\w*)*$/u.test(path)) {
    throw new RangeError(`"${path}" is no record path; one looks like filings[0].projects[0].name`);
  }
  return [...path.matchAll(/\[(\d+)\]|\w+/gu)].map(([text, position]) => (position === undefined ? text : Number(position)));
}

/** A leaf of a traced tree with its path. */
export interface RecordLeaf {
  readonly path: string;
  readonly leaf: TracedValue<string | number | boolean>;
}

/** Every traced leaf below `node`, in the record's order; `base` is the path of `node` itself. */
export function* listLeaves(node: unknown, base: string): Generator<RecordLeaf> {
  if (isTracedValue(node)) {
    yield { path: base, leaf: node };
  } else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* listLeaves(item, `${base}[${index}]`);
  } else if (typeof node === "object" && node !== null) {
    for (const [key, child] of Object.entries(node)) yield* listLeaves(child, base === "" ? key : `${base}.${key}`);
  }
}

/** The lowest confidence among the values below `node`; 1 where there is no value to doubt. */
export function lowestConfidence(node: unknown): number {
  let lowest = 1;
  for (const { leaf } of listLeaves(node, "")) lowest = Math.min(lowest, leaf.confidence);
  return lowest;
}

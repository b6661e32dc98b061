import type { Random } from "../../../samples/make/random.ts";
import type { Mutator } from "./mutator.ts";

/** What may stand where something else is expected. */
const strangers: readonly unknown[] = [null, true, 0, -1, 1e308, 0.5, 4294967296, "", "0", "\ud800", "项目", [], {}, [[]], [null], { a: 1 }];

/** A place in a tree of JSON, with its value at the time of looking. */
interface Slot {
  readonly value: unknown;
  readonly write: (value: unknown) => void;
  readonly remove: () => void;
  /** Puts a value in behind this one; nothing where the place is no list's. */
  readonly append: (value: unknown, times: number) => void;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function itemSlot(list: unknown[], at: number): Slot {
  return {
    value: list[at],
    write: (value) => { list[at] = value; },
    remove: () => { list.splice(at, 1); },
    append: (value, times) => { list.splice(at, 0, ...Array<unknown>(times).fill(value)); },
  };
}

function propertySlot(holder: Record<string, unknown>, key: string): Slot {
  return {
    value: holder[key],
    write: (value) => { holder[key] = value; },
    remove: () => { Reflect.deleteProperty(holder, key); },
    append: () => undefined,
  };
}

function listSlots(value: unknown): Slot[] {
  const own = Array.isArray(value) ? value.map((_, at) => itemSlot(value, at)) : isObject(value) ? Object.keys(value).map((key) => propertySlot(value, key)) : [];
  return own.flatMap((slot) => [slot, ...listSlots(slot.value)]);
}

/** Puts another value, of this tree or a stranger, into one to three places of a tree of JSON; or takes one out. */
export function mutateTree(tree: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(tree);
  for (let count = random.int(1, 3); count > 0; count -= 1) {
    const slots = listSlots(copy);
    if (slots.length === 0) return random.pick(strangers);
    const slot = random.pick(slots);
    const deed = random.int(0, 3);
    if (deed === 0) slot.remove();
    else if (deed === 1) slot.write(random.pick(strangers));
    else if (deed === 2) slot.write(structuredClone(random.pick(slots).value));
    else slot.append(slot.value, random.pick([1, 2, 50]));
  }
  return copy;
}

/** Changes values of a JSON file, so that it stays JSON; other bytes stay as they are. */
export const mutateJson: Mutator = (bytes, random) => {
  try {
    return Buffer.from(JSON.stringify(mutateTree(JSON.parse(Buffer.from(bytes).toString("utf8")), random)));
  } catch (error) {
    if (error instanceof SyntaxError) return bytes;
    throw error;
  }
};

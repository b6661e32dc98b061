import { archiveTargets } from "./archives.ts";
import { formatTargets } from "./formats.ts";
import { mappingTarget } from "./mapping.ts";
import type { Target } from "./target.ts";

/** Everything that is fuzzed. */
export const targets: readonly Target[] = [...formatTargets, ...archiveTargets, mappingTarget];

/** @throws for a name that no target has. */
export function getTarget(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found === undefined) throw new Error(`there is no fuzz target ${name}; there are ${targets.map((target) => target.name).join(", ")}`);
  return found;
}

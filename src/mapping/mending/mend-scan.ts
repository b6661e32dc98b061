import type { Leaf } from "../form-text.ts";
import type { ReadRow } from "../readings.ts";
import { mendLookalikes } from "./mend-lookalikes.ts";
import { mendPercents } from "./mend-percents.ts";
import { mendPoints } from "./mend-points.ts";
import { mendSpecks } from "./mend-specks.ts";

/**
 * Mends what readers of pictures usually get wrong, where the form and its words tell what was printed. Each mended reading
 * keeps what was read; texts that the document states are left as they are.
 */
export function mendScan(rows: readonly ReadRow[], leaves: readonly Leaf[]): ReadRow[] {
  if (!leaves.some((leaf) => leaf.runs.some((run) => run.confidence !== undefined))) return [...rows];
  // An indicator whose name was mended is known for a share by it.
  return mendPoints(mendPercents(mendSpecks(mendLookalikes(rows, leaves))));
}

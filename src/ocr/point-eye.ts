import type { GrayImage, PixelBox } from "./gray-image.ts";
import { describeMark, type MarkContext } from "./mark-features.ts";
import { runNetwork, unpackNetwork, type MarkNetwork } from "./mark-network.ts";
import networkFile from "./point-network.json" with { type: "json" };

const NO_SIGN = "other";
const LEAST_SUM = 0.3;
let loaded: MarkNetwork | undefined;

/** What the eye makes of the ink in a box: the chance of each sign, and of anything else. */
export interface SeenPoint {
  readonly chances: ReadonlyMap<string, number>;
  readonly other: number;
}

/**
 * Looks at the ink in a box and tells points, brackets, quotation marks and % apart from each other and from all other
 * characters. Only signs that can stand there are taken; what the eye sees of the others is shared out among them.
 */
export function lookAtPoint(image: GrayImage, box: PixelBox, context: MarkContext, canStand: (sign: string) => boolean): SeenPoint {
  const eye = (loaded ??= unpackNetwork(networkFile));
  const scores = runNetwork(eye, describeMark(image, box, context));
  const taken = eye.classes.flatMap((sign, index): [string, number][] => (sign === NO_SIGN || canStand(sign) ? [[sign, scores[index] ?? 0]] : []));
  // Where hardly anything that the eye sees can stand, nothing is made of the rest.
  const sum = Math.max(LEAST_SUM, taken.reduce((so, [, score]) => so + score, 0));
  const chances = new Map(taken.map(([sign, score]) => [sign, score / sum]));
  const other = chances.get(NO_SIGN) ?? 0;
  chances.delete(NO_SIGN);
  return { chances, other };
}

/** The likeliest of the signs that the eye sees; undefined where none is likelier than anything else. */
export function pickSign({ chances, other }: SeenPoint): { readonly sign: string; readonly confidence: number } | undefined {
  const [best] = [...chances].sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] <= other ? undefined : { sign: best[0], confidence: best[1] };
}

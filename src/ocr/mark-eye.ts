import type { GrayImage, PixelBox } from "./gray-image.ts";
import { describeMark, type MarkContext } from "./mark-features.ts";
import networkFile from "./mark-network.json" with { type: "json" };
import { runNetwork, unpackNetwork, type MarkNetwork } from "./mark-network.ts";

/** What the eye sees in a box: a sign, or undefined for anything else; and the chance that it is right. */
export interface SeenMark {
  readonly sign: string | undefined;
  readonly confidence: number;
}

const NO_SIGN = "other";
let loaded: MarkNetwork | undefined;

/** Looks at the pixels in a box and tells ≥ ≤ > < = □ ☑ ☒ √ ■ × apart from each other and from all other characters. */
export function lookAtMark(image: GrayImage, box: PixelBox, context: MarkContext): SeenMark {
  loaded ??= unpackNetwork(networkFile);
  const scores = runNetwork(loaded, describeMark(image, box, context));
  const confidence = Math.max(...scores);
  const sign = loaded.classes[scores.indexOf(confidence)];
  return { sign: sign === NO_SIGN ? undefined : sign, confidence };
}

import { identityHomography, type Homography } from "../document/homography.ts";
import type { GrayImage, InkImage } from "./gray-image.ts";
import { estimateSkew } from "./skew.ts";
import { thresholdInk } from "./threshold.ts";
import { turnAbout, warpImage } from "./warp.ts";

/** A page whose lines run level, and the map in pixels from it to the page as it was given. */
export interface StraightPage {
  readonly gray: GrayImage;
  readonly ink: InkImage;
  readonly toGiven: Homography;
}

/** Below this many degrees a line over the whole page climbs less than its own thickness; turning would only blur. */
const MIN_SKEW = 0.06;
/** Half a threshold window as a share of the page's shorter side: some two characters, less than a shadow. */
const WINDOW_SHARE = 0.02;
const MIN_WINDOW_PX = 12;

/** Parts ink from paper and turns the page level. */
export function straightenPage(gray: GrayImage): StraightPage {
  const ink = threshold(gray);
  const degrees = estimateSkew(ink);
  if (Math.abs(degrees) < MIN_SKEW) return { gray, ink, toGiven: identityHomography };
  const toGiven = turnAbout(gray.width, gray.height, degrees);
  const level = warpImage(gray, toGiven);
  return { gray: level, ink: threshold(level), toGiven };
}

function threshold(gray: GrayImage): InkImage {
  return thresholdInk(gray, Math.max(MIN_WINDOW_PX, Math.round(WINDOW_SHARE * Math.min(gray.width, gray.height))));
}

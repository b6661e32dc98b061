import { composeHomographies, identityHomography, mapPoint, type Homography } from "../document/homography.ts";
import type { GrayImage, InkImage } from "./gray-image.ts";
import { coverSurroundings } from "./paper-mask.ts";
import { findPlainTurn, measureDirections, rectifyingMap } from "./perspective.ts";
import { thresholdInk } from "./threshold.ts";
import { warpImage } from "./warp.ts";

/** A page whose lines run level, and the map in pixels from it to the page as it was given. */
export interface StraightPage {
  readonly gray: GrayImage;
  readonly ink: InkImage;
  readonly toGiven: Homography;
}

/** A map that moves no corner by more than this share of the page's width is not worth the blur of applying it. */
const MIN_SHIFT = 0.0012;
/** After this many rounds lines run as level as they will; a photo's angles are measured roughly at first. */
const MAX_ROUNDS = 2;
/** A scan that is turned by no more than this, in degrees, is measured so well that a second round finds nothing. */
const SMALL_TURN = 2;
/** Half a threshold window as a share of the page's shorter side: some two characters, less than a shadow. */
const WINDOW_SHARE = 0.02;
const MIN_WINDOW_PX = 12;

/** Parts ink from paper, turns the page level and takes out what perspective there is. */
export function straightenPage(given: GrayImage): StraightPage {
  const gray = coverSurroundings(given);
  let page: StraightPage = { gray, ink: threshold(gray), toGiven: identityHomography };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const directions = measureDirections(page.ink);
    const step = rectifyingMap(gray.width, gray.height, directions);
    if (largestShift(step, gray) < MIN_SHIFT * gray.width) break;
    const toGiven = round === 0 ? step : composeHomographies(page.toGiven, step);
    // Always from the picture as it was given: each resampling blurs.
    const level = warpImage(gray, toGiven);
    page = { gray: level, ink: threshold(level), toGiven };
    if (Math.abs(findPlainTurn(directions) ?? Infinity) <= SMALL_TURN) break;
  }
  return page;
}

function largestShift(map: Homography, { width, height }: GrayImage): number {
  const corners = [[0, 0], [width, 0], [0, height], [width, height]] as const;
  return Math.max(...corners.map(([x, y]) => {
    const [toX, toY] = mapPoint(map, x, y);
    return Math.hypot(toX - x, toY - y);
  }));
}

function threshold(gray: GrayImage): InkImage {
  return thresholdInk(gray, Math.max(MIN_WINDOW_PX, Math.round(WINDOW_SHARE * Math.min(gray.width, gray.height))));
}

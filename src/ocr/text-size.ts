import type { Component } from "./components.ts";

/** Patches lower than this are dust, points and strokes, whatever the resolution. */
const MIN_HEIGHT_PX = 7;
const MAX_HEIGHT_PX = 160;
/** Character-like patches are about as wide as high. */
const MAX_ASPECT = 1.8;
/** Many characters fall into smaller patches, few patches hold two characters: the size lies high among the heights. */
const HEIGHT_QUANTILE = 0.7;
/** With fewer character-like patches than this the page has no text to speak of. */
const MIN_PATCHES = 3;

/** The height of a Chinese character on the page in pixels; undefined where nothing looks like text. */
export function estimateTextSize(components: readonly Component[]): number | undefined {
  const heights = components.filter(isCharacterLike).map((component) => component.y1 - component.y0);
  if (heights.length < MIN_PATCHES) return undefined;
  heights.sort((a, b) => a - b);
  return heights[Math.floor(heights.length * HEIGHT_QUANTILE)];
}

function isCharacterLike(component: Component): boolean {
  const width = component.x1 - component.x0;
  const height = component.y1 - component.y0;
  if (height < MIN_HEIGHT_PX || height > MAX_HEIGHT_PX) return false;
  return width <= MAX_ASPECT * height && height <= MAX_ASPECT * width && component.area >= 0.12 * width * height;
}

import { drawChangdu } from "./changdu.ts";
import type { Random } from "../random.ts";
import type { Drawing, Layout } from "./drawing.ts";
import { drawJieyang } from "./jieyang.ts";
import { drawSongjiang } from "./songjiang.ts";
import { drawFurtherRegions, drawOtherRegions } from "./other/index.ts";
import { drawXinzhou } from "./xinzhou.ts";

export const layoutNames = ["changdu", "songjiang", "xinzhou", "jieyang"] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Invents a record and draws its form in one of the arrangements of other regions, by the given number in turn. */
export function drawOtherRegion(random: Random, index: number): Drawing {
  const forms = Object.values({ ...drawOtherRegions, ...drawFurtherRegions });
  const draw = forms[index % forms.length];
  if (draw === undefined) throw new Error("there is no other region");
  return draw(random);
}

/** The four layouts that have a mapping of their own. */
export const layouts: Readonly<Record<LayoutName, Layout>> = {
  changdu: drawChangdu,
  songjiang: drawSongjiang,
  xinzhou: drawXinzhou,
  jieyang: drawJieyang,
};

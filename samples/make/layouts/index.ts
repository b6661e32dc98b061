import { drawChangdu } from "./changdu.ts";
import type { Layout } from "./drawing.ts";
import { drawJieyang } from "./jieyang.ts";
import { drawSongjiang } from "./songjiang.ts";
import { drawXinzhou } from "./xinzhou.ts";

export const layoutNames = ["changdu", "songjiang", "xinzhou", "jieyang"] as const;
export type LayoutName = (typeof layoutNames)[number];

/** The four layouts that have a mapping of their own. */
export const layouts: Readonly<Record<LayoutName, Layout>> = {
  changdu: drawChangdu,
  songjiang: drawSongjiang,
  xinzhou: drawXinzhou,
  jieyang: drawJieyang,
};

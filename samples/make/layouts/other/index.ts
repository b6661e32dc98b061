import type { Random } from "../../random.ts";
import type { Drawing } from "../drawing.ts";
import { drawDepartmentWhole, drawProjectList } from "./list-forms.ts";
import { drawColonLines, drawOneLevel, drawTransfer, drawWideList } from "./plain-forms.ts";
import { drawPeriodsAbreast, drawSelfEvaluation, drawSignedList, drawSteppedLevels } from "./published-forms.ts";
import { drawAnnualScores, drawCostFirst, drawDirectionUnits, drawInlineAmounts, drawSideBySide, drawTwoTargets } from "./project-forms.ts";

/** Forms of regions that have no mapping of their own, in the arrangements found across the country, by name. */
export const drawOtherRegions: Readonly<Record<string, (random: Random) => Drawing>> = {
  "annual-scores": drawAnnualScores,
  "direction-units": drawDirectionUnits,
  "two-targets": drawTwoTargets,
  "side-by-side": drawSideBySide,
  "cost-first": drawCostFirst,
  "inline-amounts": drawInlineAmounts,
  "department-whole": drawDepartmentWhole,
  "project-list": drawProjectList,
  "colon-lines": drawColonLines,
  "one-level": drawOneLevel,
  "wide-list": drawWideList,
  transfer: drawTransfer,
};

/** Arrangements that are measured and held by tests; the committed samples leave them out. */
export const drawFurtherRegions: Readonly<Record<string, (random: Random) => Drawing>> = {
  "signed-list": drawSignedList,
  "stepped-levels": drawSteppedLevels,
  "self-evaluation": drawSelfEvaluation,
  "periods-abreast": drawPeriodsAbreast,
};

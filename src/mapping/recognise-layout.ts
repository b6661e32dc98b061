import { makeFinding, type Finding } from "../document/finding.ts";
import { joinLines } from "./join-lines.ts";
import { splitLines } from "./split-lines.ts";
import { alignForm, type FormAlignment } from "./align-form.ts";
import { longestLabel, scoreLabel } from "./align-text.ts";
import { expandRunning } from "./running/expand-running.ts";
import type { FormText, Leaf, Unit } from "./form-text.ts";
import type { Mapping, MappingSet, PictureRow } from "./picture.ts";

export interface RecognisedLayout {
  readonly mapping: Mapping;
  readonly alignment: FormAlignment;
  /** The share of the picture's labels that was found, 0 to 1, weighed by their length. */
  readonly share: number;
  readonly findings: readonly Finding[];
}

/** A layout of which less than this share of labels is found is not that layout. */
const leastShare = 0.4;
/** Under this share the layout is said to be recognised weakly. */
const soundShare = 0.7;

/** The mapping whose picture the document fits best; undefined where it fits none. */
export function recogniseLayout(set: MappingSet, { units, leaves }: FormText): RecognisedLayout | undefined {
  const candidates = set.mappings.map((mapping) => measureFit(mapping, units, leaves)).filter((one) => one.share >= leastShare);
  const best = candidates.sort((a, b) => b.share - a.share)[0];
  if (best === undefined || best.share >= soundShare) return best;
  const message = `Only ${(100 * best.share).toFixed(0)} % of the labels of layout ${best.mapping.id} were found.`;
  return { ...best, findings: [makeFinding("layout-weak", message, { actual: best.mapping.id })] };
}

function measureFit(mapping: Mapping, units: readonly Unit[], leaves: readonly Leaf[]): RecognisedLayout {
  const alignment = alignForm(mapping, expandRunning(mapping, joinLines(splitLines(mapping, units)), leaves));
  let whole = 0;
  let found = 0;
  mapping.rows.forEach((row, index) => {
    const worth = rateRow(row);
    if (worth <= 0) return;
    whole += worth;
    const best = Math.max(0, ...alignment.aligned.filter((one) => one.row === index).map((one) => one.alignment.score));
    found += Math.min(worth, best);
  });
  return { mapping, alignment, share: whole === 0 ? 0 : found / whole, findings: [] };
}

/** What a row is worth when each of its labels stands there to the letter. */
function rateRow(row: PictureRow): number {
  return row.elements.reduce((sum, element) => sum + (element.kind === "label" ? scoreLabel(longestLabel(element), 1) : 0), 0);
}

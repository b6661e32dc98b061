import { makeFinding, type Finding } from "../document/finding.ts";
import { alignForm, type FormAlignment } from "./align-form.ts";
import { longestLabel, scoreLabel } from "./align-text.ts";
import { draftForm } from "./draft/draft-mapping.ts";
import type { FormText, Leaf, Unit } from "./form-text.ts";
import { joinLines } from "./join-lines.ts";
import { foldLabel } from "./label-text.ts";
import { mergeHeaderRows } from "./merge-header-rows.ts";
import type { LabelElement, Mapping, MappingSet, PictureRow, Vocabulary } from "./picture.ts";
import { expandRunning } from "./running/expand-running.ts";
import { splitLines } from "./split-lines.ts";

export interface RecognisedLayout {
  readonly mapping: Mapping;
  readonly alignment: FormAlignment;
  /** The share of the picture's labels that was found, 0 to 1, weighed by their length. */
  readonly share: number;
  /** The same share of the labels down to the last row that was found. */
  readonly shareToEnd: number;
  /** The share of all labels that belong below the last row that was found. */
  readonly shareBeyond: number;
  readonly findings: readonly Finding[];
}

/** A layout of which less than this share of labels is found is not that layout. */
const leastShare = 0.35;
/** From this share on the layout is that one without further question. */
const soundShare = 0.92;
/** Below it the layout is said to be recognised weakly. */
const weakShare = 0.6;
/** Mappings are tried in full when they have at least this part of the best one's labels to the letter. */
const worthTrying = 0.5;

/**
 * The mapping whose picture the document fits best, first. Where none fits soundly, a picture drafted from the vocabulary
 * comes as a second: which of them is meant shows when both are tried. Empty where neither finds a form.
 */
export function recogniseLayout(set: MappingSet, text: FormText): RecognisedLayout[] {
  const units = joinLines(text.units);
  const candidates = pickCandidates(set.mappings, text.leaves).map((mapping) => measureFit(mapping, units, text.leaves));
  const best = candidates.filter((one) => one.share >= leastShare || isCutOff(one)).sort((a, b) => b.share - a.share)[0];
  if (best !== undefined && best.share >= soundShare) return [best];
  const drafted = draftLayout(set.vocabulary, units);
  return [best === undefined ? undefined : reportFit(best), drafted].filter((one) => one !== undefined);
}

/** The form's beginning is there, row for row, and its end is not. */
function isCutOff(fit: RecognisedLayout): boolean {
  return fit.shareBeyond >= leastCut && fit.shareToEnd >= soundBeginning && fit.alignment.aligned.length >= leastLines;
}

/** Labels below the last row that was found: fewer may be a foot that a document leaves out. */
const leastCut = 0.15;
const soundBeginning = 0.8;
const leastLines = 4;

function reportFit(best: RecognisedLayout): RecognisedLayout {
  if (isCutOff(best)) {
    const message = `The document breaks off: of layout ${best.mapping.id} only the first ${(100 * best.share).toFixed(0)} % of the labels are there.`;
    return { ...best, findings: [makeFinding("form-incomplete", message, { actual: best.mapping.id })] };
  }
  if (best.share >= weakShare) return best;
  const message = `Only ${(100 * best.share).toFixed(0)} % of the labels of layout ${best.mapping.id} were found.`;
  return { ...best, findings: [makeFinding("layout-weak", message, { actual: best.mapping.id })] };
}

/** A quick look: mappings are ranked by the labels that stand in the document to the letter. */
function pickCandidates(mappings: readonly Mapping[], leaves: readonly Leaf[]): Mapping[] {
  const whole = leaves.map((leaf) => foldLabel(leaf.text).text).join("\n");
  const ranked = mappings.map((mapping) => ({ mapping, share: shareToTheLetter(mapping, whole) }));
  const most = Math.max(0, ...ranked.map((one) => one.share));
  return ranked.filter((one) => one.share >= worthTrying * most).map((one) => one.mapping);
}

function shareToTheLetter(mapping: Mapping, text: string): number {
  const labels = mapping.rows.flatMap((row) => row.elements.filter((element): element is LabelElement => element.kind === "label"));
  const found = labels.filter((label) => label.folded.some((folded) => text.includes(folded)));
  return found.length / Math.max(1, labels.length);
}

function draftLayout(vocabulary: Vocabulary, units: readonly Unit[]): RecognisedLayout | undefined {
  const drafted = draftForm(vocabulary, mergeHeaderRows(units));
  // Every row was drawn from a line that is there.
  return drafted === undefined ? undefined : { ...drafted, share: 1, shareToEnd: 1, shareBeyond: 0, findings: [] };
}

function measureFit(mapping: Mapping, units: readonly Unit[], leaves: readonly Leaf[]): RecognisedLayout {
  const alignment = alignForm(mapping, expandRunning(mapping, splitLines(mapping, units), leaves));
  let whole = 0;
  let toEnd = 0;
  let found = 0;
  const end = Math.max(-1, ...alignment.aligned.map((one) => one.row));
  mapping.rows.forEach((row, index) => {
    const worth = rateRow(row);
    if (worth <= 0) return;
    whole += worth;
    if (index <= end) toEnd += worth;
    const best = Math.max(0, ...alignment.aligned.filter((one) => one.row === index).map((one) => one.alignment.score));
    found += Math.min(worth, best);
  });
  const part = (of: number, all: number): number => (all === 0 ? 0 : of / all);
  return { mapping, alignment, share: part(found, whole), shareToEnd: part(found, toEnd), shareBeyond: part(whole - toEnd, whole), findings: [] };
}

/** What a row is worth when each of its labels stands there to the letter. */
function rateRow(row: PictureRow): number {
  return row.elements.reduce((sum, element) => sum + (element.kind === "label" ? scoreLabel(longestLabel(element), 1) : 0), 0);
}

import type { Block, Paragraph } from "../document/document.ts";
import { boxOf } from "./reading-order.ts";
import type { PageBlocks } from "./recover-page.ts";
import { squeeze } from "./similar-text.ts";
import { median } from "./lines.ts";

type Role = "header" | "footer" | "page-number";

/** Running heads and feet stand within this share of the page's height from its edge: the margin, and a line. */
const MARGIN_SHARE = 0.085;
/** A page number may stand a little further in. */
const NUMBER_SHARE = 0.12;
/** A head stands at the same height on each page, to this, in points. */
const SAME_HEIGHT_PT = 8;
/** A page number that was misread is no longer than this, and its middle stands this near to where other pages have theirs, in points. */
const MISREAD_CHARACTERS = 5;
const SAME_PLACE_PT = 15;
/** Running heads stand on at least this share of the pages, and on two. */
const REPEATED_SHARE = 0.3;
/** What is set larger than the text by this is a title, also when each page has it. */
const TITLE_SIZE = 1.2;

// A scan's dashes beside the number are often read as points.
const PAGE_NUMBER = /^(?:[-—–－―·~.,、_=]*\d{1,4}[-—–－―·~.,、_=]*|第\d{1,4}页(?:[,，/]?(?:共|总)\d{1,4}页)?|\d{1,4}\/\d{1,4}|(?:page|p\.?)\d{1,4}(?:(?:of|\/)\d{1,4})?|[ivxl]{1,6})$/i;

/** A page's block at its index, on the page at its index. */
interface Candidate {
  readonly page: number;
  readonly block: number;
  readonly key: string;
  readonly fromEdgePt: number;
  readonly role: "header" | "footer";
}

/** The pages' blocks, with running heads, feet and page numbers marked as what they are. Order and number stay. */
export function markFurniture(pages: readonly PageBlocks[]): PageBlocks[] {
  const roles = new Map<string, Role>();
  const candidates = pages.flatMap((page, index) => findCandidates(page, index));
  for (const group of groupAlike(candidates)) {
    const onPages = new Set(group.map((candidate) => candidate.page)).size;
    if (onPages < Math.max(2, REPEATED_SHARE * pages.length)) continue;
    for (const { page, block, role } of group) roles.set(`${page}:${block}`, role);
  }
  const numbered = pages.map((page, pageIndex) => ({
    ...page,
    blocks: page.blocks.map((block, index) => withRole(block, numberRole(block, page) ?? roles.get(`${pageIndex}:${index}`))),
  }));
  return markMisreadNumbers(numbered);
}

/** Page numbers that a scan's reader took for something else: short print that stands where other pages have their number. */
function markMisreadNumbers(pages: readonly PageBlocks[]): PageBlocks[] {
  const places = pages.flatMap((page) => page.blocks.flatMap((block) => ("role" in block && block.role === "page-number" ? [placeInPage(block, page)] : [])));
  const isNumber = (block: Block, page: PageBlocks): boolean => {
    if (block.kind === "table" || block.role !== undefined || squeeze(block.text).length > MISREAD_CHARACTERS) return false;
    if (!block.runs.every((run) => run.confidence !== undefined)) return false;
    const [x, y] = placeInPage(block, page);
    return places.some(([otherX, otherY]) => Math.abs(x - otherX) <= SAME_PLACE_PT && Math.abs(y - otherY) <= SAME_PLACE_PT);
  };
  return pages.map((page) => ({ ...page, blocks: page.blocks.map((block) => (isNumber(block, page) ? withRole(block, "page-number") : block)) }));
}

/** A block's middle, seen from the middle of the page's upper edge where it stands in the upper half, else of its lower. */
function placeInPage(block: Block, { widthPt, heightPt }: PageBlocks): [number, number] {
  const [x0, y0, x1, y1] = boxOf(block);
  const y = (y0 + y1) / 2;
  return [(x0 + x1) / 2 - widthPt / 2, y < heightPt / 2 ? y : y - heightPt];
}

function withRole(block: Block, role: Role | undefined): Block {
  return role === undefined || block.kind === "table" || block.role !== undefined ? block : { ...block, role };
}

function numberRole(block: Block, page: PageBlocks): Role | undefined {
  if (block.kind === "table" || !PAGE_NUMBER.test(squeeze(block.text))) return undefined;
  const [, y0, , y1] = boxOf(block);
  const inMargin = y0 >= (1 - NUMBER_SHARE) * page.heightPt || y1 <= MARGIN_SHARE * page.heightPt;
  const isOutermost = page.blocks.every((other) => other === block || !reachesBeyond(boxOf(other), [y0, y1], page.heightPt));
  return inMargin && isOutermost ? "page-number" : undefined;
}

/** Whether a box goes further out than the other, towards the edge of the page that the other is near. */
function reachesBeyond([, top, , bottom]: readonly number[], [y0, y1]: readonly [number, number], heightPt: number): boolean {
  return y0 > heightPt / 2 ? (bottom ?? 0) > y1 + SAME_HEIGHT_PT : (top ?? 0) < y0 - SAME_HEIGHT_PT;
}

/** Paragraphs in the margins: from the page's edge inwards, up to the first block that is none. */
function findCandidates(page: PageBlocks, pageIndex: number): Candidate[] {
  const size = bodySize(page);
  const order = page.blocks.map((block, index) => ({ block, index })).toSorted((a, b) => boxOf(a.block)[1] - boxOf(b.block)[1]);
  const take = (items: typeof order, role: "header" | "footer"): Candidate[] => {
    const found: Candidate[] = [];
    for (const { block, index } of items) {
      if (block.kind === "table" || !isInMargin(block, page, role) || lineHeight(block) > TITLE_SIZE * size) break;
      const [, y0, , y1] = boxOf(block);
      const fromEdgePt = role === "header" ? y0 : page.heightPt - y1;
      found.push({ page: pageIndex, block: index, key: `${role}${squeeze(block.text).replace(/\d+/g, "#")}`, fromEdgePt, role });
    }
    return found;
  };
  return [...take(order, "header"), ...take(order.toReversed(), "footer")];
}

function isInMargin(block: Block, page: PageBlocks, role: "header" | "footer"): boolean {
  const [, y0, , y1] = boxOf(block);
  return role === "header" ? y1 <= MARGIN_SHARE * page.heightPt : y0 >= (1 - MARGIN_SHARE) * page.heightPt;
}

function bodySize(page: PageBlocks): number {
  const heights = page.blocks.flatMap((block) =>
    block.kind === "table" ? block.cells.flatMap((cell) => cell.runs.slice(0, 1).map((run) => heightOf(run))) : block.runs.map(heightOf),
  );
  return median(heights);
}

function lineHeight(block: Paragraph): number {
  return median(block.runs.map(heightOf));
}

function heightOf(run: Paragraph["runs"][number]): number {
  return "box" in run.at ? run.at.box[3] - run.at.box[1] : 0;
}

/** Candidates with the same words at the same height. */
function groupAlike(candidates: readonly Candidate[]): Candidate[][] {
  return [...Map.groupBy(candidates, (candidate) => candidate.key).values()].flatMap((same) => {
    const sorted = same.toSorted((a, b) => a.fromEdgePt - b.fromEdgePt);
    const groups: Candidate[][] = [];
    for (const candidate of sorted) {
      const group = groups.at(-1);
      if (group !== undefined && candidate.fromEdgePt - (group[0]?.fromEdgePt ?? 0) <= SAME_HEIGHT_PT) group.push(candidate);
      else groups.push([candidate]);
    }
    return groups;
  });
}

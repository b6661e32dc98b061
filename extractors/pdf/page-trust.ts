import type { DrawnPage } from "./page-marks-reader.ts";
import type { PlacedImage } from "./page-marks.ts";
import type { SeenContent } from "./page-content.ts";
import { area, commonArea, unite } from "../../src/grid/box.ts";
import type { Box } from "../../src/document/place.ts";
import { isCommonHan } from "./common-han.ts";

/**
 * How a page is to be read: its text as it is; its picture, because the text is missing or not what is seen; its text,
 * and the pictures on it besides; or not at all, since nothing is on it.
 */
export type Verdict =
  | { readonly kind: "text" }
  | { readonly kind: "picture"; readonly because: "no-text" | "hidden-text" | "worthless-text"; readonly hasText: boolean }
  | { readonly kind: "mixed"; readonly regions: readonly Box[] }
  | { readonly kind: "blank" };

/** Pictures that cover this share of a page are its scan. */
const SCAN_SHARE = 0.7;
/** On a scan, so few characters are a stamp or a page number, not the text. */
const STRAY_CHARACTERS = 40;
/** When more of the characters than this mean nothing, the text layer is worthless. */
const MEANINGLESS_SHARE = 0.15;
/** Where fewer of the Chinese characters than this are common ones, the font names its pictures by the wrong characters. */
const COMMON_SHARE = 0.6;
const ENOUGH_HAN = 30;
/** A picture on a page with text is read when it is this large a share of the page, and sharp enough to hold text. */
const REGION_SHARE = 0.12;
const REGION_DPI = 90;
/** Letters drawn as shapes: so many curves on a page without characters. */
const OUTLINED_TEXT_CURVES = 60;

/** Decides how a page is to be read. */
export function judgePage(page: DrawnPage, { content, hidden }: SeenContent): Verdict {
  const seen = content.glyphs.filter((glyph) => glyph.text.trim() !== "");
  const text = seen.map((glyph) => glyph.text).join("");
  const isScan = coverage(page) >= SCAN_SHARE;
  const hasText = seen.length + hidden.length > 0;
  if (isScan && seen.length < STRAY_CHARACTERS) return { kind: "picture", because: hidden.length > seen.length ? "hidden-text" : "no-text", hasText };
  if (isWorthless(text)) return { kind: "picture", because: "worthless-text", hasText };
  if (seen.length === 0) return judgeWithoutText(page, hasText);
  const regions = isScan ? [] : page.images.filter((image) => isTextSized(image, page)).map((image) => image.box);
  return regions.length > 0 ? { kind: "mixed", regions } : { kind: "text" };
}

function judgeWithoutText(page: DrawnPage, hasText: boolean): Verdict {
  const drawn = page.curveCount >= OUTLINED_TEXT_CURVES || page.images.some((image) => area(image.box) >= REGION_SHARE * pageArea(page));
  return drawn ? { kind: "picture", because: "no-text", hasText } : { kind: "blank" };
}

/** Whether too much of a text is private use, replacement or control characters, or Chinese characters that nobody uses. */
export function isWorthless(text: string): boolean {
  const characters = Array.from(text);
  const meaningless = characters.filter((character) => /[\ue000-\uf8ff\ufffd\u0080-\u009f\u{f0000}-\u{10ffff}]/u.test(character)).length;
  if (meaningless > MEANINGLESS_SHARE * characters.length) return true;
  const han = characters.filter((character) => /\p{Script=Han}/u.test(character));
  return han.length >= ENOUGH_HAN && han.filter(isCommonHan).length < COMMON_SHARE * han.length;
}

/** The share of the page under pictures; strips of one scan count together. */
function coverage(page: DrawnPage): number {
  if (page.images.length === 0) return 0;
  const own = page.images.reduce((sum, image) => sum + area(image.box), 0);
  const around = area(unite(page.images.map((image) => image.box)));
  return Math.min(own, around) / pageArea(page);
}

function isTextSized(image: PlacedImage, page: DrawnPage): boolean {
  const widthPt = image.box[2] - image.box[0];
  const dpi = (Math.max(image.widthPx, image.heightPx) * 72) / Math.max(widthPt, image.box[3] - image.box[1], 1);
  return commonArea(image.box, [0, 0, page.widthPt, page.heightPt]) >= REGION_SHARE * pageArea(page) && dpi >= REGION_DPI;
}

function pageArea(page: DrawnPage): number {
  return page.widthPt * page.heightPt;
}

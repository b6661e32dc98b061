import sharp from "sharp";
import type { OpenOriginal } from "./open-original.ts";
import type { OriginalOutline, OriginalRequest, PageTurn } from "./protocol.ts";

/** As the pages of an original are drawn. */
const pictureQuality = 90;

/** Draws a page turned upright: the picture is as wide as asked for after the turn. Rejects as {@link OpenOriginal.drawPage} does. */
export async function drawTurned(original: OpenOriginal, { page, widthPx, turn }: Extract<OriginalRequest, { kind: "page" }>): Promise<Uint8Array> {
  if (turn === 0) return original.drawPage(page, widthPx);
  const jpeg = await original.drawPage(page, isLying(turn) ? await crossWidth(original, page, widthPx) : widthPx);
  return new Uint8Array(await sharp(jpeg).rotate(turn).jpeg({ quality: pictureQuality }).toBuffer());
}

/** The width of a page on its side that is so wide when it stands. */
async function crossWidth(original: OpenOriginal, page: number, widthPx: number): Promise<number> {
  const outline = await original.outline();
  const size = outline.kind === "pages" ? outline.pages[page - 1] : undefined;
  return size === undefined ? widthPx : Math.max(1, Math.round((widthPx * size.width) / size.height));
}

/** An outline with the sizes of pages as they are after their turns; by page number, 1-based. */
export function turnOutline(outline: OriginalOutline, turns: ReadonlyMap<number, PageTurn>): OriginalOutline {
  if (outline.kind !== "pages") return outline;
  const pages = outline.pages.map(({ width, height }, index) => (isLying(turns.get(index + 1) ?? 0) ? { width: height, height: width } : { width, height }));
  return { kind: "pages", pages };
}

function isLying(turn: PageTurn): boolean {
  return turn % 180 !== 0;
}

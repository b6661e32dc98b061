import type { Homography } from "../../src/document/homography.ts";
import type { Glyph, PageContent, Ruling } from "../../src/document/page-content.ts";
import type { Box } from "../../src/document/place.ts";

/** A page with its text upright, and the way back to the page as the file states it. */
export interface TurnedPage {
  readonly upright: PageContent;
  readonly toPage?: Homography;
}

type Turn = 90 | 180 | 270;

/** When most of its characters are turned one way, the page was laid on its side and must be read from there. */
const MOST = 0.5;

/** Turns a page so that most of its text is upright. Its characters' own turns then count from there. */
export function findTurn(content: PageContent): TurnedPage {
  const inked = content.glyphs.filter((glyph) => glyph.text.trim() !== "");
  const turn = ([90, 180, 270] as const).find((candidate) => inked.filter((glyph) => glyph.turn === candidate).length > MOST * inked.length);
  return turn === undefined ? { upright: content } : turnPage(content, turn);
}

function turnPage(content: PageContent, turn: Turn): TurnedPage {
  const { widthPt, heightPt } = content;
  const sideways = turn !== 180;
  const turnBox = ([x0, y0, x1, y1]: Box): Box => {
    const [ax, ay] = turnPoint(x0, y0, content, turn);
    const [bx, by] = turnPoint(x1, y1, content, turn);
    return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  };
  const turnGlyph = ({ turn: own, ...glyph }: Glyph): Glyph => {
    const left = restTurn(own ?? 0, turn);
    return { ...glyph, box: turnBox(glyph.box), ...(left === undefined ? {} : { turn: left }) };
  };
  const turnRuling = ({ x0, y0, x1, y1, widthPt: width }: Ruling): Ruling => {
    const [ax, ay] = turnPoint(x0, y0, content, turn);
    const [bx, by] = turnPoint(x1, y1, content, turn);
    return { x0: ax, y0: ay, x1: bx, y1: by, widthPt: width };
  };
  const upright: PageContent = {
    ...content,
    widthPt: sideways ? heightPt : widthPt,
    heightPt: sideways ? widthPt : heightPt,
    glyphs: content.glyphs.map(turnGlyph),
    rulings: content.rulings.map(turnRuling),
  };
  return { upright, toPage: wayBack(content, turn) };
}

/** Where a point goes when the page is turned back by `turn` degrees, counter-clockwise. */
function turnPoint(x: number, y: number, { widthPt, heightPt }: PageContent, turn: Turn): [number, number] {
  if (turn === 90) return [y, widthPt - x];
  return turn === 180 ? [widthPt - x, heightPt - y] : [heightPt - y, x];
}

function wayBack({ widthPt, heightPt }: PageContent, turn: Turn): Homography {
  if (turn === 90) return [0, -1, widthPt, 1, 0, 0, 0, 0, 1];
  return turn === 180 ? [-1, 0, widthPt, 0, -1, heightPt, 0, 0, 1] : [0, 1, 0, -1, 0, heightPt, 0, 0, 1];
}

function restTurn(own: number, turn: Turn): Turn | undefined {
  const rest = (own - turn + 360) % 360;
  return rest === 90 || rest === 180 || rest === 270 ? rest : undefined;
}

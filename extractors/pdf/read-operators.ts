import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box } from "../../src/document/place.ts";
import { overlap } from "../../src/grid/box.ts";
import { SMALL_SHAPE_PT, type SmallShape } from "./drawn-boxes.ts";
import { initialState, type GraphicsState } from "./graphics-state.ts";
import { mapBox, multiply, scaleOf, toMatrix, type Matrix } from "./matrix.ts";
import type { PageFont } from "./page-font.ts";
import type { PageMarks } from "./page-marks.ts";
import { readPath, thinLine } from "./paths.ts";
import { showText } from "./show-text.ts";

/** pdf.js's list of a page's operators. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What the operators refer to. */
export interface PageContext {
  /** From PDF user space to the page upright, in points, origin top left. */
  readonly viewport: Matrix;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly fonts: ReadonlyMap<string, PageFont>;
  /** Whether the layer (optional content group) that marked content names is shown. */
  readonly isShown: (layer: unknown) => boolean;
}

/** More lines or areas than this are a drawing: a map, a chart. The rest is left out. */
const MAX_MARKS = 60_000;

/** Follows a page's operators and gathers the characters, lines, areas and pictures that they draw. */
export function readOperators(list: OperatorList, context: PageContext): PageMarks {
  const reader = new OperatorReader(context);
  for (let index = 0; index < list.fnArray.length; index++) {
    const args = list.argsArray[index];
    reader.read(list.fnArray[index] ?? 0, Array.isArray(args) ? args : []);
  }
  return reader.marks;
}

const FILLS: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

type Handler = (args: readonly unknown[]) => void;

class OperatorReader {
  readonly marks: PageMarks = { glyphs: [], rulings: [], images: [], shapes: [], shades: [], curveCount: 0 };
  readonly #context: PageContext;
  readonly #pageBox: Box;
  readonly #saved: GraphicsState[] = [];
  readonly #hiddenLayers: boolean[] = [];
  readonly #handlers: ReadonlyMap<number, Handler>;
  #state: GraphicsState;
  #clipPending = false;

  constructor(context: PageContext) {
    this.#context = context;
    this.#pageBox = [0, 0, context.widthPt, context.heightPt];
    this.#state = initialState(context.viewport, this.#pageBox);
    this.#handlers = new Map([...this.#stateHandlers(), ...this.#textHandlers(), ...this.#drawingHandlers()]);
  }

  read(operator: number, args: readonly unknown[]): void {
    this.#handlers.get(operator)?.(args);
  }

  get #isShown(): boolean {
    return !this.#hiddenLayers.includes(true);
  }

  #stateHandlers(): [number, Handler][] {
    return [
      [OPS.save, () => this.#saved.push({ ...this.#state })],
      [OPS.restore, () => { this.#restore(); }],
      [OPS.transform, (args) => { this.#transform(args); }],
      [OPS.setLineWidth, ([width]) => { this.#state.lineWidth = toNumber(width, 1); }],
      [OPS.setGState, ([entries]) => { this.#setGraphicsState(entries); }],
      [OPS.setFillRGBColor, ([colour]) => { this.#state.fillIsWhite = isWhite(colour); }],
      [OPS.setStrokeRGBColor, ([colour]) => { this.#state.strokeIsWhite = isWhite(colour); }],
      [OPS.setFillColorN, () => { this.#state.fillIsWhite = false; }],
      [OPS.setStrokeColorN, () => { this.#state.strokeIsWhite = false; }],
      [OPS.beginMarkedContent, () => this.#hiddenLayers.push(false)],
      [OPS.beginMarkedContentProps, ([tag, layer]) => this.#hiddenLayers.push(tag === "OC" && !this.#context.isShown(layer))],
      [OPS.endMarkedContent, () => this.#hiddenLayers.pop()],
      [OPS.paintFormXObjectBegin, ([matrix, box]) => { this.#beginForm(matrix, box); }],
      [OPS.paintFormXObjectEnd, () => { this.#restore(); }],
      [OPS.beginGroup, () => this.#saved.push({ ...this.#state })],
      [OPS.endGroup, () => { this.#restore(); }],
      [OPS.beginAnnotation, (args) => { this.#beginAnnotation(args); }],
      [OPS.endAnnotation, () => { this.#restore(); }],
    ];
  }

  #textHandlers(): [number, Handler][] {
    return [
      [OPS.beginText, () => { this.#setTextMatrix([1, 0, 0, 1, 0, 0]); }],
      [OPS.setTextMatrix, ([matrix]) => { this.#setTextMatrix(toMatrix(matrix) ?? [1, 0, 0, 1, 0, 0]); }],
      [OPS.setFont, ([name, size]) => { this.#setFont(name, size); }],
      [OPS.setCharSpacing, ([value]) => { this.#state.charSpacing = toNumber(value, 0); }],
      [OPS.setWordSpacing, ([value]) => { this.#state.wordSpacing = toNumber(value, 0); }],
      [OPS.setHScale, ([value]) => { this.#state.horizontalScale = toNumber(value, 100) / 100; }],
      [OPS.setLeading, ([value]) => { this.#state.leading = -toNumber(value, 0); }],
      [OPS.setTextRise, ([value]) => { this.#state.rise = toNumber(value, 0); }],
      [OPS.setTextRenderingMode, ([value]) => { this.#state.renderMode = toNumber(value, 0); }],
      [OPS.moveText, ([x, y]) => { this.#moveText(toNumber(x, 0), toNumber(y, 0)); }],
      [OPS.setLeadingMoveText, ([x, y]) => { this.#state.leading = toNumber(y, 0); this.#moveText(toNumber(x, 0), toNumber(y, 0)); }],
      [OPS.nextLine, () => { this.#moveText(0, this.#state.leading); }],
      [OPS.showText, ([items]) => { this.#showText(items); }],
    ];
  }

  #drawingHandlers(): [number, Handler][] {
    return [
      [OPS.clip, () => { this.#clipPending = true; }],
      [OPS.eoClip, () => { this.#clipPending = true; }],
      [OPS.constructPath, ([painting, data, box]) => { this.#drawPath(toNumber(painting, 0), data, box); }],
      [OPS.paintImageXObject, ([id, width, height]) => { this.#placeImage(this.#state.matrix, { id, width, height }, false); }],
      [OPS.paintImageXObjectRepeat, (args) => { this.#placeRepeated(args); }],
      [OPS.paintInlineImageXObject, ([image]) => { this.#placeImage(this.#state.matrix, image, false); }],
      [OPS.paintInlineImageXObjectGroup, ([image, places]) => { this.#placeGroup(places, image, false); }],
      [OPS.paintImageMaskXObject, ([image]) => { this.#placeImage(this.#state.matrix, image, true); }],
      [OPS.paintImageMaskXObjectGroup, ([images]) => { this.#placeGroup(images, undefined, true); }],
      [OPS.paintSolidColorImageMask, () => { this.#placeImage(this.#state.matrix, undefined, true); }],
    ];
  }

  #restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  #transform(args: readonly unknown[]): void {
    const matrix = toMatrix(args);
    if (matrix !== undefined) this.#state.matrix = multiply(this.#state.matrix, matrix);
  }

  #setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries as unknown[]) {
      if (!Array.isArray(entry)) continue;
      const [key, value] = entry as unknown[];
      if (key === "LW") this.#state.lineWidth = toNumber(value, 1);
      else if (key === "ca") this.#state.fillAlpha = toNumber(value, 1);
      else if (key === "CA") this.#state.strokeAlpha = toNumber(value, 1);
      else if (key === "Font" && Array.isArray(value)) this.#setFont(value[0], value[1]);
    }
  }

  #beginForm(matrix: unknown, box: unknown): void {
    this.#saved.push({ ...this.#state });
    const own = toMatrix(matrix);
    if (own !== undefined) this.#state.matrix = multiply(this.#state.matrix, own);
    this.#clipTo(box);
  }

  #beginAnnotation([, , transform, matrix]: readonly unknown[]): void {
    this.#saved.push({ ...this.#state });
    this.#state = initialState(this.#context.viewport, this.#pageBox);
    for (const step of [toMatrix(transform), toMatrix(matrix)]) {
      if (step !== undefined) this.#state.matrix = multiply(this.#state.matrix, step);
    }
  }

  #setTextMatrix(matrix: Matrix): void {
    Object.assign(this.#state, { textMatrix: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  #moveText(x: number, y: number): void {
    this.#state.x = this.#state.lineX += x;
    this.#state.y = this.#state.lineY += y;
  }

  #setFont(name: unknown, size: unknown): void {
    const value = toNumber(size, 0);
    this.#state.font = typeof name === "string" ? this.#context.fonts.get(name) : undefined;
    this.#state.fontSize = Math.abs(value);
    this.#state.fontDirection = value < 0 ? -1 : 1;
  }

  #showText(items: unknown): void {
    if (!Array.isArray(items)) return;
    const shown = this.#isShown;
    showText(this.#state, items, this.#pageBox, (glyph) => {
      this.marks.glyphs.push(shown ? glyph : { ...glyph, hidden: true });
    });
  }

  #drawPath(operator: number, data: unknown, box: unknown): void {
    const path: unknown = Array.isArray(data) ? data[0] : undefined;
    if (path instanceof Float32Array && this.#isShown) this.#paint(operator, path, toBox(box));
    if (!this.#clipPending) return;
    this.#clipPending = false;
    this.#clipTo(box);
  }

  #paint(operator: number, path: Float32Array, box: [number, number, number, number] | undefined): void {
    const state = this.#state;
    const fill = FILLS.has(operator) && state.fillAlpha > 0;
    const stroke = STROKES.has(operator) && state.strokeAlpha > 0;
    if ((!fill && !stroke) || this.marks.rulings.length + this.marks.shades.length > MAX_MARKS) return;
    const strokeWidthPt = state.lineWidth * scaleOf(state.matrix);
    const { rulings, areas, hasCurves, isRound } = readPath(path, state.matrix, { fill, stroke, strokeWidthPt });
    if (hasCurves) this.marks.curveCount++;
    const white = stroke ? state.strokeIsWhite : state.fillIsWhite;
    if (box !== undefined) this.#keepSmallShape(mapBox(state.matrix, ...box), { stroked: stroke, white, round: isRound });
    for (const { x0, y0, x1, y1, widthPt } of rulings) {
      const seen = clipLine([Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)], state.clip);
      // Lines that are not level or upright are no rules, so that clipping need not keep their direction.
      if (seen === undefined || (white && !this.#isShaded(seen))) continue;
      const slanted = Math.abs(x1 - x0) > widthPt + 1 && Math.abs(y1 - y0) > widthPt + 1;
      this.marks.rulings.push(slanted ? { x0, y0, x1, y1, widthPt } : { x0: seen[0], y0: seen[1], x1: seen[2], y1: seen[3], widthPt });
    }
    if (white) return;
    for (const area of areas) {
      const seen = clipLine(area, state.clip);
      if (seen !== undefined) this.marks.shades.push(seen);
    }
  }

  #keepSmallShape(box: Box, how: Omit<SmallShape, "box">): void {
    if (box[2] - box[0] > SMALL_SHAPE_PT || box[3] - box[1] > SMALL_SHAPE_PT || this.marks.shapes.length > MAX_MARKS) return;
    if (clipLine(box, this.#state.clip) !== undefined) this.marks.shapes.push({ box, ...how });
  }

  /** Whether a white line stands on a shaded area, where it can be seen. */
  #isShaded(line: Box): boolean {
    const x = (line[0] + line[2]) / 2;
    const y = (line[1] + line[3]) / 2;
    return this.marks.shades.some((shade) => x >= shade[0] && x <= shade[2] && y >= shade[1] && y <= shade[3]);
  }

  #clipTo(box: unknown): void {
    const corners = toBox(box);
    if (corners === undefined) return;
    const [x0, y0, x1, y1] = mapBox(this.#state.matrix, ...corners);
    const { clip } = this.#state;
    this.#state.clip = [Math.max(clip[0], x0), Math.max(clip[1], y0), Math.min(clip[2], x1), Math.min(clip[3], y1)];
  }

  #placeRepeated([id, scaleX, scaleY, positions]: readonly unknown[]): void {
    if (!Array.isArray(positions) && !(positions instanceof Float32Array)) return;
    for (let index = 0; index + 1 < positions.length; index += 2) {
      const place: Matrix = [toNumber(scaleX, 0), 0, 0, toNumber(scaleY, 0), toNumber(positions[index], 0), toNumber(positions[index + 1], 0)];
      this.#placeImage(multiply(this.#state.matrix, place), { id, width: 0, height: 0 }, false);
    }
  }

  #placeGroup(places: unknown, image: unknown, isMask: boolean): void {
    if (!Array.isArray(places)) return;
    for (const place of places as unknown[]) {
      const matrix = typeof place === "object" && place !== null && "transform" in place ? toMatrix(place.transform) : undefined;
      if (matrix !== undefined) this.#placeImage(multiply(this.#state.matrix, matrix), image ?? place, isMask);
    }
  }

  #placeImage(matrix: Matrix, image: unknown, isMask: boolean): void {
    if (!this.#isShown || this.#state.fillAlpha === 0) return;
    const seen = clipLine(mapBox(matrix, 0, 0, 1, 1), this.#state.clip);
    if (seen === undefined) return;
    const line = thinLine(seen);
    if (line !== undefined) this.marks.rulings.push(line);
    else this.marks.images.push({ box: seen, matrix, isMask, glyphsBefore: this.marks.glyphs.length, ...sizeOf(image) });
  }
}

function sizeOf(image: unknown): { widthPx: number; heightPx: number; objectId: string | undefined } {
  const fields: { id?: unknown; width?: unknown; height?: unknown } = typeof image === "object" && image !== null ? image : {};
  return {
    widthPx: toNumber(fields.width, 0),
    heightPx: toNumber(fields.height, 0),
    objectId: typeof fields.id === "string" ? fields.id : undefined,
  };
}

function toNumber(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function toBox(value: unknown): [number, number, number, number] | undefined {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return undefined;
  const [x0, y0, x1, y1] = Array.from<unknown>(value);
  if (![x0, y0, x1, y1].every((side) => typeof side === "number" && Number.isFinite(side))) return undefined;
  return [Number(x0), Number(y0), Number(x1), Number(y1)];
}

/** Nothing on paper shows lighter than this: `#rrggbb`, each at least 0xf8. */
function isWhite(colour: unknown): boolean {
  return typeof colour === "string" && /^#(?:f[89a-f]){3}$/i.test(colour);
}

/** What is seen of a box, which may have no width or height; undefined for nothing. */
function clipLine(box: Box, clip: Box): Box | undefined {
  if (overlap(box[0], box[2], clip[0], clip[2]) < 0 || overlap(box[1], box[3], clip[1], clip[3]) < 0) return undefined;
  return [Math.max(box[0], clip[0]), Math.max(box[1], clip[1]), Math.min(box[2], clip[2]), Math.min(box[3], clip[3])];
}

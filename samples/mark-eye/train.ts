import { MARK_FEATURES } from "../../src/ocr/mark-features.ts";
import type { MarkNetwork, MarkNetworkFile } from "../../src/ocr/mark-network.ts";
import { between, gaussian, type Random } from "./random.ts";
import type { Sample } from "./render-sheet.ts";

const HIDDEN = 48;
const BATCH = 32;
const FIRST_RATE = 0.003;
const DECAY = 1e-4;
const [BETA1, BETA2, TINY] = [0.9, 0.999, 1e-8];

/** A layer that learns: its numbers, and Adam's two moments of each. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly values: Float32Array;
  readonly slopes: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Teaches a network with one hidden layer by Adam. Source: D. Kingma, J. Ba, Adam (2015). */
export function trainNetwork(random: Random, samples: readonly Sample[], classes: readonly string[], epochs: number): MarkNetwork {
  const hidden = makeLayer(random, MARK_FEATURES, HIDDEN);
  const output = makeLayer(random, HIDDEN, classes.length);
  const order = samples.map((_, index) => index);
  const steps = Math.ceil(samples.length / BATCH) * epochs;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(random, order);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH).flatMap((index) => samples[index] ?? []);
      for (const sample of batch) learn(hidden, output, sample, classes.indexOf(sample.label));
      step++;
      const rate = FIRST_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      advance(hidden, rate, step, batch.length);
      advance(output, rate, step, batch.length);
    }
  }
  return toNetwork(hidden, output, classes);
}

function makeLayer(random: Random, inputs: number, outputs: number): Layer {
  const size = (inputs + 1) * outputs;
  const spread = Math.sqrt(2 / inputs);
  const values = Float32Array.from({ length: size }, (_, index) => (index % (inputs + 1) === inputs ? 0 : spread * gaussian(random)));
  return { inputs, outputs, values, slopes: new Float32Array(size), first: new Float32Array(size), second: new Float32Array(size) };
}

/** Each output's weights stand together, its bias after them. */
function forward(layer: Layer, input: Float32Array): Float32Array {
  const output = new Float32Array(layer.outputs);
  for (let row = 0; row < layer.outputs; row++) {
    const from = row * (layer.inputs + 1);
    let sum = layer.values[from + layer.inputs] ?? 0;
    for (let index = 0; index < layer.inputs; index++) sum += (layer.values[from + index] ?? 0) * (input[index] ?? 0);
    output[row] = sum;
  }
  return output;
}

function learn(hidden: Layer, output: Layer, sample: Sample, label: number): void {
  const inner = forward(hidden, sample.features).map((value) => Math.max(0, value));
  const scores = forward(output, inner);
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const fault = powers.map((power, index) => power / total - (index === label ? 1 : 0));
  const innerFault = new Float32Array(hidden.outputs);
  for (let row = 0; row < output.outputs; row++) {
    const from = row * (output.inputs + 1);
    for (let index = 0; index < output.inputs; index++) {
      if ((inner[index] ?? 0) > 0) innerFault[index] = (innerFault[index] ?? 0) + (fault[row] ?? 0) * (output.values[from + index] ?? 0);
    }
  }
  addSlopes(output, inner, fault);
  addSlopes(hidden, sample.features, innerFault);
}

function addSlopes(layer: Layer, input: Float32Array, fault: Float32Array): void {
  for (let row = 0; row < layer.outputs; row++) {
    const slope = fault[row] ?? 0;
    if (slope === 0) continue;
    const from = row * (layer.inputs + 1);
    for (let index = 0; index < layer.inputs; index++) layer.slopes[from + index] = (layer.slopes[from + index] ?? 0) + slope * (input[index] ?? 0);
    layer.slopes[from + layer.inputs] = (layer.slopes[from + layer.inputs] ?? 0) + slope;
  }
}

function advance(layer: Layer, rate: number, step: number, count: number): void {
  const scale1 = 1 - BETA1 ** step;
  const scale2 = 1 - BETA2 ** step;
  for (let index = 0; index < layer.values.length; index++) {
    const value = layer.values[index] ?? 0;
    const slope = (layer.slopes[index] ?? 0) / count + DECAY * value;
    const first = BETA1 * (layer.first[index] ?? 0) + (1 - BETA1) * slope;
    const second = BETA2 * (layer.second[index] ?? 0) + (1 - BETA2) * slope * slope;
    layer.first[index] = first;
    layer.second[index] = second;
    layer.values[index] = value - (rate * (first / scale1)) / (Math.sqrt(second / scale2) + TINY);
  }
  layer.slopes.fill(0);
}

function shuffle(random: Random, items: number[]): void {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(between(random, 0, index + 1));
    [items[index], items[other]] = [items[other] ?? 0, items[index] ?? 0];
  }
}

function toNetwork(hidden: Layer, output: Layer, classes: readonly string[]): MarkNetwork {
  const [first, second] = [hidden, output].map(splitBiases);
  if (!first || !second) throw new RangeError("A network has two layers.");
  return { classes, inputs: hidden.inputs, hidden: hidden.outputs, weights: [first.weights, second.weights], biases: [first.biases, second.biases] };
}

function splitBiases(layer: Layer): { weights: Float32Array; biases: Float32Array } {
  const weights = new Float32Array(layer.inputs * layer.outputs);
  const biases = new Float32Array(layer.outputs);
  for (let row = 0; row < layer.outputs; row++) {
    const from = row * (layer.inputs + 1);
    weights.set(layer.values.subarray(from, from + layer.inputs), row * layer.inputs);
    biases[row] = layer.values[from + layer.inputs] ?? 0;
  }
  return { weights, biases };
}

/** The network as it is kept: each weight one signed byte. */
export function packNetwork(network: MarkNetwork): MarkNetworkFile {
  const layers = network.weights.map((weights, index) => {
    const scale = weights.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-6) / 127;
    const bytes = Int8Array.from(weights, (value) => Math.round(value / scale));
    const biases = Array.from(network.biases[index] ?? [], (value) => Number(value.toFixed(5)));
    return { scale, weights: Buffer.from(bytes.buffer).toString("base64"), biases };
  });
  return { classes: [...network.classes], inputs: network.inputs, hidden: network.hidden, layers };
}

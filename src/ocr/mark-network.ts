import { z } from "zod";

/** A network with one hidden layer as it is kept in a file: weights as signed bytes in Base64, each layer with its scale. */
export const markNetworkSchema = z.object({
  classes: z.array(z.string()),
  inputs: z.int().positive(),
  hidden: z.int().positive(),
  layers: z.array(z.object({ scale: z.number().positive(), weights: z.string(), biases: z.array(z.number()) })).length(2),
});
export type MarkNetworkFile = z.infer<typeof markNetworkSchema>;

/** The network's numbers: `weights[output * inputs + input]` of each layer. */
export interface MarkNetwork {
  readonly classes: readonly string[];
  readonly inputs: number;
  readonly hidden: number;
  readonly weights: readonly [Float32Array, Float32Array];
  readonly biases: readonly [Float32Array, Float32Array];
}

/** Unpacks a network. @throws {z.ZodError} when the file is of another form. */
export function unpackNetwork(file: unknown): MarkNetwork {
  const { classes, inputs, hidden, layers } = markNetworkSchema.parse(file);
  const [first, second] = layers.map((layer) => ({
    weights: Float32Array.from(new Int8Array(Buffer.from(layer.weights, "base64")), (value) => value * layer.scale),
    biases: Float32Array.from(layer.biases),
  }));
  if (first?.weights.length !== inputs * hidden || second?.weights.length !== hidden * classes.length) {
    throw new RangeError("The mark network's weights do not fit its layers.");
  }
  return { classes, inputs, hidden, weights: [first.weights, second.weights], biases: [first.biases, second.biases] };
}

/** The probability of each class for a description. */
export function runNetwork(network: MarkNetwork, features: Float32Array): Float32Array {
  const hidden = applyLayer(network.weights[0], network.biases[0], features);
  for (let index = 0; index < hidden.length; index++) hidden[index] = Math.max(0, hidden[index] ?? 0);
  return softmax(applyLayer(network.weights[1], network.biases[1], hidden));
}

function applyLayer(weights: Float32Array, biases: Float32Array, input: Float32Array): Float32Array {
  const output = new Float32Array(biases.length);
  for (let row = 0; row < output.length; row++) {
    let sum = biases[row] ?? 0;
    const from = row * input.length;
    for (let index = 0; index < input.length; index++) sum += (weights[from + index] ?? 0) * (input[index] ?? 0);
    output[row] = sum;
  }
  return output;
}

function softmax(values: Float32Array): Float32Array {
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - top));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

import { makeConstant, makeNode, makeNumber, readConstant, readFloat, readNumbers, readOnnxGraph, type GraphConstant, type GraphNode, type OnnxGraph } from "./onnx-graph.ts";

/**
 * PP-OCR's networks as they were converted walk eight times over the result of each convolution: times a factor, plus an
 * offset, a hard swish in four steps, times a factor, plus an offset. The steps that are linear are taken into the weights
 * here, the rest takes two walks, in the layout that onnxruntime's convolutions work in. The results differ by rounding only.
 *
 * Written for a block `conv → ·a → +b → x·clip(x + 3, 0, 6) / 6 → ·c → +d`; what is built otherwise stays as it is.
 */
export function lightenModel(model: Uint8Array): Uint8Array {
  const graph = readOnnxGraph(model);
  const view = new GraphView(graph);
  const blocks = graph.nodes.flatMap((node) => findBlock(view, node) ?? []);
  if (blocks.length === 0) return model;
  for (const block of blocks) rewriteBlock(view, block);
  graph.nodes = view.finish();
  return graph.write();
}

/** One convolution and the walks after it. */
interface Block {
  readonly conv: GraphNode;
  /** `·a`, `+b` and what follows up to `+d`; all go. */
  readonly walks: readonly GraphNode[];
  readonly before: Affine;
  readonly after: Affine;
  /** What the block gives. */
  readonly output: string;
}

interface Affine {
  readonly factor: number;
  readonly offset: number;
}

/** Hard swish is `x · clip(x + 3, 0, 6) / 6`. */
const SHIFT = 3;
const TOP = 6;

/** A graph by the names of its values. */
class GraphView {
  readonly #nodes: readonly GraphNode[];
  readonly #makers = new Map<string, GraphNode>();
  readonly #users = new Map<string, GraphNode[]>();
  readonly #results: ReadonlySet<string>;
  readonly #constants = new Map<string, GraphConstant>();
  readonly #replaced = new Map<GraphNode, readonly GraphNode[]>();

  constructor({ nodes, outputs }: OnnxGraph) {
    this.#nodes = nodes;
    this.#results = outputs;
    for (const node of nodes) {
      for (const output of node.outputs) this.#makers.set(output, node);
      for (const input of node.inputs) this.#users.set(input, [...(this.#users.get(input) ?? []), node]);
    }
  }

  maker(value: string | undefined): GraphNode | undefined {
    return value === undefined ? undefined : this.#makers.get(value);
  }

  /** Who takes a value; nobody knows who takes what the network gives. */
  users(value: string | undefined): readonly GraphNode[] {
    return value === undefined || this.#results.has(value) ? [] : (this.#users.get(value) ?? []);
  }

  constant(value: string | undefined): GraphConstant | undefined {
    const maker = this.maker(value);
    if (value === undefined || maker === undefined) return undefined;
    const known = this.#constants.get(value) ?? readConstant(maker);
    if (known !== undefined) this.#constants.set(value, known);
    return known;
  }

  /** A constant that is one number. */
  scalar(value: string | undefined): number | undefined {
    const values = this.constant(value)?.values;
    return values?.length === 1 ? values[0] : undefined;
  }

  /** Changes a constant that one node alone takes. */
  change(value: string, values: Float32Array): void {
    const maker = this.maker(value);
    const old = this.constant(value);
    if (maker === undefined || old === undefined) return;
    const changed = { dims: old.dims, values };
    this.#constants.set(value, changed);
    this.#replaced.set(maker, [makeConstant(value, changed)]);
  }

  replace(node: GraphNode, by: readonly GraphNode[]): void {
    this.#replaced.set(node, by);
  }

  /** The changed graph, without constants that nobody takes any more. */
  finish(): GraphNode[] {
    const nodes = this.#nodes.flatMap((node) => this.#replaced.get(node) ?? [node]);
    const taken = new Set([...this.#results, ...nodes.flatMap(({ inputs }) => inputs)]);
    return nodes.filter(({ kind, outputs }) => kind !== "Constant" || outputs.some((name) => taken.has(name)));
  }
}

function findBlock(view: GraphView, conv: GraphNode): Block | undefined {
  if (conv.kind !== "Conv" || conv.inputs.length !== 3 || !ownsWeights(view, conv)) return undefined;
  const first = followAffine(view, conv.outputs[0]);
  const swish = first === undefined ? undefined : followSwish(view, first.output);
  const last = swish === undefined ? undefined : followAffine(view, swish.output);
  if (first === undefined || swish === undefined || last === undefined) return undefined;
  return { conv, walks: [...first.walks, ...swish.walks, ...last.walks], before: first.affine, after: last.affine, output: last.output };
}

/** Whether a convolution's weights and offsets are constants that it shares with nobody. */
function ownsWeights(view: GraphView, conv: GraphNode): boolean {
  return conv.inputs.slice(1).every((name) => view.constant(name) !== undefined && view.users(name).length === 1);
}

interface Walks {
  readonly walks: readonly GraphNode[];
  readonly output: string;
}

/** `·factor`, `+offset`, each the only one who takes what is before it. */
function followAffine(view: GraphView, from: string | undefined): (Walks & { readonly affine: Affine }) | undefined {
  const times = followOperation(view, "Mul", from);
  const plus = times === undefined ? undefined : followOperation(view, "Add", times.node.outputs[0]);
  if (times === undefined || plus === undefined) return undefined;
  return { walks: [times.node, plus.node], output: plus.node.outputs[0] ?? "", affine: { factor: times.by, offset: plus.by } };
}

/** The only node that takes a value, where it is of this kind and its other input is one number. */
function followOperation(view: GraphView, kind: string, from: string | undefined): { node: GraphNode; by: number } | undefined {
  const [node, ...others] = view.users(from);
  if (node?.kind !== kind || others.length > 0) return undefined;
  const by = view.scalar(node.inputs.find((name) => name !== from));
  return by === undefined ? undefined : { node, by };
}

function followSwish(view: GraphView, x: string): Walks | undefined {
  const users = view.users(x);
  const shift = users.find(({ kind }) => kind === "Add");
  const product = users.find(({ kind }) => kind === "Mul");
  if (users.length !== 2 || shift === undefined || product === undefined) return undefined;
  if (view.scalar(shift.inputs.find((name) => name !== x)) !== SHIFT) return undefined;
  const [clip, ...others] = view.users(shift.outputs[0]);
  if (clip?.kind !== "Clip" || others.length > 0 || readFloat(clip, "min") !== 0 || readFloat(clip, "max") !== TOP) return undefined;
  if (!product.inputs.includes(clip.outputs[0] ?? "") || view.users(clip.outputs[0]).length !== 1) return undefined;
  const part = followOperation(view, "Div", product.outputs[0]);
  if (part?.by !== TOP) return undefined;
  return { walks: [shift, clip, product, part.node], output: part.node.outputs[0] ?? "" };
}

function rewriteBlock(view: GraphView, block: Block): void {
  const { conv, walks, before, after, output } = block;
  const x = conv.outputs[0] ?? "";
  const channels = scaleOutputs(view, conv, before);
  const rest = { factor: after.factor / TOP, offset: after.offset };
  const swallowed = foldIntoNext(view, output, rest);
  const clip = walks.find(({ kind }) => kind === "Clip");
  if (clip === undefined) return;
  const clipped = `${output}/clipped`;
  const product = swallowed ? output : `${output}/product`;
  for (const walk of walks) view.replace(walk, []);
  view.replace(conv, [
    conv,
    // A convolution of one weight a channel is a walk that onnxruntime fuses with the clipping.
    ...makeChannelwise(x, `${output}/shifted`, channels, { factor: 1, offset: SHIFT }),
    { ...clip, inputs: [`${output}/shifted`], outputs: [clipped] },
    makeNode("Mul", [x, clipped], product, []),
    ...(swallowed ? [] : makeChannelwise(product, output, channels, rest)),
  ]);
}

/** Takes `·factor + offset` after a convolution into its weights; gives the number of its channels. */
function scaleOutputs(view: GraphView, { inputs: [, weights = "", offsets = ""] }: GraphNode, { factor, offset }: Affine): number {
  const biases = view.constant(offsets)?.values ?? new Float32Array();
  view.change(weights, (view.constant(weights)?.values ?? new Float32Array()).map((value) => value * factor));
  view.change(offsets, biases.map((value) => value * factor + offset));
  return biases.length;
}

/** Takes `·factor + offset` into the weights of the only convolution that follows, where no margin of zeros lies between. */
function foldIntoNext(view: GraphView, value: string, { factor, offset }: Affine): boolean {
  const [next, ...others] = view.users(value);
  if (next?.kind !== "Conv" || others.length > 0 || next.inputs.length !== 3 || next.inputs[0] !== value || !ownsWeights(view, next)) return false;
  if (readNumbers(next, "pads").some((pad) => pad !== 0)) return false;
  const [, weightsName = "", offsetsName = ""] = next.inputs;
  const weights = view.constant(weightsName)?.values ?? new Float32Array();
  const offsets = view.constant(offsetsName)?.values ?? new Float32Array();
  const each = weights.length / offsets.length;
  const sums = offsets.map((_, index) => weights.subarray(index * each, (index + 1) * each).reduce((sum, weight) => sum + weight, 0));
  view.change(weightsName, weights.map((weight) => weight * factor));
  view.change(offsetsName, offsets.map((old, index) => old + (sums[index] ?? 0) * offset));
  return true;
}

/** `·factor + offset` as a convolution of one weight a channel. */
function makeChannelwise(from: string, to: string, channels: number, { factor, offset }: Affine): GraphNode[] {
  const [weights, offsets] = [`${to}/weights`, `${to}/offsets`];
  return [
    makeConstant(weights, { dims: [channels, 1, 1, 1], values: new Float32Array(channels).fill(factor) }),
    makeConstant(offsets, { dims: [channels], values: new Float32Array(channels).fill(offset) }),
    makeNode("Conv", [from, weights, offsets], to, [makeNumber("group", channels)]),
  ];
}

import { bytesField, numberField, readFields, writeFields, type WireField } from "./protobuf.ts";

/** One operation of a network. */
export interface GraphNode {
  readonly kind: string;
  inputs: string[];
  readonly outputs: readonly string[];
  /** The message's other fields: name, attributes. */
  readonly rest: readonly WireField[];
}

/** A constant of 32-bit numbers. */
export interface GraphConstant {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** A network whose nodes can be changed; what is not known here goes through as it is. */
export interface OnnxGraph {
  nodes: GraphNode[];
  /** The results that the network gives. */
  readonly outputs: ReadonlySet<string>;
  readonly write: () => Uint8Array;
}

/** Field numbers. Source: onnx/onnx.proto3, ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, output: 12 };
const NODE = { input: 1, output: 2, kind: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, float: 2, number: 3, tensor: 5, numbers: 8, type: 20 };
const TENSOR = { dims: 1, type: 2, raw: 9 };
const FLOAT_TENSOR = 1;
const ATTRIBUTE_TYPE = { number: 2, tensor: 4 };

/** Opens a model's file. @throws {RangeError} where the bytes are no model. */
export function readOnnxGraph(model: Uint8Array): OnnxGraph {
  const modelFields = readFields(model);
  const graphFields = readFields(bytesOf(modelFields.find(({ number }) => number === MODEL_GRAPH)));
  const graph: OnnxGraph = {
    nodes: graphFields.filter(({ number }) => number === GRAPH.node).map((field) => readNode(bytesOf(field))),
    outputs: new Set(graphFields.filter(({ number }) => number === GRAPH.output).map((field) => textOf(readFields(bytesOf(field))[0]))),
    write: () => {
      const nodes = graph.nodes.map((node) => bytesField(GRAPH.node, writeNode(node)));
      const written = writeFields([...nodes, ...graphFields.filter(({ number }) => number !== GRAPH.node)]);
      return writeFields(modelFields.map((field) => (field.number === MODEL_GRAPH ? bytesField(MODEL_GRAPH, written) : field)));
    },
  };
  return graph;
}

function readNode(message: Uint8Array): GraphNode {
  const fields = readFields(message);
  const texts = (wanted: number): string[] => fields.filter(({ number }) => number === wanted).map(textOf);
  return {
    kind: texts(NODE.kind)[0] ?? "",
    inputs: texts(NODE.input),
    outputs: texts(NODE.output),
    rest: fields.filter(({ number }) => number !== NODE.input && number !== NODE.output && number !== NODE.kind),
  };
}

function writeNode({ kind, inputs, outputs, rest }: GraphNode): Uint8Array {
  const named = [...inputs.map((name) => bytesField(NODE.input, name)), ...outputs.map((name) => bytesField(NODE.output, name))];
  return writeFields([...named, bytesField(NODE.kind, kind), ...rest]);
}

/** The value of a node that gives a constant of 32-bit numbers; undefined for any other node. */
export function readConstant(node: GraphNode): GraphConstant | undefined {
  if (node.kind !== "Constant") return undefined;
  const tensor = findAttribute(node, "value")?.find(({ number }) => number === ATTRIBUTE.tensor);
  if (tensor === undefined) return undefined;
  const fields = readFields(bytesOf(tensor));
  const raw = fields.find(({ number }) => number === TENSOR.raw);
  if (raw === undefined || fields.find(({ number }) => number === TENSOR.type)?.value !== FLOAT_TENSOR) return undefined;
  const dims = fields.filter(({ number }) => number === TENSOR.dims).flatMap(({ value }) => (typeof value === "number" ? [value] : readPacked(value)));
  return { dims, values: new Float32Array(new Uint8Array(bytesOf(raw)).buffer) };
}

/** Small numbers written one after the other. */
function readPacked(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [value, unit] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 127) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    [value, unit] = [0, 1];
  }
  return numbers;
}

/** A node that gives a constant. */
export function makeConstant(name: string, { dims, values }: GraphConstant): GraphNode {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const tensor = writeFields([...dims.map((dim) => numberField(TENSOR.dims, dim)), numberField(TENSOR.type, FLOAT_TENSOR), bytesField(TENSOR.raw, raw)]);
  const value = writeFields([bytesField(ATTRIBUTE.name, "value"), bytesField(ATTRIBUTE.tensor, tensor), numberField(ATTRIBUTE.type, ATTRIBUTE_TYPE.tensor)]);
  return { kind: "Constant", inputs: [], outputs: [name], rest: [bytesField(NODE.attribute, value)] };
}

/** A node of any kind, its attributes taken from another or made with `makeNumber`. */
export function makeNode(kind: string, inputs: string[], output: string, attributes: readonly WireField[]): GraphNode {
  return { kind, inputs, outputs: [output], rest: attributes };
}

/** An attribute that is a whole number. */
export function makeNumber(name: string, value: number): WireField {
  return bytesField(NODE.attribute, writeFields([bytesField(ATTRIBUTE.name, name), numberField(ATTRIBUTE.number, value), numberField(ATTRIBUTE.type, ATTRIBUTE_TYPE.number)]));
}

/** A node's attribute of whole numbers; empty where it has none of the name. */
export function readNumbers(node: GraphNode, name: string): number[] {
  const fields = findAttribute(node, name) ?? [];
  return fields.filter(({ number }) => number === ATTRIBUTE.numbers).flatMap(({ value }) => (typeof value === "number" ? [value] : readPacked(value)));
}

/** A node's attribute that is a 32-bit number; undefined where it has none of the name. */
export function readFloat(node: GraphNode, name: string): number | undefined {
  const field = findAttribute(node, name)?.find(({ number }) => number === ATTRIBUTE.float);
  if (field === undefined) return undefined;
  const bytes = bytesOf(field);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat32(0, true);
}

function findAttribute(node: GraphNode, name: string): WireField[] | undefined {
  const attributes = node.rest.filter(({ number }) => number === NODE.attribute).map((field) => readFields(bytesOf(field)));
  return attributes.find((fields) => textOf(fields.find(({ number }) => number === ATTRIBUTE.name)) === name);
}

function bytesOf(field: WireField | undefined): Uint8Array {
  if (field === undefined || typeof field.value === "number") throw new RangeError("The model lacks a field, or has it in another form.");
  return field.value;
}

function textOf(field: WireField | undefined): string {
  return Buffer.from(bytesOf(field)).toString("utf8");
}

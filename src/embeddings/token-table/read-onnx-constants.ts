/** A constant of an ONNX graph: its shape, and its numbers as they are stored, little-endian. */
export interface OnnxConstant {
  shape: number[];
  bytes: Buffer;
}

/** Fields of the messages of ONNX (onnx.proto, IR version 8) that lead to the constants of a graph. */
const GRAPH_OF_MODEL = 7;
const CONSTANT_OF_GRAPH = 5;
const SHAPE = 1;
const NAME = 8;
const BYTES = 9;

/**
 * Reads the constants of an ONNX file by name. Their bytes are parts of the file's, not copies.
 *
 * @throws Error for what is no ONNX file
 */
export function readOnnxConstants(file: Buffer): Map<string, OnnxConstant> {
  const constants = new Map<string, OnnxConstant>();
  for (const { field, bytes: graph } of fieldsOf(file)) {
    if (field !== GRAPH_OF_MODEL) continue;
    for (const { field: part, bytes } of fieldsOf(graph)) {
      if (part === CONSTANT_OF_GRAPH) addConstant(constants, bytes);
    }
  }
  return constants;
}

function addConstant(constants: Map<string, OnnxConstant>, message: Buffer): void {
  let name = '';
  let bytes: Buffer = Buffer.alloc(0);
  const shape: number[] = [];
  for (const { field, value, bytes: own } of fieldsOf(message)) {
    if (field === NAME) name = own.toString();
    if (field === BYTES) bytes = own;
    // One number a field, or all of them packed in one.
    if (field === SHAPE && own.length === 0) shape.push(value);
    for (let at = 0; field === SHAPE && at < own.length; ) {
      const [size, next] = readInteger(own, at);
      shape.push(size);
      at = next;
    }
  }
  constants.set(name, { shape, bytes });
}

/** A field of a Protocol Buffers message: a whole number, or bytes. */
interface Field {
  field: number;
  value: number;
  bytes: Buffer;
}

const NO_BYTES = Buffer.alloc(0);

function* fieldsOf(message: Buffer): Generator<Field> {
  for (let at = 0; at < message.length; ) {
    const [key, start] = readInteger(message, at);
    const field = Math.floor(key / 8);
    const kind = key % 8;
    if (kind === 1 || kind === 5) {
      at = start + (kind === 1 ? 8 : 4);
      continue;
    }
    const [value, next] = readInteger(message, start);
    at = kind === 2 ? next + value : next;
    if ((kind !== 0 && kind !== 2) || at > message.length) throw new Error('it is no ONNX file');
    yield { field, value, bytes: kind === 2 ? message.subarray(next, at) : NO_BYTES };
  }
}

/** @returns The number, and where the next byte is. */
function readInteger(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0;
  for (let at = from, factor = 1; at < bytes.length; at += 1, factor *= 128) {
    const byte = bytes[at]!;
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
  throw new Error('it is no ONNX file');
}

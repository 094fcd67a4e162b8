/**
 * Writes the smallest ONNX model that embeds: it looks each token up in a table.
 *
 * @param table One vector a token id, all of one length.
 * @returns The bytes of a `.onnx` file with inputs `input_ids` and `attention_mask` and output `last_hidden_state`.
 */
export function onnxLookupModel(table: readonly (readonly number[])[]): Uint8Array {
  return onnxModel({
    nodes: [node('Gather', ['table', 'input_ids'], 'last_hidden_state')],
    constants: [floats('table', table)],
    inputs: ['input_ids', 'attention_mask'],
    output: ['last_hidden_state', ['batch', 'sequence', table[0]!.length]],
  });
}

/**
 * Writes the smallest ONNX model that reads two texts together: it adds up the vectors of each, and multiplies the sums. With one vector a word,
 * each along an axis of its own, it counts the words that the texts share.
 *
 * @param table One vector a token id, all of one length.
 * @param classes With 1 the product is the only logit; with more, the last one, and the others are the product with a minus.
 * @returns The bytes of a `.onnx` file with inputs `input_ids` and `token_type_ids` and output `logits`.
 */
export function onnxSharedWordsModel(table: readonly (readonly number[])[], classes = 1): Uint8Array {
  return onnxModel({
    nodes: [
      node('Gather', ['table', 'input_ids'], 'words'),
      node('Cast', ['token_type_ids'], 'types', { to: FLOAT }),
      node('Unsqueeze', ['types', 'vector'], 'isSecond'),
      node('Mul', ['words', 'isSecond'], 'ofSecond'),
      node('Sub', ['words', 'ofSecond'], 'ofFirst'),
      node('ReduceSum', ['ofFirst', 'sequence'], 'first', { keepdims: 0 }),
      node('ReduceSum', ['ofSecond', 'sequence'], 'second', { keepdims: 0 }),
      node('Mul', ['first', 'second'], 'shared'),
      node('ReduceSum', ['shared', 'sequence'], 'count', { keepdims: 1 }),
      node('Neg', ['count'], 'against'),
      node('Concat', [...Array(classes - 1).fill('against'), 'count'], 'logits', { axis: 1 }),
    ],
    constants: [floats('table', table), axis('vector', 2), axis('sequence', 1)],
    inputs: ['input_ids', 'token_type_ids'],
    output: ['logits', ['batch', classes]],
  });
}

/** Element types of `onnx.proto`, and its type of attributes that are whole numbers. */
const FLOAT = 1;
const INT64 = 7;
const INT_ATTRIBUTE = 2;

/** A model of opset 13 whose inputs are whole numbers, one a token of each text. */
function onnxModel({
  nodes,
  constants,
  inputs,
  output: [name, shape],
}: {
  nodes: Uint8Array[];
  constants: Uint8Array[];
  inputs: string[];
  output: [string, (string | number)[]];
}): Uint8Array {
  const graph = message(
    ...nodes.map((one) => field(1, one)),
    field(2, 'tiny'),
    ...constants.map((constant) => field(5, constant)),
    ...inputs.map((input) => field(11, tensorDescription(input, INT64, ['batch', 'sequence']))),
    field(12, tensorDescription(name, FLOAT, shape)),
  );
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ''), field(2, 13))));
}

/** A `NodeProto`. */
function node(operator: string, inputs: string[], output: string, attributes: Record<string, number> = {}): Uint8Array {
  return message(
    ...inputs.map((input) => field(1, input)),
    field(2, output),
    field(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      field(5, message(field(1, name), field(3, value), field(20, INT_ATTRIBUTE))),
    ),
  );
}

/** A `TensorProto` of rows. */
function floats(name: string, rows: readonly (readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(Float32Array.from(rows.flat()).buffer);
  return message(field(1, rows.length), field(1, rows[0]!.length), field(2, FLOAT), field(8, name), field(9, bytes));
}

/** A `TensorProto` that names one axis. */
function axis(name: string, value: number): Uint8Array {
  const bytes = new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
  return message(field(1, 1), field(2, INT64), field(8, name), field(9, bytes));
}

/** A `ValueInfoProto`: name, element type and shape, in which a word stands for any size. */
function tensorDescription(name: string, elementType: number, shape: (string | number)[]): Uint8Array {
  const dimensions = shape.map((size) => field(1, message(field(typeof size === 'number' ? 1 : 2, size))));
  return message(
    field(1, name),
    field(2, message(field(1, message(field(1, elementType), field(2, message(...dimensions)))))),
  );
}

/** Protocol Buffers: a message is its fields, one after another. */
function message(...fields: Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

/** A field is its number and wire type, then a varint, or a length and so many bytes. */
function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return message(varint(number << 3), varint(value));
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return message(varint((number << 3) | 2), varint(bytes.length), bytes);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return Uint8Array.from([...bytes, left]);
    bytes.push((left & 0x7f) | 0x80);
  }
}

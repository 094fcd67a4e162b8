/**
 * Writes the smallest ONNX model that embeds: it looks each token up in a table.
 *
 * @param table One vector a token id, all of one length.
 * @returns The bytes of a `.onnx` file (opset 13) with inputs `input_ids` and `attention_mask` and output `last_hidden_state`.
 */
export function onnxLookupModel(table: readonly (readonly number[])[]): Uint8Array {
  const width = table[0]!.length;
  const batchOfTokens = ['batch', 'sequence'];
  const node = message(field(1, 'table'), field(1, 'input_ids'), field(2, 'last_hidden_state'), field(4, 'Gather'));
  const initializer = message(
    field(1, table.length),
    field(1, width),
    field(2, FLOAT),
    field(8, 'table'),
    field(9, new Uint8Array(Float32Array.from(table.flat()).buffer)),
  );
  const graph = message(
    field(1, node),
    field(2, 'lookup'),
    field(5, initializer),
    field(11, tensorDescription('input_ids', INT64, batchOfTokens)),
    field(11, tensorDescription('attention_mask', INT64, batchOfTokens)),
    field(12, tensorDescription('last_hidden_state', FLOAT, [...batchOfTokens, width])),
  );
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ''), field(2, 13))));
}

/** Element types of `onnx.proto`. */
const FLOAT = 1;
const INT64 = 7;

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

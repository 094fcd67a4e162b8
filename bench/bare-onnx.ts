import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EmbeddingConfig } from '../src/config/config.ts';
import { batchByLength } from '../src/embeddings/batch-by-length.ts';
import { locateModel } from '../src/embeddings/model-files.ts';

/** Runs ONNX Runtime over texts without the product: one session with as many threads as there are cores; the time without the tokenizer. */
export async function runBare(config: EmbeddingConfig, texts: string[]): Promise<{ seconds: number }> {
  const { directory } = await locateModel(config);
  env.localModelPath = path.dirname(directory);
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(path.basename(directory));
  const files = await readdir(path.join(directory, 'onnx'));
  const file = files.find((name) => name === 'model_quantized.onnx') ?? files.find((name) => name.endsWith('.onnx'))!;
  const session = await InferenceSession.create(path.join(directory, 'onnx', file), {
    intraOpNumThreads: availableParallelism(),
  });
  const tokens: number[][] = tokenizer(texts, { padding: false, truncation: true, return_tensor: false }).input_ids;
  const startedAt = performance.now();
  for (const places of batchByLength(tokens.map(({ length }) => length))) {
    const longest = Math.max(1, ...places.map((place) => tokens[place]!.length));
    const shape = [places.length, longest];
    const ids = new BigInt64Array(places.length * longest);
    const mask = new BigInt64Array(ids.length);
    for (const [row, place] of places.entries()) {
      for (const [index, id] of tokens[place]!.entries()) ids[row * longest + index] = BigInt(id);
      mask.fill(1n, row * longest, row * longest + tokens[place]!.length);
    }
    const inputs: Record<string, Tensor> = {
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    };
    await session.run(Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]!])));
  }
  return { seconds: (performance.now() - startedAt) / 1000 };
}

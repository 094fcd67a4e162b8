import { type FeatureExtractionPipeline, Tensor } from '@xenova/transformers';
import { batchByLength } from './batch-by-length.ts';
import { toUnitLength } from './cosine.ts';
import type { EmbeddingRole } from './embedder.ts';
import type { ModelProfile } from './model-profile.ts';
import { poolTokens } from './pool-tokens.ts';

/** A model and how it is used. */
export interface UsedModel {
  extract: FeatureExtractionPipeline;
  profile: ModelProfile;
}

/** The part of a tokenizer that this needs: the ids of the tokens of texts, with those that the model needs around them. */
type Tokenizer = (
  texts: string[],
  options: { padding: false; truncation: true; return_tensor: false },
) => { input_ids: number[][] };

/** Returns one vector for each text. Truncation comes before normalisation, so that shortened vectors are unit vectors again. */
export async function embedTexts(
  { extract, profile }: UsedModel,
  texts: string[],
  role: EmbeddingRole,
): Promise<Float32Array[]> {
  const prefix = role === 'query' ? profile.queryPrefix : profile.passagePrefix;
  const encode = extract.tokenizer as unknown as Tokenizer;
  const tokens = encode(
    texts.map((text) => prefix + text),
    { padding: false, truncation: true, return_tensor: false },
  ).input_ids;
  const rows: Float32Array[] = new Array(texts.length);
  for (const places of batchByLength(tokens.map(({ length }) => length))) {
    const vectors = await embedBatch(
      extract,
      places.map((place) => tokens[place]!),
      profile.pooling,
    );
    const kept = profile.dimensions ?? vectors[0]!.length;
    for (const [index, place] of places.entries())
      rows[place] = finish(vectors[index]!.slice(0, kept), profile.normalize);
  }
  return rows;
}

async function embedBatch(
  { tokenizer, model }: FeatureExtractionPipeline,
  texts: number[][],
  pooling: ModelProfile['pooling'],
): Promise<Float32Array[]> {
  const lengths = texts.map(({ length }) => length);
  const longest = Math.max(1, ...lengths);
  const ids = new BigInt64Array(texts.length * longest).fill(BigInt(tokenizer.pad_token_id ?? 0));
  const mask = new BigInt64Array(ids.length);
  for (const [row, text] of texts.entries()) {
    for (const [place, id] of text.entries()) ids[row * longest + place] = BigInt(id);
    mask.fill(1n, row * longest, row * longest + text.length);
  }
  const shape = [texts.length, longest];
  const outputs: Record<string, Tensor> = await model({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
  });
  const hidden = outputs.last_hidden_state ?? outputs.logits ?? outputs.token_embeddings!;
  return poolTokens(hidden.data as Float32Array, { lengths, width: hidden.dims.at(-1)!, pooling });
}

function finish(vector: Float32Array, normalize: boolean): Float32Array {
  // Some models give NaN for a text without tokens. It is similar to no text: its vector is 0.
  if (vector.some(Number.isNaN)) return new Float32Array(vector.length);
  return normalize ? toUnitLength(vector) : vector;
}

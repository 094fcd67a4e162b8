import { createHash } from 'node:crypto';
import type { EmbeddingConfig } from '../../config/config.ts';
import type { EmbeddingServer } from '../../config/embedding.ts';
import { PilcrowError } from '../../errors.ts';
import { toUnitLength } from '../cosine.ts';
import type { EmbeddingModel, SentenceEmbedder } from '../embedder.ts';
import { locateModel, placeOf } from '../model-files.ts';
import { type ModelProfile, modelProfile } from '../model-profile.ts';
import { readVectorOptions, requireDimensions } from '../vector-options.ts';
import { createBatchRequest } from './request-in-batches.ts';
import { createVectorRequest, type RequestOptions, type RequestVectors } from './request-vectors.ts';
import { embeddingsUnavailable } from './server-failure.ts';

interface Loaded {
  model: EmbeddingModel;
  profile: ModelProfile;
  /** How many numbers a vector has as the server gives it. */
  given: number;
}

/**
 * Embeds with a model of a server that takes requests as OpenAI's does. All texts go there.
 *
 * What the model is, is known after the first answer; a first request that failed is made again at the next call. How many words of a text it knows is not:
 * all of them count as known.
 */
export function createServerEmbedder(
  config: EmbeddingConfig,
  server: EmbeddingServer,
  options: RequestOptions = {},
): SentenceEmbedder {
  const closing = new AbortController();
  const requestOne = createVectorRequest(server, { ...options, signal: closing.signal });
  const request = createBatchRequest(requestOne);
  let loading: Promise<Loaded> | null = null;

  const load = () => {
    closing.signal.throwIfAborted();
    loading ??= loadModel(config, server, requestOne).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const vectorOf = async (text: string, prefix: string) => {
    const { profile, given } = await load();
    // Servers refuse a text without a word; it is similar to no text.
    if (text.trim() === '') return new Float32Array(profile.dimensions ?? given);
    const vector = await request(prefix + text);
    if (vector.length === given) return shaped(vector, profile);
    const matter = `it gave a vector of ${vector.length} numbers after one of ${given}; start again, and if the server has another model now, run "npm run index"`;
    throw embeddingsUnavailable(server, matter);
  };
  return {
    model: async () => (await load()).model,
    async embed(texts, role) {
      const { queryPrefix, passagePrefix } = (await load()).profile;
      const prefix = role === 'query' ? queryPrefix : passagePrefix;
      return Promise.all(texts.map((text) => vectorOf(text, prefix)));
    },
    knownShares: async (texts) => texts.map(() => 1),
    async close() {
      closing.abort(
        new PilcrowError('MODEL_UNAVAILABLE', 'Cannot embed: the embedding model was stopped; start again'),
      );
    },
  };
}

async function loadModel(config: EmbeddingConfig, server: EmbeddingServer, request: RequestVectors): Promise<Loaded> {
  const { name, directory } = await locateModel(config);
  const profile = modelProfile(config, { poolingFile: null, vectorOptions: await readVectorOptions(directory) });
  const { queryPrefix, passagePrefix, normalize } = profile;
  const [first] = await request([`${queryPrefix}¶`]);
  const given = first!.length;
  requireDimensions(profile.dimensions, { has: given, directory });
  const model = {
    name: `${name} of ${placeOf(server)}`,
    // Of its files nothing is known: a model is the one that has this name at this place.
    fileHash: createHash('sha256')
      .update(JSON.stringify([placeOf(server), server.model]))
      .digest('hex'),
    dimensions: profile.dimensions ?? given,
    pooling: 'server',
    normalize,
    queryPrefix,
    passagePrefix,
    words: null,
  };
  return { model, profile, given };
}

/** Shortens before it normalises, as a shortened vector is no unit vector any more. */
function shaped(vector: number[], { dimensions, normalize }: ModelProfile): Float32Array {
  const kept = Float32Array.from(vector.slice(0, dimensions ?? vector.length));
  return normalize ? toUnitLength(kept) : kept;
}

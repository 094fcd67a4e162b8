import type { RequestOptions } from '../../../src/embeddings/server/request-vectors.ts';
import { createServerEmbedder } from '../../../src/embeddings/server/server-embedder.ts';
import {
  type ChatModelServer,
  type ModelReply,
  type ModelRequest,
  type ModelScript,
  withChatModelServer,
} from '../../support/chat-model-server.ts';
import { embeddingConfig } from '../../support/tiny-model.ts';

/** What a server answers with these vectors of the texts. */
export function vectorsReply(vectors: readonly (readonly number[])[]): ModelReply {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  return {
    status: 200,
    body: { object: 'list', data, model: 'scripted', usage: { prompt_tokens: 1, total_tokens: 1 } },
  };
}

/** The vector of each text is its length and 1. */
export function lengthsOf({ body }: ModelRequest): ModelReply {
  return vectorsReply((body.input as string[]).map((text) => [text.length, 1]));
}

/** Runs a test with an embedder of a server that follows a script; what is asked first, to know the model, is answered by itself and not counted. */
export async function withServerEmbedder(
  script: Exclude<ModelScript, readonly ModelReply[]>,
  run: (embedder: ReturnType<typeof createServerEmbedder>, server: ChatModelServer) => Promise<void>,
  { apiKey = null, model = 'scripted', ...options }: RequestOptions & { apiKey?: string | null; model?: string } = {},
): Promise<void> {
  let asked = -1;
  const scripted = (request: ModelRequest) => {
    asked += 1;
    return asked === 0 ? vectorsReply([[0, 1]]) : script(request, asked - 1);
  };
  await withChatModelServer(scripted, async (server) => {
    const named = { baseUrl: server.url, model, apiKey };
    const config = embeddingConfig({ model: `openai:${model}`, server: named });
    const embedder = createServerEmbedder(config, named, options);
    await embedder.model();
    server.requests.shift();
    await run(embedder, server).finally(() => embedder.close());
  });
}

import type { EmbeddingServer } from '../../config/embedding.ts';
import { PilcrowError } from '../../errors.ts';
import { detailsOf } from '../../runtime/request-failure.ts';

/** Says that a server gives no embeddings: `matter` is the state and the next step. */
export function embeddingsUnavailable({ model }: EmbeddingServer, matter: string, cause?: unknown): PilcrowError {
  return new PilcrowError('MODEL_UNAVAILABLE', `Cannot embed with "openai:${model}": ${matter}`, { cause });
}

/** What went wrong in a request for embeddings, and what to do about it. The server's own words are left out: they may repeat a text or the key. */
export function explainFailure(server: EmbeddingServer, error: unknown): PilcrowError {
  return error instanceof PilcrowError ? error : embeddingsUnavailable(server, matterOf(error), error);
}

function matterOf(error: unknown): string {
  const { status, code } = detailsOf(error);
  if (status === 401 || status === 403) return `the server refused the key (${status}); check EMBEDDING_API_KEY`;
  if (status === 404)
    return 'the server has no such model or address (404); check EMBEDDING_MODEL and EMBEDDING_BASE_URL';
  if (code === 'insufficient_quota') return 'the quota of the key is used up (429); look at the account';
  if (status === 429) return 'the server is asked too much (429); try again later: what is embedded already is kept';
  if (status !== null && status >= 500) return `the server failed (${status}); look at its log, or try again later`;
  if (status !== null) {
    const named = code === null ? status : `${status}, ${code}`;
    return `the server refused the texts (${named}); look at its log, or try another model`;
  }
  if (code === 'ECONNREFUSED') return 'the connection was refused; start the server, or check EMBEDDING_BASE_URL';
  if (code === 'ENOTFOUND') return 'the server’s address is unknown; check EMBEDDING_BASE_URL';
  return `the request failed (${code ?? 'for no known reason'}); check EMBEDDING_BASE_URL, the server and its certificate`;
}

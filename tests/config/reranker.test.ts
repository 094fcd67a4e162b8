import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('the reranker of a config', () => {
  it('is null without RERANK_MODEL', () => {
    assert.equal(loadConfig({ RERANK_TIMEOUT_MS: '500' }).reranker, null);
  });

  it('runs on this machine unless a server is named', () => {
    const { reranker } = loadConfig({ RERANK_MODEL: 'Xenova/bge-reranker-base' });
    assert.deepEqual([reranker?.baseUrl, reranker?.apiKey, reranker?.timeoutMs], [null, null, 2000]);
  });

  it('needs the name of a model for a server', () => {
    const settings = { RERANK_BASE_URL: 'http://127.0.0.1:8081/v1' };
    assert.throws(() => loadConfig(settings), /RERANK_BASE_URL: needs a RERANK_MODEL/);
  });

  it('refuses a misspelt setting, and keeps its key out of the message', () => {
    const settings = { RERANK_MODEL: 'judge', RERANK_API_KEY: 'sk-secret', RERANK_TIMEOUT: '500' };
    assert.throws(
      () => loadConfig(settings),
      (error: Error) => /RERANK_TIMEOUT: no such setting/.test(error.message) && !error.message.includes('sk-secret'),
    );
  });
});

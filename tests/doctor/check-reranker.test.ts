import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OPEN_ACCESS } from '../../src/config/access.ts';
import { carryOut } from '../../src/doctor/carry-out.ts';
import { checkReranker } from '../../src/doctor/check-reranker.ts';
import { examine } from '../../src/doctor/examine.ts';
import { NO_CHAT_MODEL } from '../support/chat-model-server.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { rerankerConfig, writeTinyCrossEncoder } from '../support/tiny-cross-encoder.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

const directory = writeTinyCrossEncoder(['отпуск', 'leave']);
const look = (settings: Parameters<typeof rerankerConfig>[0]) =>
  carryOut(checkReranker(rerankerConfig({ RERANK_MODEL: directory, ...settings })), () => {});

describe('checkReranker', () => {
  it('says how long the candidates of a search take', async () => {
    const { isOk, found } = await look({ RERANK_TIMEOUT_MS: '60000' });
    assert.match(found, /^".*" judged 30 passages in \d+ ms$/);
    assert.equal(isOk, true);
  });

  it('finds a model that is too slow for its time', async () => {
    const { isOk, found, run } = await look({ RERANK_TIMEOUT_MS: '1' });
    assert.equal(isOk, false);
    assert.match(found, /judged 30 passages in \d+ ms, more than the 1 ms of RERANK_TIMEOUT_MS$/);
    assert.match(run!, /^take a smaller model, or raise RERANK_TIMEOUT_MS above \d+$/);
  });

  it('finds a model that cannot be loaded, and a server that is not there', async () => {
    const [missing, down] = await Promise.all([
      look({ RERANK_MODEL: temporaryDirectory() }),
      look({ RERANK_BASE_URL: 'http://127.0.0.1:9/v1' }),
    ]);
    assert.match(missing.found, /^Cannot load the reranker from /);
    assert.match(down.found, /^Cannot ask the reranker /);
    assert.deepEqual([missing.isOk, down.isOk], [false, false]);
  });

  it('is one of the checks where a reranker is configured, and none elsewhere', async () => {
    const place = { documentsDirectory: temporaryDirectory(), indexDirectory: temporaryDirectory() };
    const namesWith = async (reranker: ReturnType<typeof rerankerConfig> | null) => {
      const settings = {
        documentMaxBytes: 1_000_000,
        recognition: null,
        database: null,
        watchesDocuments: true,
        host: '127.0.0.1',
        http: { access: OPEN_ACCESS },
        ...NO_CHAT_MODEL,
      };
      const config = { ...place, ...settings, embedding: embeddingConfig({}), reranker };
      const names: string[] = [];
      const model = () => createRecordingEmbedder().model();
      for await (const { check } of examine(config, { model, onProgress: () => {} })) names.push(check);
      return names;
    };
    const without = await namesWith(null);
    assert.deepEqual(await namesWith(rerankerConfig({ RERANK_MODEL: directory })), ['Reranker', ...without]);
  });
});

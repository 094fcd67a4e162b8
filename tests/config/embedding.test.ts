import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('the embedding model of a config', () => {
  const local = { EMBEDDING_MODEL: 'openai:nomic-embed-text:latest', EMBEDDING_BASE_URL: 'http://127.0.0.1:11434/v1' };
  const serverOf = (settings: Record<string, string>) => loadConfig(settings).embedding.server;

  it('runs on this machine unless it is named openai:…', () => {
    assert.equal(serverOf({}), null);
    assert.equal(serverOf({ EMBEDDING_MODEL: 'Xenova/multilingual-e5-small' }), null);
    assert.equal(serverOf({ EMBEDDING_MODEL: '', EMBEDDING_BASE_URL: local.EMBEDDING_BASE_URL }), null);
  });

  it('needs no key for a server of one’s own', () => {
    const { EMBEDDING_BASE_URL: baseUrl } = local;
    assert.deepEqual(serverOf(local), { baseUrl, model: 'nomic-embed-text:latest', apiKey: null });
  });

  it('needs a key for the service of OpenAI', () => {
    const settings = { EMBEDDING_MODEL: 'openai:text-embedding-3-small' };
    assert.throws(() => loadConfig(settings), /EMBEDDING_API_KEY: needed, unless EMBEDDING_BASE_URL/);
    assert.deepEqual(serverOf({ ...settings, EMBEDDING_API_KEY: 'secret' }), {
      baseUrl: 'https://api.openai.com/v1',
      model: 'text-embedding-3-small',
      apiKey: 'secret',
    });
  });

  it('refuses what cannot be used, and settings that do not go together', () => {
    const refused = (settings: Record<string, string>, message: RegExp) =>
      assert.throws(() => loadConfig(settings), { code: 'CONFIG_INVALID', message });
    refused({ ...local, EMBEDDING_MODEL: 'openai:' }, /EMBEDDING_MODEL: openai: needs the name of a model/);
    refused({ ...local, EMBEDDING_MODEL: 'nomic-embed-text' }, /EMBEDDING_BASE_URL: .* EMBEDDING_MODEL=openai:name/);
    refused({ EMBEDDING_DTYPE: 'int4' }, /: EMBEDDING_DTYPE: /);
    for (const address of ['huggingface.co', 'file:///models']) {
      refused({ EMBEDDING_HUB_URL: address }, /: EMBEDDING_HUB_URL: /);
    }
    for (const address of ['127.0.0.1:8080', 'file:///v1', 'http://name:password@127.0.0.1/v1']) {
      refused({ ...local, EMBEDDING_BASE_URL: address }, /: EMBEDDING_BASE_URL: /);
    }
    for (const key of ['my key', 'ключ']) refused({ ...local, EMBEDDING_API_KEY: key }, /: EMBEDDING_API_KEY: /);
    refused({ ...local, EMBEDDING_OFFLINE: 'true' }, /EMBEDDING_OFFLINE: true, but EMBEDDING_MODEL=openai:…/);
  });

  it('keeps its key out of error messages', () => {
    const settings = { ...local, EMBEDDING_API_KEY: 'sk-secret', EMBEDDING_DTYPE: 'int4' };
    assert.throws(
      () => loadConfig(settings),
      (error: Error) => !error.message.includes('sk-secret'),
    );
    const unusable = { ...local, EMBEDDING_API_KEY: 'sk-secret\n' };
    assert.throws(
      () => loadConfig(unusable),
      (error: Error) => !error.message.includes('sk-secret'),
    );
  });
});

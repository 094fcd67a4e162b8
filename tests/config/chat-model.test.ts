import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('the chat model of a config', () => {
  const local = { CHAT_MODEL: 'openai:llama3', CHAT_MODEL_BASE_URL: 'http://127.0.0.1:11434/v1' };

  it('needs no key for a server of one’s own', () => {
    const { chatModel } = loadConfig(local);
    assert.deepEqual([chatModel?.baseUrl, chatModel?.apiKey], [local.CHAT_MODEL_BASE_URL, null]);
    assert.equal(loadConfig({ CHAT_MODEL: 'ollama:llama3' }).chatModel?.baseUrl, null);
  });

  it('needs a key for the service of a provider', () => {
    assert.throws(() => loadConfig({ CHAT_MODEL: 'openai:gpt-4.1-mini' }), /CHAT_MODEL_API_KEY: needed, unless/);
    const { chatModel } = loadConfig({ CHAT_MODEL: 'openai:gpt-4.1-mini', CHAT_MODEL_API_KEY: 'secret' });
    assert.equal(chatModel?.apiKey, 'secret');
  });

  it('lists the known providers', () => {
    const message =
      /CHAT_MODEL: must be provider:model, the provider one of openai, ollama, .*; other OpenAI-compatible/;
    assert.throws(() => loadConfig({ CHAT_MODEL: 'llama3' }), message);
    assert.throws(() => loadConfig({ CHAT_MODEL: 'hal:9000', CHAT_MODEL_API_KEY: 'secret' }), message);
  });

  it('reads what is added to requests, and says what is wrong with it', () => {
    const added = { CHAT_MODEL_EXTRA_BODY: '{"top_p": 0.9}', CHAT_MODEL_REASONING_EFFORT: 'low' };
    assert.deepEqual(loadConfig({ ...local, ...added }).chatModel?.extraBody, { reasoning_effort: 'low', top_p: 0.9 });
    for (const [name, values] of Object.entries({
      CHAT_MODEL_EXTRA_BODY: ['top_p=0.9', '[]', '"a"', '{'],
      CHAT_MODEL_HEADERS: ['{"X-Title": 1}', '{"X Title": "a"}', '{"X-Title": "a\\nb"}', 'X-Title: a'],
      CHAT_MODEL_CONCURRENCY: ['0', '1.5', 'many'],
    })) {
      for (const value of values) {
        assert.throws(() => loadConfig({ ...local, [name]: value }), new RegExp(`${name}: `), value);
      }
    }
    assert.throws(() => loadConfig({ ...local, CHAT_MODEL_EXTRA_BODY: '[]' }), /must be a JSON object such as \{/);
  });

  it('is null without CHAT_MODEL', () => {
    assert.equal(loadConfig({ ...local, CHAT_MODEL: '' }).chatModel, null);
  });

  it('keeps its key out of error messages', () => {
    const settings = { ...local, CHAT_MODEL_API_KEY: 'sk-secret', PORT: 'tea', CHAT_MODEL_RETRIES: 'many' };
    assert.throws(
      () => loadConfig(settings),
      (error: Error) => !error.message.includes('sk-secret'),
    );
  });
});

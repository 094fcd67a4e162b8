import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('the models beside the chat model', () => {
  const settings = {
    CHAT_MODEL: 'openai:large',
    CHAT_MODEL_API_KEY: 'secret',
    CHAT_MODEL_MAX_TOKENS: '300',
    CHAT_MODEL_CONCURRENCY: '2',
  };

  it('are none unless they are named', () => {
    const { rewritingModel, fallback } = loadConfig(settings).chatModel!;
    assert.deepEqual([rewritingModel, fallback], [null, null]);
  });

  it('have the limits of the chat model; the fallback has a server and a key of its own', () => {
    const { rewritingModel, fallback } = loadConfig({
      ...settings,
      CHAT_MODEL_REWRITING: 'small',
      CHAT_MODEL_FALLBACK: 'ollama:qwen2.5:7b',
      CHAT_MODEL_FALLBACK_BASE_URL: 'http://127.0.0.1:11434',
    }).chatModel!;
    assert.equal(rewritingModel, 'small');
    const { provider, model, baseUrl, apiKey, maxTokens, concurrency } = fallback!;
    assert.deepEqual([provider, model, baseUrl, apiKey], ['ollama', 'qwen2.5:7b', 'http://127.0.0.1:11434', null]);
    assert.deepEqual([maxTokens, concurrency], [300, 2]);
  });

  it('have the limits of a day that are set, and none unless one is', () => {
    const limitsOf = (set: Record<string, string>) => loadConfig({ ...settings, ...set }).chatModel!.dailyLimits;
    assert.equal(limitsOf({}), null);
    assert.equal(limitsOf({ CHAT_MODEL_DAILY_CALLS: '0', CHAT_MODEL_DAILY_TOKENS: '0' }), null);
    const NONE = { calls: null, tokens: null };
    assert.deepEqual(limitsOf({ CHAT_MODEL_DAILY_TOKENS: '9' }), { ofAll: { calls: null, tokens: 9 }, ofClient: NONE });
    const ofClient = { calls: 5, tokens: null };
    assert.deepEqual(limitsOf({ CHAT_MODEL_DAILY_CALLS_PER_CLIENT: '5' }), { ofAll: NONE, ofClient });
  });

  it('need a key where a service requires one', () => {
    assert.throws(
      () => loadConfig({ ...settings, CHAT_MODEL_FALLBACK: 'anthropic:small' }),
      /CHAT_MODEL_FALLBACK_API_KEY: needed/,
    );
    assert.throws(
      () => loadConfig({ ...settings, CHAT_MODEL_FALLBACK: 'small' }),
      /CHAT_MODEL_FALLBACK: must be provider:model/,
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('loadConfig, given a wrong value', () => {
  for (const [name, values] of Object.entries({
    PORT: ['-1', '65536', '80.5', 'http'],
    OCR: ['on', 'tesseract'],
    OCR_LANGUAGES: ['-l', 'rus,eng', 'rus+', '../rus', 'rus eng'],
    DOCUMENT_MAX_MB: ['0', '-1', 'Infinity', 'much'],
    DATABASE_SCHEMA: ['Pilcrow', '1st', 'a-b', 'a"; DROP SCHEMA public', 'a'.repeat(64)],
    DATABASE_POOL_SIZE: ['0', '1.5', 'all'],
    DATABASE_TIMEOUT_SECONDS: ['0', '-1', 'ever'],
    RERANK_BASE_URL: ['127.0.0.1:8081', 'file:///v1', 'http://name:password@127.0.0.1/v1'],
    RERANK_API_KEY: ['my key', 'ключ'],
    RERANK_TIMEOUT_MS: ['0', '0.5', '-1', 'soon'],
    CHAT_MODEL: ['gpt-4.1-mini', 'openai', 'openai:', ':gpt-4.1-mini', 'cohere:command-r', 'OpenAI:gpt-4.1-mini'],
    CHAT_MODEL_BASE_URL: ['127.0.0.1:11434', 'file:///v1', 'http://name:password@127.0.0.1/v1'],
    CHAT_MODEL_TEMPERATURE: ['-1', '3', 'hot'],
    CHAT_MODEL_MAX_TOKENS: ['0', '1.5'],
    CHAT_MODEL_FIRST_TOKEN_SECONDS: ['0', '-1', 'Infinity', '5 s'],
    CHAT_MODEL_ANSWER_SECONDS: ['0', '86400'],
    CHAT_MODEL_RETRIES: ['-1', '0.5', '100'],
    CHAT_MODEL_DAILY_CALLS: ['-1', '0.5', 'many'],
    CHAT_MODEL_DAILY_CALLS_PER_CLIENT: ['-1', '0.5', 'many'],
    CHAT_MODEL_DAILY_TOKENS: ['-1', '0.5', '1e13'],
    CHAT_MODEL_DAILY_TOKENS_PER_CLIENT: ['-1', '0.5', '1e13'],
    GROUNDING: ['none'],
    CONTEXT_TOKENS: ['0', '99', 'all'],
    ALLOWED_HOSTS: ['https://example.org', 'example.org/chat', 'a b', 'пример.рф', '*'],
    TRUST_PROXY: ['yes', '-1', '1.5', 'example.org', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129'],
    RATE_LIMIT_PER_MINUTE: ['-1', '0.5', 'none'],
    MAX_ANSWERS_AT_ONCE: ['0', '1.5', 'all'],
    API_KEYS: ['my key', 'ключ'],
    ADMIN_TOKEN: ['my token', 'жетон'],
    STORE_CONVERSATIONS: ['yes', '1'],
    CONVERSATION_DAYS: ['0', '-1', 'ever'],
    REVIEW_QUESTIONS: ['no', '0'],
    ALLOWED_ORIGINS: [
      '*',
      'null',
      'example.org',
      'https://example.org/',
      'https://example.org/chat',
      'https://EXAMPLE.org',
      'https://example.org:443',
      'ftp://example.org',
      'https://',
      'http://*.example.org',
    ],
  })) {
    it(`refuses ${name}=${values.join(`, ${name}=`)}`, () => {
      for (const value of values) {
        const refusal = { code: 'CONFIG_INVALID', message: new RegExp(`: ${name}: `) };
        assert.throws(() => loadConfig({ [name]: value }), refusal, value);
      }
    });
  }
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { OPEN_ACCESS, sha256Of } from '../../src/config/access.ts';
import { type Config, loadConfig, PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { SETTING_NAMES } from '../../src/config/settings.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const inProject = (folder: string) => path.join(PROJECT_DIRECTORY, folder);

const LIMITS = {
  temperature: 0.5,
  maxTokens: 400,
  firstTokenMs: 500,
  thinkingMs: 20_000,
  answerMs: 30_000,
  retries: 0,
  concurrency: 2,
  extraBody: { reasoning_effort: 'low', num_ctx: 8192 },
  headers: { 'X-Title': 'Library' },
  proxies: null,
};

const KEYS = [{ name: 'intranet', sha256: 'a'.repeat(64), tags: ['staff'] }];

const withoutSites = ({ sites: _sites, ...config }: Config) => config;

describe('loadConfig', () => {
  it('needs no setting at all: every one has a default', () => {
    assert.deepEqual(withoutSites(loadConfig({})), {
      host: '127.0.0.1',
      port: 3000,
      isPortSet: false,
      documentsDirectory: inProject('documents'),
      documentMaxBytes: 20_000_000,
      recognition: { languages: null, environment: { OMP_THREAD_LIMIT: '1' } },
      ...{ keepsOriginals: true, watchesDocuments: true, indexesAtStart: 'always' },
      vectorPrecision: 'int8',
      promptsDirectory: inProject('prompts'),
      indexDirectory: inProject('embeddings/index'),
      database: null,
      embedding: {
        ...{ model: 'embeddings/model', server: null, offline: false },
        cacheDirectory: inProject('embeddings/cache'),
        hubUrl: 'https://huggingface.co/',
        dtype: 'q8',
        pooling: null,
        queryPrefix: null,
        passagePrefix: null,
      },
      reranker: null,
      chatModel: null,
      grounding: 'strict',
      contextTokens: 3000,
      http: {
        ...{ access: OPEN_ACCESS, assistants: new Map() },
        basePath: '',
        allowedOrigins: [],
        allowedHosts: [],
        trustProxy: false,
        rateLimitPerMinute: 60,
        maxAnswersAtOnce: 1000,
        apiKeys: [],
        adminToken: null,
        isReaderOpen: true,
        upload: { maxFiles: 20, maxFileBytes: 20_000_000 },
      },
      conversations: { areKept: true, timeToLiveMs: 30 * 86_400_000, areReviewed: true },
      logLevel: 'info',
    });
  });

  it('reads every setting', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: '0',
      DOCUMENTS_DIR: '/srv/documents',
      DOCUMENT_MAX_MB: '0.5',
      WATCH_DOCUMENTS: 'false',
      STORE_ORIGINALS: 'false',
      VECTOR_PRECISION: 'float32',
      INDEX_DIR: 'elsewhere/index',
      DATABASE_URL: 'postgres://pilcrow:p%40ss@db.example.org:5433/pilcrow?sslmode=verify-full',
      DATABASE_READ_URL: 'postgresql://replica.example.org/pilcrow',
      DATABASE_SCHEMA: 'other',
      DATABASE_POOL_SIZE: '4',
      DATABASE_TIMEOUT_SECONDS: '2.5',
      DATABASE_CA_FILE: 'own/ca.pem',
      EMBEDDING_MODEL: 'openai:intfloat/multilingual-e5-small',
      EMBEDDING_BASE_URL: 'http://127.0.0.1:8080/v1',
      EMBEDDING_API_KEY: 'secret',
      EMBEDDING_OFFLINE: 'false',
      EMBEDDING_CACHE_DIR: '/srv/cache',
      EMBEDDING_HUB_URL: 'http://127.0.0.1:8080/mirror',
      EMBEDDING_DTYPE: 'fp32',
      EMBEDDING_POOLING: 'cls',
      EMBEDDING_QUERY_PREFIX: 'query: ',
      EMBEDDING_PASSAGE_PREFIX: 'passage: ',
      RERANK_MODEL: 'judge',
      RERANK_BASE_URL: 'http://127.0.0.1:8081/v1',
      RERANK_API_KEY: 'other-secret',
      RERANK_TIMEOUT_MS: '500',
      CHAT_MODEL: 'openai:qwen2.5:7b',
      CHAT_MODEL_BASE_URL: 'http://127.0.0.1:11434/v1',
      CHAT_MODEL_API_KEY: 'secret',
      CHAT_MODEL_REWRITING: 'qwen2.5:1b',
      CHAT_MODEL_FALLBACK: 'anthropic:claude',
      CHAT_MODEL_FALLBACK_BASE_URL: 'https://models.example.org',
      CHAT_MODEL_FALLBACK_API_KEY: 'other',
      CHAT_MODEL_TEMPERATURE: '0.5',
      CHAT_MODEL_MAX_TOKENS: '400',
      CHAT_MODEL_FIRST_TOKEN_SECONDS: '0.5',
      CHAT_MODEL_THINKING_SECONDS: '20',
      CHAT_MODEL_ANSWER_SECONDS: '30',
      CHAT_MODEL_RETRIES: '0',
      CHAT_MODEL_CONCURRENCY: '2',
      CHAT_MODEL_DAILY_CALLS: '1000',
      CHAT_MODEL_DAILY_CALLS_PER_CLIENT: '50',
      CHAT_MODEL_DAILY_TOKENS: '2000000',
      CHAT_MODEL_DAILY_TOKENS_PER_CLIENT: '100000',
      CHAT_MODEL_REASONING_EFFORT: 'low',
      CHAT_MODEL_EXTRA_BODY: '{"num_ctx": 8192}',
      CHAT_MODEL_HEADERS: '{"X-Title": "Library"}',
      GROUNDING: 'mark',
      CONTEXT_TOKENS: '1500',
      PROMPTS_DIR: 'own/prompts',
      BASE_PATH: '/assistant/',
      ALLOWED_ORIGINS: 'https://example.org, http://localhost:5173 ,',
      ALLOWED_HOSTS: 'Chat.example.org, localhost:8080',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      RATE_LIMIT_PER_MINUTE: '0',
      MAX_ANSWERS_AT_ONCE: '8',
      ASSISTANTS_DIR: temporaryDirectory(),
      ...{ READER_PASSWORD: ' a password ', AUTH_HEADER: 'X-Remote-User' },
      ACCESS_FILE: path.join(
        writeFiles(temporaryDirectory(), { 'access.json': JSON.stringify({ keys: KEYS }) }),
        'access.json',
      ),
      API_KEYS: 'one,two',
      ADMIN_TOKEN: 'token',
      ...{ READER: 'closed', SITE_MAX_PAGES: '7', SITE_MAX_MB: '1', SITE_MAX_MINUTES: '1' },
      ...{ SITE_DELAY_MS: '0', SITE_PRIVATE_NETWORK: 'true' },
      UPLOAD_MAX_FILES: '3',
      OCR: 'off',
      OCR_LANGUAGES: 'deu+eng',
      STORE_CONVERSATIONS: 'false',
      CONVERSATION_DAYS: '0.5',
      REVIEW_QUESTIONS: 'false',
      LOG_LEVEL: 'silent',
    };
    assert.deepEqual([...Object.keys(environment), 'ACCESS'].sort(), SETTING_NAMES.toSorted());
    assert.deepEqual(withoutSites(loadConfig(environment)), {
      host: '0.0.0.0',
      port: 0,
      isPortSet: true,
      documentsDirectory: '/srv/documents',
      documentMaxBytes: 500_000,
      recognition: null,
      watchesDocuments: false,
      keepsOriginals: false,
      indexesAtStart: 'when-empty',
      vectorPrecision: 'float32',
      promptsDirectory: inProject('own/prompts'),
      indexDirectory: inProject('elsewhere/index'),
      database: {
        write: {
          url: 'postgres://pilcrow:p%40ss@db.example.org:5433/pilcrow?sslmode=verify-full',
          schema: 'other',
          poolSize: 4,
          timeoutMs: 2500,
          caFile: inProject('own/ca.pem'),
        },
        read: {
          url: 'postgresql://replica.example.org/pilcrow',
          schema: 'other',
          poolSize: 4,
          timeoutMs: 2500,
          caFile: inProject('own/ca.pem'),
        },
      },
      embedding: {
        model: 'openai:intfloat/multilingual-e5-small',
        server: { baseUrl: 'http://127.0.0.1:8080/v1', model: 'intfloat/multilingual-e5-small', apiKey: 'secret' },
        offline: false,
        cacheDirectory: '/srv/cache',
        hubUrl: 'http://127.0.0.1:8080/mirror/',
        dtype: 'fp32',
        pooling: 'cls',
        queryPrefix: 'query: ',
        passagePrefix: 'passage: ',
      },
      reranker: {
        model: 'judge',
        baseUrl: 'http://127.0.0.1:8081/v1',
        apiKey: 'other-secret',
        timeoutMs: 500,
        offline: false,
        cacheDirectory: '/srv/cache',
        hubUrl: 'http://127.0.0.1:8080/mirror/',
        dtype: 'fp32',
      },
      chatModel: {
        provider: 'openai',
        model: 'qwen2.5:7b',
        baseUrl: 'http://127.0.0.1:11434/v1',
        apiKey: 'secret',
        ...LIMITS,
        rewritingModel: 'qwen2.5:1b',
        fallback: {
          provider: 'anthropic',
          model: 'claude',
          baseUrl: 'https://models.example.org',
          apiKey: 'other',
          ...LIMITS,
        },
        dailyLimits: { ofAll: { calls: 1000, tokens: 2_000_000 }, ofClient: { calls: 50, tokens: 100_000 } },
      },
      grounding: 'mark',
      contextTokens: 1500,
      http: {
        access: { ...OPEN_ACCESS, passwordSha256: sha256Of('a password'), keys: KEYS, nameHeader: 'x-remote-user' },
        ...{ assistants: new Map(), basePath: '/assistant' },
        allowedOrigins: ['https://example.org', 'http://localhost:5173'],
        allowedHosts: ['chat.example.org', 'localhost:8080'],
        trustProxy: ['loopback', '10.0.0.0/8'],
        rateLimitPerMinute: 0,
        maxAnswersAtOnce: 8,
        apiKeys: ['one', 'two'],
        adminToken: 'token',
        isReaderOpen: false,
        upload: { maxFiles: 3, maxFileBytes: 500_000 },
      },
      conversations: { areKept: false, timeToLiveMs: 43_200_000, areReviewed: false },
      logLevel: 'silent',
    });
  });

  it('treats a blank value as not set', () => {
    const blank = Object.fromEntries(SETTING_NAMES.map((name, index) => [name, index % 2 === 0 ? '' : ' ']));
    assert.deepEqual(loadConfig(blank), loadConfig({}));
  });

  it('ignores variables that are not its own', () => {
    assert.deepEqual(loadConfig({ SHELL: '/bin/sh', NODE_ENV: 'test', MODEL: 'x' }), loadConfig({}));
  });

  it('reports all problems at once, each with its setting, and says where to correct them', () => {
    const environment = {
      PORT: 'tea',
      EMBEDDING_OFFLINE: 'yes',
      EMBEDDING_POOLLING: 'cls',
      ALLOWED_ORIGINS: 'https://example.org,somewhere',
      LOG_LEVEL: 'loud',
    };
    assert.throws(
      () => loadConfig(environment),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, 'CONFIG_INVALID');
        assert.match(error.message, /^Cannot use the settings: .+; correct them in the environment or in \.env$/);
        for (const name of Object.keys(environment)) assert.match(error.message, new RegExp(`[ ;]${name}: [^;]+;`));
        return true;
      },
    );
  });

  for (const name of [
    'EMBEDDING_MODLE',
    'EMBEDDING_PREFIX',
    'CHAT_MODEL_KEY',
    'CHAT_MODELL',
    'DATABASE_POOL',
    'DATABASE_PASSWORD',
  ]) {
    it(`reports ${name} as a misspelt setting`, () => {
      assert.throws(() => loadConfig({ [name]: 'x' }), {
        code: 'CONFIG_INVALID',
        message: new RegExp(`${name}: no such setting; (?:\\.env\\.example lists them all|did you mean)`),
      });
    });
  }

  for (const name of ['EMBEDDING_DIMENSIONS', 'EMBEDDING_NORMALIZE']) {
    it(`says where ${name} of earlier versions is set now`, () => {
      assert.throws(() => loadConfig({ [name]: 'x' }), {
        code: 'CONFIG_INVALID',
        message: new RegExp(
          `${name}: no longer a setting: remove it.* put .* into embedding\\.json beside the files of the model`,
        ),
      });
    });
  }
});

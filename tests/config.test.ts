import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { environmentOverFile, loadConfig, PROJECT_DIRECTORY, SETTING_NAMES } from '../src/config.ts';
import { temporaryDirectory, writeFiles } from './support/temporary-directory.ts';

const inProject = (folder: string) => path.join(PROJECT_DIRECTORY, folder);

describe('loadConfig', () => {
  it('needs no setting at all: every one has a default', () => {
    assert.deepEqual(loadConfig({}), {
      host: '127.0.0.1',
      port: 3000,
      documentsDirectory: inProject('documents'),
      documentMaxBytes: 20_000_000,
      indexDirectory: inProject('embeddings/index'),
      embedding: {
        model: 'embeddings/model',
        offline: false,
        cacheDirectory: inProject('embeddings/cache'),
        hubUrl: 'https://huggingface.co/',
        dtype: 'q8',
        pooling: null,
        normalize: null,
        dimensions: null,
        queryPrefix: null,
        passagePrefix: null,
      },
      allowedOrigins: [],
      logLevel: 'info',
    });
  });

  it('reads every setting', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: '0',
      DOCUMENTS_DIR: '/srv/documents',
      DOCUMENT_MAX_MB: '0.5',
      INDEX_DIR: 'elsewhere/index',
      EMBEDDING_MODEL: 'Xenova/multilingual-e5-small',
      EMBEDDING_OFFLINE: 'true',
      EMBEDDING_CACHE_DIR: '/srv/cache',
      EMBEDDING_HUB_URL: 'http://127.0.0.1:8080/mirror',
      EMBEDDING_DTYPE: 'fp32',
      EMBEDDING_POOLING: 'cls',
      EMBEDDING_NORMALIZE: 'false',
      EMBEDDING_DIMENSIONS: '128',
      EMBEDDING_QUERY_PREFIX: 'query: ',
      EMBEDDING_PASSAGE_PREFIX: 'passage: ',
      ALLOWED_ORIGINS: 'https://example.org, http://localhost:5173 ,',
      LOG_LEVEL: 'silent',
    };
    assert.deepEqual(Object.keys(environment).sort(), SETTING_NAMES.toSorted());
    assert.deepEqual(loadConfig(environment), {
      host: '0.0.0.0',
      port: 0,
      documentsDirectory: '/srv/documents',
      documentMaxBytes: 500_000,
      indexDirectory: inProject('elsewhere/index'),
      embedding: {
        model: 'Xenova/multilingual-e5-small',
        offline: true,
        cacheDirectory: '/srv/cache',
        hubUrl: 'http://127.0.0.1:8080/mirror/',
        dtype: 'fp32',
        pooling: 'cls',
        normalize: false,
        dimensions: 128,
        queryPrefix: 'query: ',
        passagePrefix: 'passage: ',
      },
      allowedOrigins: ['https://example.org', 'http://localhost:5173'],
      logLevel: 'silent',
    });
  });

  it('takes a blank value for none', () => {
    const blank = Object.fromEntries(SETTING_NAMES.map((name, index) => [name, index % 2 === 0 ? '' : ' ']));
    assert.deepEqual(loadConfig(blank), loadConfig({}));
  });

  it('leaves alone what is not its own', () => {
    assert.deepEqual(loadConfig({ PATH: '/bin', NODE_ENV: 'test', MODEL: 'x' }), loadConfig({}));
  });

  it('reports every problem at once, each by the name of its setting, and says where to correct them', () => {
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

  for (const name of ['EMBEDDING_MODLE', 'EMBEDDING_PREFIX', 'CHAT_MODEL_KEY', 'CHAT_MODELL']) {
    it(`takes ${name} for a misspelt setting`, () => {
      assert.throws(() => loadConfig({ [name]: 'x' }), {
        code: 'CONFIG_INVALID',
        message: new RegExp(`${name}: no such setting; \\.env\\.example lists them all`),
      });
    });
  }

  for (const [name, values] of Object.entries({
    PORT: ['-1', '65536', '80.5', 'http'],
    DOCUMENT_MAX_MB: ['0', '-1', 'Infinity', 'much'],
    EMBEDDING_DIMENSIONS: ['0', '1.5', 'all'],
    EMBEDDING_DTYPE: ['int4'],
    EMBEDDING_HUB_URL: ['huggingface.co', 'file:///models'],
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

describe('environmentOverFile', () => {
  const fileWith = (content: string) => path.join(writeFiles(temporaryDirectory(), { '.env': content }), '.env');

  it('puts the environment over the file', () => {
    const file = fileWith('# a comment\nPORT=4000\nHOST=0.0.0.0\nEMBEDDING_QUERY_PREFIX="query: "\n');
    const { host, port, embedding } = loadConfig(environmentOverFile(file, { PORT: '5000' }));
    assert.deepEqual([host, port, embedding.queryPrefix], ['0.0.0.0', 5000, 'query: ']);
  });

  it('does not let a blank value of the environment hide the file', () => {
    assert.equal(loadConfig(environmentOverFile(fileWith('PORT=4000'), { PORT: '' })).port, 4000);
  });

  it('needs no file', () => {
    assert.deepEqual(environmentOverFile(path.join(temporaryDirectory(), '.env'), { PORT: '1' }), { PORT: '1' });
  });

  it('tells of mistakes in the file too', () => {
    const environment = environmentOverFile(fileWith('EMBEDDING_MODELL=x'), {});
    assert.throws(() => loadConfig(environment), /EMBEDDING_MODELL: no such setting/);
  });

  it('says what to do about a file that cannot be read', () => {
    const file = temporaryDirectory();
    assert.throws(() => environmentOverFile(file, {}), {
      code: 'CONFIG_INVALID',
      message: new RegExp(`^Cannot read "${file}": .+; correct or remove it$`),
    });
  });
});

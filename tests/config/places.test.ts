import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig, PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { dataDirectoryOf, indexDirectoryOf } from '../../src/config/places.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('loadConfig, outside a clone', () => {
  it('starts paths from the current folder, and takes what ships with the program from its own', () => {
    const directory = temporaryDirectory();
    const given = { PROMPTS_DIR: 'words', INDEX_DIR: 'index', EMBEDDING_MODEL: 'embeddings/model' };
    const config = loadConfig(given, { directory });
    assert.equal(config.documentsDirectory, path.join(directory, 'documents'));
    assert.equal(config.indexDirectory, path.join(directory, 'index'));
    assert.equal(config.promptsDirectory, path.join(directory, 'words'));
    assert.equal(config.embedding.model, 'embeddings/model');
    const shipped = path.join(PROJECT_DIRECTORY, 'prompts');
    assert.equal(loadConfig({ PROMPTS_DIR: 'prompts' }, { directory }).promptsDirectory, shipped);
  });

  it('takes folders of the same names for those of the user only where a setting names them', () => {
    const directory = temporaryDirectory();
    for (const folder of ['prompts', 'models/own']) mkdirSync(path.join(directory, folder), { recursive: true });
    assert.equal(loadConfig({}, { directory }).promptsDirectory, path.join(PROJECT_DIRECTORY, 'prompts'));
    const config = loadConfig({ PROMPTS_DIR: 'prompts', EMBEDDING_MODEL: 'models/own' }, { directory });
    assert.equal(config.promptsDirectory, path.join(directory, 'prompts'));
    assert.equal(config.embedding.model, path.join(directory, 'models/own'));
  });

  it('writes nothing beside the documents or the program', () => {
    const { indexDirectory, embedding } = loadConfig({ DOCUMENTS_DIR: 'docs' }, { directory: temporaryDirectory() });
    const data = dataDirectoryOf(process.env);
    assert.equal(path.dirname(indexDirectory), path.join(data, 'indexes'));
    assert.match(path.basename(indexDirectory), /^docs-[0-9a-f]{12}$/);
    assert.equal(embedding.cacheDirectory, path.join(data, 'models'));
  });
});

describe('indexDirectoryOf', () => {
  it('is one for a folder, however it is named, and another for each other folder', () => {
    const directory = temporaryDirectory();
    const docs = path.join(directory, 'docs');
    mkdirSync(docs);
    symlinkSync(docs, path.join(directory, 'link'));
    const index = indexDirectoryOf(docs, '/data');
    assert.equal(indexDirectoryOf(path.join(directory, 'link'), '/data'), index);
    mkdirSync(path.join(directory, 'other', 'docs'), { recursive: true });
    assert.notEqual(indexDirectoryOf(path.join(directory, 'other', 'docs'), '/data'), index);
  });
});

describe('dataDirectoryOf', () => {
  for (const [title, { platform, environment, expected }] of Object.entries({
    'what XDG_DATA_HOME says': {
      platform: 'linux' as const,
      environment: { XDG_DATA_HOME: path.resolve('/data') },
      expected: path.join(path.resolve('/data'), 'pilcrow'),
    },
    'below the home folder, where that is relative': {
      platform: 'linux' as const,
      environment: { XDG_DATA_HOME: 'data' },
      expected: path.join('/home/anna', '.local/share/pilcrow'),
    },
    'the folder of macOS': {
      platform: 'darwin' as const,
      environment: {},
      expected: path.join('/home/anna', 'Library/Application Support/pilcrow'),
    },
    'the local folder of Windows': {
      platform: 'win32' as const,
      environment: { LOCALAPPDATA: path.resolve('/local') },
      expected: path.join(path.resolve('/local'), 'pilcrow'),
    },
  })) {
    it(`is ${title}`, () => {
      assert.equal(dataDirectoryOf(environment, { platform, home: '/home/anna' }), expected);
    });
  }
});

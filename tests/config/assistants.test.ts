import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sha256Of } from '../../src/config/access.ts';
import { type AssistantSettings, readAssistants } from '../../src/config/assistants.ts';
import { loadConfig } from '../../src/config/config.ts';
import { PilcrowError } from '../../src/errors.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const KEY = 'a-key-that-is-long-enough';

function folderOf(files: Record<string, unknown>): string {
  const texts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return writeFiles(temporaryDirectory(), Object.fromEntries(texts));
}

function problemOf(files: Record<string, unknown>): string {
  try {
    readAssistants(folderOf(files), { isNamed: false });
  } catch (error) {
    assert.ok(error instanceof PilcrowError && error.code === 'CONFIG_INVALID', String(error));
    return error.message;
  }
  return 'none';
}

describe('the assistants of a folder', () => {
  it('are none where there is no folder, unless a setting names it', () => {
    const missing = path.join(temporaryDirectory(), 'assistants');
    assert.equal(readAssistants(missing, { isNamed: false }).size, 0);
    assert.throws(
      () => readAssistants(missing, { isNamed: true }),
      /ASSISTANTS_DIR cannot be read; correct the setting/,
    );
  });

  it('are read from the folder beside the settings, one file each', () => {
    const hr = {
      tags: ['Кадры'],
      greeting: { ru: 'Спросите о кадрах', en: 'Ask about staff' },
      suggestions: ['Сколько дней отпуска?'],
      prompts: 'hr-prompts',
      origins: ['https://hr.example.org'],
      key: KEY,
    };
    const directory = folderOf({ 'assistants/hr.json': hr, 'assistants/all.json': {}, 'assistants/README.md': 'No.' });
    const { assistants } = loadConfig({}, { directory }).http;
    const expected: AssistantSettings[] = [
      {
        name: 'all',
        ...{ tags: null, greeting: {}, suggestions: {}, promptsDirectory: null, origins: null, keySha256: null },
      },
      {
        name: 'hr',
        tags: ['Кадры'],
        greeting: { ru: 'Спросите о кадрах', en: 'Ask about staff' },
        suggestions: { ru: ['Сколько дней отпуска?'], en: ['Сколько дней отпуска?'] },
        promptsDirectory: path.join(directory, 'assistants/hr-prompts'),
        origins: ['https://hr.example.org'],
        keySha256: sha256Of(KEY),
      },
    ];
    assert.deepEqual([...assistants.values()], expected);
  });

  it('are refused with every problem at once, and without a key in the message', () => {
    const cases: [file: string, content: unknown, problem: RegExp][] = [
      ['HR.json', {}, /"HR\.json": its name must be small Latin letters/],
      ['hr.json', '{', /"hr\.json": it is not valid JSON/],
      ['hr.json', [], /"hr\.json": must be an object/],
      ['hr.json', { tag: [] }, /"hr\.json": must not have "tag"/],
      ['hr.json', { tags: [] }, /tags must name a tag/],
      ['hr.json', { greeting: { de: 'Hallo' } }, /greeting Unrecognized key: "de"/],
      ['hr.json', { suggestions: 'What?' }, /suggestions must be one for all/],
      ['hr.json', { origins: ['https://hr.example.org/'] }, /origins\.0 must be origins such as/],
      ['hr.json', { key: KEY, sha256: sha256Of(KEY) }, /it has both key and sha256/],
      ['hr.json', { key: 'short' }, /key must have at least 16/],
    ];
    for (const [file, content, problem] of cases) {
      const message = problemOf({ [file]: content, 'other.json': { key: 'also short' } });
      assert.match(message, problem);
      assert.match(message, /"other\.json": key must/, 'every problem');
      assert.ok(!message.includes(KEY) && !message.includes('also short'), message);
    }
  });
});

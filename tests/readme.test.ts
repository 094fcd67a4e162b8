import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig, PROJECT_DIRECTORY } from '../src/config/config.ts';
import { SETTING_NAMES } from '../src/config/settings.ts';

const read = (file: string) => readFileSync(path.join(PROJECT_DIRECTORY, file), 'utf8');
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(PROJECT_DIRECTORY, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe('the documentation', () => {
  for (const page of pages) {
    it(`${page} names only commands that exist`, () => {
      const named = [...read(page).matchAll(/npm (?:run ([\w-]+)|(start|test)\b)/g)].map(
        (match) => match[1] ?? match[2]!,
      );
      for (const name of named) assert.ok(scripts[name], `npm run ${name}`);
    });

    it(`${page} names only files that exist`, () => {
      const named = [...read(page).matchAll(/`((?:src|tests|docs|embeddings|documents|prompts)\/[\w./-]+)`/g)].map(
        (match) => match[1]!,
      );
      for (const file of named) {
        assert.ok(existsSync(path.join(PROJECT_DIRECTORY, file)) || /^embeddings\/(index|cache)/.test(file), file);
      }
    });
  }

  it('starts with the two commands', () => {
    assert.match(read('README.md'), /npm install && npm start\n\s+npm install && npm test/);
  });

  it('lists every setting in the README and in .env.example, and no other', () => {
    const table = read('README.md').split('## Settings')[1]!.split('\n## ')[0]!;
    const inReadme = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1]!);
    const inExample = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]!);
    assert.deepEqual(inReadme.toSorted(), SETTING_NAMES.toSorted());
    assert.deepEqual(inExample.toSorted(), SETTING_NAMES.toSorted());
  });

  it('gives the defaults in .env.example', () => {
    const given = Object.fromEntries(
      [...read('.env.example').matchAll(/^([A-Z][A-Z_]+)=(.*)$/gm)].map((match) => [match[1]!, match[2]!]),
    );
    assert.deepEqual(loadConfig(given), loadConfig({}));
  });
});

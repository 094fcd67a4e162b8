import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const SITE = `
import { type ChatEvents, define, PilcrowChat } from 'pilcrow/widget';
define();
const chat: PilcrowChat = document.querySelector('pilcrow-chat')!;
const answer = await chat.ask('Кто?');
const quotes: string[] = answer?.citations.map(({ quote }) => quote) ?? [];
chat.addEventListener('pilcrow-answer', ({ detail }) => quotes.push(detail.answer.text));
document.addEventListener('pilcrow-citation', (event: ChatEvents['pilcrow-citation']) => event.preventDefault());
chat.addEventListener('pilcrow-feedback', ({ detail: { answer, feedback } }) => {
  if (feedback.thumb === 'down') quotes.push(answer.id, feedback.comment ?? '');
});
// @ts-expect-error there is no such method
chat.nothing();
`;
const OPTIONS = {
  strict: true,
  noEmit: true,
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: [],
};

describe('the types of the widget', () => {
  it('are installed with the package', () => {
    const directory = writeFiles(temporaryDirectory(), {
      'package.json': '{"type":"module"}',
      'site.ts': SITE,
      'tsconfig.json': JSON.stringify({ compilerOptions: OPTIONS, files: ['site.ts'] }),
    });
    mkdirSync(path.join(directory, 'node_modules'));
    symlinkSync(PROJECT_DIRECTORY, path.join(directory, 'node_modules', 'pilcrow'));
    const compiler = path.join(PROJECT_DIRECTORY, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', directory], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
});

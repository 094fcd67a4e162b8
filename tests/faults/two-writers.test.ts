import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsIn } from '../stores/words-in.ts';
import { assertIncludes } from '../support/assertions.ts';
import { assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { startChild } from '../support/child-process.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const DOCUMENTS = 30;

describe('two processes that index the same folder at once', () => {
  it('both succeed, or one says that the other is writing, and the index is correct', async () => {
    const directory = temporaryDirectory();
    const indexDirectory = temporaryDirectory();
    for (let number = 0; number < DOCUMENTS; number += 1) {
      const text = Array.from({ length: 30 }, (_, line) => `Sentence ${line} of document ${number}.`).join('\n\n');
      writeFiles(directory, { [`document-${number}.txt`]: text });
    }
    const start = () => startChild(new URL('../support/index-folder.ts', import.meta.url), [directory, indexDirectory]);
    const ends = await Promise.all([start().ended, start().ended]);
    for (const { code, errors } of ends) assert.ok(code === 0 || errors.includes('INDEX_LOCKED'), errors);
    assertIncludes(
      ends.map(({ code }) => code),
      0,
    );
    assertSound(indexDirectory);
    await withStore(indexDirectory, async (store) => {
      assert.equal((await store.documents()).length, DOCUMENTS);
      assert.equal((await wordsIn(store)).sentence!.length, DOCUMENTS * 30);
    });
    const { added, changed, embedded } = await indexFolder(directory, indexDirectory);
    assert.deepEqual([added, changed, embedded], [0, 0, 0]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withLatestTexts } from '../../src/stores/latest-texts.ts';
import type { SearchedStore } from '../../src/stores/paragraph-store.ts';

const LONG = 'a'.repeat(100_001);

/** A store of texts that counts what is read, with the texts and generation that it has at the moment. */
function countedStore(texts: Record<string, string>) {
  const read: string[] = [];
  const now = { texts, generation: 1 };
  const store = {
    generation: async () => now.generation,
    text: async (id: string) => {
      read.push(id);
      return now.texts[id] ?? null;
    },
  } as unknown as SearchedStore;
  return { store: withLatestTexts(store), read, now };
}

describe('withLatestTexts', () => {
  it('reads a text once while the index has one generation', async () => {
    const { store, read, now } = countedStore({ tea: 'Green tea.' });
    assert.deepEqual([await store.text('tea'), await store.text('tea')], ['Green tea.', 'Green tea.']);
    assert.deepEqual(read, ['tea']);
    now.texts = {};
    now.generation = 2;
    assert.equal(await store.text('tea'), null);
  });

  it('keeps neither a long text nor that there is none', async () => {
    const { store, read } = countedStore({ long: LONG });
    for (const id of ['long', 'long', 'none', 'none']) await store.text(id);
    assert.deepEqual(read, ['long', 'long', 'none', 'none']);
  });

  it('keeps a few, those used last', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `document-${index}`);
    const { store, read } = countedStore(Object.fromEntries(ids.map((id) => [id, id])));
    for (const id of [...ids, ids[0]!, ids[8]!]) await store.text(id);
    assert.deepEqual(read, [...ids, ids[0]]);
  });
});

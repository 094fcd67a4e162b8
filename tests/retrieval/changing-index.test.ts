import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { indexLibrary } from './indexed-library.ts';

const OLD = { 'tea.txt': 'Tea\n\nGreen tea is steeped at 80 degrees.' };
const QUERY = { question: 'How is green tea steeped?', context: [] };

/** A library, and a search over it whose store has `change` run in the middle of its first `times` reads of paragraphs. */
async function searchDuringChanges(times: number, read: 'nearest' | 'scoreWords' | 'vocabulary') {
  const library = await indexLibrary(OLD);
  const { store, embedder, calibration, write } = library;
  let changes = 0;
  const interrupted =
    <Parameters extends unknown[], Result>(method: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters) => {
      const result = await method(...parameters);
      if (changes < times) {
        changes += 1;
        await write({ 'tea.txt': `Tea\n\nGreen tea is steeped at ${80 - changes} degrees.` });
      }
      return result;
    };
  const changing: ParagraphStore = { ...store, [read]: interrupted(store[read] as never) };
  return { search: createSearch({ store: changing, embedder, calibration }), changes: () => changes };
}

describe('a search while the index changes', () => {
  for (const read of ['nearest', 'scoreWords', 'vocabulary'] as const) {
    it(`finds paragraphs of one generation when an update comes between its reads (${read})`, async () => {
      const { search, changes } = await searchDuringChanges(2, read);
      const { paragraphs, inverseFrequencies } = await search(QUERY);
      assert.deepEqual(
        [paragraphs[0]?.paragraph.text, paragraphs.length, inverseFrequencies.length > 0, changes()],
        ['Green tea is steeped at 78 degrees.', 2, true, 2],
      );
    });
  }

  it('ends with its last result when the index never stops changing', async () => {
    const { search, changes } = await searchDuringChanges(1000, 'nearest');
    await search(QUERY);
    assert.ok(changes() > 1 && changes() < 20, `it was repeated ${changes()} times`);
  });

  it('reads the store again only when the index has changed', async () => {
    const { store, embedder, calibration } = await indexLibrary(OLD);
    const reads: string[] = [];
    const counted = Object.fromEntries(
      Object.entries(store).map(([name, method]) => [
        name,
        (...parameters: never[]) => {
          reads.push(name);
          return (method as (...all: never[]) => unknown)(...parameters);
        },
      ]),
    ) as unknown as ParagraphStore;
    const search = createSearch({ store: counted, embedder, calibration });
    await search(QUERY);
    assert.equal(reads.filter((name) => name === 'nearest').length, 1);
    assert.equal(reads.filter((name) => name === 'generation').length, 2);
  });
});

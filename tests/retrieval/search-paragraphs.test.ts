import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { indexLibrary } from './indexed-library.ts';

const LIBRARY = {
  'tea.txt': 'Tea\n\nGreen tea is steeped at 80 degrees.\n\nBlack tea wants boiling water.',
  'coffee.txt': 'Coffee\n\nGround coffee is boiled in a pot.',
};
const bestOf = ({ paragraphs }: { paragraphs: { paragraph: { text: string } }[] }) => paragraphs[0]?.paragraph.text;

describe('createSearch', () => {
  it('finds the paragraph with the words of the question, misspelt ones too', async () => {
    const { search } = await indexLibrary(LIBRARY);
    assert.equal(bestOf(await search('How is green tea steeped?')), 'Green tea is steeped at 80 degrees.');
    assert.equal(bestOf(await search('gren tea steped')), 'Green tea is steeped at 80 degrees.');
  });

  it('remembers a result: the same question is not embedded twice', async () => {
    const { search, embedder } = await indexLibrary(LIBRARY);
    const first = await search('How is green tea steeped?');
    const embedded = embedder.embedded.length;
    assert.equal(await search('How is green tea steeped?'), first);
    assert.equal(embedder.embedded.length, embedded);
  });

  it('shares one search between those who ask at the same time', async () => {
    const { search } = await indexLibrary(LIBRARY);
    const [first, second] = await Promise.all([search('green tea'), search('green tea')]);
    assert.equal(first, second);
  });

  it('does not take the result for some documents for that of others', async () => {
    const { search } = await indexLibrary(LIBRARY);
    assert.equal((await search('tea')).paragraphs.length, 5);
    assert.equal((await search('tea', ['coffee'])).paragraphs.length, 2);
    assert.equal((await search('tea', [])).paragraphs.length, 0);
  });

  it('forgets what it found when the index changes', async () => {
    const { search, write } = await indexLibrary(LIBRARY);
    const question = 'How is green tea steeped?';
    await search(question);
    await write({ 'tea.txt': 'Tea\n\nGreen tea is steeped at 70 degrees.' });
    assert.equal(bestOf(await search(question)), 'Green tea is steeped at 70 degrees.');
  });

  it('forgets a failure: the next one who asks is answered', async () => {
    const { store, calibration } = await indexLibrary(LIBRARY);
    const working = createRecordingEmbedder();
    let isBroken = true;
    const embedder = {
      ...working,
      embed: async (...parameters: Parameters<typeof working.embed>) => {
        if (isBroken) throw new Error('the model broke');
        return working.embed(...parameters);
      },
    };
    const search = createSearch({ store, embedder, calibration });
    await assert.rejects(search('green tea'), /the model broke/);
    isBroken = false;
    assert.equal(bestOf(await search('green tea')), 'Green tea is steeped at 80 degrees.');
  });

  it('finds nothing before anything is indexed', async () => {
    const { search } = await indexLibrary({});
    assert.deepEqual((await search('green tea')).paragraphs, []);
  });
});

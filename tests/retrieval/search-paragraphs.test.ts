import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import { queryOf } from '../support/query-of.ts';
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
    assert.equal(bestOf(await search(queryOf('How is green tea steeped?'))), 'Green tea is steeped at 80 degrees.');
    assert.equal(bestOf(await search(queryOf('gren tea steped'))), 'Green tea is steeped at 80 degrees.');
  });

  it('caches a result, so that the same question is not embedded twice', async () => {
    const { search, embedder } = await indexLibrary(LIBRARY);
    const first = await search(queryOf('How is green tea steeped?'));
    const embedded = embedder.embedded.length;
    assert.equal(await search(queryOf('How is green tea steeped?')), first);
    assert.equal(embedder.embedded.length, embedded);
  });

  it('shares one search between concurrent callers', async () => {
    const { search } = await indexLibrary(LIBRARY);
    const [first, second] = await Promise.all([search(queryOf('green tea')), search(queryOf('green tea'))]);
    assert.equal(first, second);
  });

  it('caches results of different documents separately', async () => {
    const { search } = await indexLibrary(LIBRARY);
    assert.equal((await search(queryOf('tea'))).paragraphs.length, 5);
    assert.equal((await search(queryOf('tea'), ['coffee'])).paragraphs.length, 2);
    assert.equal((await search(queryOf('tea'), [])).paragraphs.length, 0);
  });

  it('caches results of the same question in different contexts separately', async () => {
    const { search } = await indexLibrary(LIBRARY);
    const question = 'How long does it take?';
    const tea = await search(queryOf(question, 'How is green tea steeped?'));
    const coffee = await search(queryOf(question, 'How is ground coffee boiled?'));
    assert.deepEqual([tea.match.question, coffee.match.question], [question, question]);
    assert.equal(bestOf(tea), 'Green tea is steeped at 80 degrees.');
    assert.equal(bestOf(coffee), 'Ground coffee is boiled in a pot.');
  });

  it('drops its cache when the index changes', async () => {
    const { search, write } = await indexLibrary(LIBRARY);
    const question = 'How is green tea steeped?';
    await search(queryOf(question));
    await write({ 'tea.txt': 'Tea\n\nGreen tea is steeped at 70 degrees.' });
    assert.equal(bestOf(await search(queryOf(question))), 'Green tea is steeped at 70 degrees.');
  });

  it('does not cache a failure', async () => {
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
    await assert.rejects(search(queryOf('green tea')), /the model broke/);
    isBroken = false;
    assert.equal(bestOf(await search(queryOf('green tea'))), 'Green tea is steeped at 80 degrees.');
  });

  it('fails while the index is of another model, and answers again once the models match', async () => {
    const { store, search, calibration, write } = await indexLibrary(LIBRARY);
    await search(queryOf('green tea'));
    const another = createSearch({ store, embedder: createRecordingEmbedder({ fileHash: 'another' }), calibration });
    const incompatible = { code: 'INDEX_INCOMPATIBLE', message: /"recording".+"npm run index" with this one$/ };
    await assert.rejects(another(queryOf('green tea')), incompatible);
    await write(LIBRARY, 'another');
    await assert.rejects(search(queryOf('green tea')), incompatible);
    assert.equal(bestOf(await another(queryOf('How is green tea steeped?'))), 'Green tea is steeped at 80 degrees.');
  });

  it('checks the model of the index only when the index has changed', async () => {
    const { store, embedder, calibration, write } = await indexLibrary(LIBRARY);
    let asked = 0;
    const manifest = () => {
      asked += 1;
      return store.manifest();
    };
    const search = createSearch({ store: { ...store, manifest }, embedder, calibration });
    await Promise.all([search(queryOf('green tea')), search(queryOf('coffee'))]);
    await search(queryOf('boiling water'));
    assert.equal(asked, 1);
    await write({ 'milk.txt': 'Milk is white.' });
    await search(queryOf('boiling water'));
    assert.equal(asked, 2);
  });

  it('finds nothing before anything is indexed', async () => {
    const { search } = await indexLibrary({});
    assert.deepEqual((await search(queryOf('green tea'))).paragraphs, []);
  });
});

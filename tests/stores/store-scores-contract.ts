import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { scoreOf as bm25Of, matchKeywords } from '../../src/retrieval/soft-bm25.ts';
import type { WordScores, WordSearch } from '../../src/stores/paragraph-search.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { type AskedTerm, ask, expandedOver } from '../support/keywords-of.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { paragraphsIn } from './words-in.ts';

const CLOSE = 1e-4;
const SATURATION = 1;
const LENGTH_NORMALIZATION = 0.4;
const OTHER_PARAGRAPHS = 20;
const WORDS = 24;

type Library = Record<string, ParagraphToStore[]>;

/** Documents whose paragraphs have random words, a few in very many of them and most in few; the same for the same seed. */
function randomLibrary(seed: number, counts: Record<string, number>): Library {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const terms = () =>
    Object.fromEntries(
      Array.from({ length: below(12) }, () => [`word${Math.floor(WORDS * random() ** 2)}`, 1 + below(6)]),
    );
  return Object.fromEntries(
    Object.entries(counts).map(([id, count]) => [
      id,
      Array.from({ length: count }, (_, index) => ({ text: `${id} ${index}.`, terms: terms() })),
    ]),
  );
}

/** BM25 as it is written down, over all paragraphs and word by word: what a store must come to, whatever way it takes. */
function bm25(library: Library, asked: readonly AskedTerm[], documentIds: readonly string[] = Object.keys(library)) {
  const all = Object.entries(library).flatMap(([id, paragraphs]) =>
    paragraphs.map(({ terms = {} }, index) => {
      const sum = Object.values(terms).reduce((total, frequency) => total + frequency, 0);
      return { id, name: `${id}¶${index + 1}`, terms, length: Math.max(1, sum) };
    }),
  );
  const searched = all.filter(({ id }) => documentIds.includes(id));
  const likestOf = ({ expansion }: AskedTerm, terms: Record<string, number>) =>
    Math.max(0, ...Object.entries(expansion).map(([word, likeness]) => (terms[word] ? likeness : 0)));
  const likest = searched.map(({ terms }) => Math.max(0, ...asked.map((term) => likestOf(term, terms))));
  const reach = likest.reduce((sum, likeness) => sum + likeness, 0);
  const averageLength =
    reach === 0 ? 0 : searched.reduce((sum, { length }, index) => sum + likest[index]! * length, 0) / reach;
  const inverseFrequencies = asked.map((term) => {
    const frequency = searched.reduce((sum, { terms }) => sum + likestOf(term, terms), 0);
    return Math.log(1 + (OTHER_PARAGRAPHS + reach - frequency + 0.5) / (frequency + 0.5));
  });
  const scores = searched.map(({ name, terms, length }) => {
    const gains = asked.map(({ expansion, weight = 1 }, index) => {
      const frequency = Object.entries(expansion).reduce((sum, [word, like]) => sum + like * (terms[word] ?? 0), 0);
      const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * length) / averageLength);
      return (weight * inverseFrequencies[index]! * frequency) / (frequency + norm);
    });
    return [name, gains.reduce((sum, gain) => sum + gain, 0)] as const;
  });
  return { scores: new Map(scores.filter(([, score]) => score > 0)), inverseFrequencies, averageLength };
}

const QUESTION: AskedTerm[] = [
  { expansion: { word1: 1, word2: 0.7, word9: 0.35 } },
  { expansion: { word0: 1 }, weight: 0.5 },
  { expansion: { word20: 1, word21: 0.5, word0: 0.2 } },
  { expansion: { word7: 0.6 }, weight: 0.25 },
];

/** What every paragraph store promises about the scores of words. Call it once per implementation. */
export function describeStoreScores(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} keeps the paragraph store contract of keyword scores`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const library = randomLibrary(5, { a: 25, b: 20, c: 14, single: 1 });
    const scoreOf = async (asked: readonly AskedTerm[], search: Partial<WordSearch> = {}) =>
      store.scoreWords(expandedOver(await store.vocabulary(), asked), { limit: 1000, ...search });
    const namesOf = async (keys: Iterable<number>) => {
      const paragraphs = await store.paragraphs([...keys]);
      return new Map(paragraphs.map(({ key, documentId, number }) => [key, `${documentId}¶${number}`]));
    };
    /** The scores by name, best first. */
    const byName = async (scores: ReadonlyMap<number, number>): Promise<[string, number][]> => {
      const names = await namesOf(scores.keys());
      assert.equal(names.size, scores.size, 'a deleted paragraph has a score');
      return [...scores]
        .map(([key, score]): [string, number] => [names.get(key)!, score])
        .sort(([, a], [, b]) => b - a);
    };
    async function assertScores(found: WordScores, expected: ReturnType<typeof bm25>): Promise<void> {
      assert.equal(found.isWhole, true);
      assertClose(found.averageLength, expected.averageLength);
      assert.equal(found.inverseFrequencies.length, expected.inverseFrequencies.length);
      for (const [index, value] of expected.inverseFrequencies.entries()) {
        assertClose(found.inverseFrequencies[index], value);
      }
      const scores = new Map(await byName(found.scores));
      assert.deepEqual([...scores.keys()].sort(), [...expected.scores.keys()].sort());
      for (const [paragraph, score] of expected.scores) assertClose(scores.get(paragraph), score, paragraph);
    }

    it('scores by BM25 with all expansions of a term, each weighted by its likeness', async () => {
      await storeDocuments(store, library);
      await assertScores(await scoreOf(QUESTION), bm25(library, QUESTION));
      for (const term of QUESTION) await assertScores(await scoreOf([term]), bm25(library, [term]));
    });

    it('counts each paragraph in the document frequency by its most similar word', async () => {
      const tea = [
        { text: 'Both.', terms: { tea: 1, brew: 4 } },
        { text: 'One.', terms: { brew: 1 } },
        { text: 'None.' },
      ];
      await storeDocuments(store, { tea });
      const asked = [{ expansion: { brew: 0.5, tea: 1 } }];
      const { inverseFrequencies } = await scoreOf(asked);
      assertClose(inverseFrequencies[0], Math.log(1 + (21.5 - 1.5 + 0.5) / (1.5 + 0.5)));
      await assertScores(await scoreOf(asked), bm25({ tea }, asked));
    });

    it('scores and counts only in the given documents, and ignores unknown ids', async () => {
      await storeDocuments(store, library);
      for (const documentIds of [['b'], ['single', 'a'], ['c', 'unknown'], ['unknown'], []]) {
        await assertScores(await scoreOf(QUESTION, { documentIds }), bm25(library, QUESTION, documentIds));
      }
    });

    it('does not count deleted and replaced documents', async () => {
      await storeDocuments(store, library);
      const [a, b] = [randomLibrary(6, { a: 7 }).a!, library.b!];
      await scoreOf(QUESTION);
      await storeDocuments(store, { a }, { deletedIds: ['c'] });
      const now = { a, b, single: library.single! };
      await assertScores(await scoreOf(QUESTION), bm25(now, QUESTION));
      await assertScores(await scoreOf(QUESTION, { documentIds: ['a', 'c'] }), bm25(now, QUESTION, ['a', 'c']));
      await store.finishUpdate();
      await assertScores(await scoreOf(QUESTION), bm25(now, QUESTION));
    });

    it('returns the best within a limit', async () => {
      await storeDocuments(store, library);
      const all = await byName((await scoreOf(QUESTION)).scores);
      for (const limit of [1, 7, 40]) {
        const best = await byName((await scoreOf(QUESTION, { limit })).scores);
        assert.equal(best.length, Math.min(limit, all.length));
        for (const [place, [, score]] of best.entries()) assertClose(score, all[place]![1]);
      }
    });

    it('returns no scores for unknown words, and for no words', async () => {
      await storeDocuments(store, library);
      const rarest = Math.log(1 + (OTHER_PARAGRAPHS + 0.5) / 0.5);
      const none = await store.scoreWords([{ term: 'нет', weight: 1, expansion: new Map() }], { limit: 9 });
      assert.deepEqual([none.scores, none.isWhole], [new Map(), true]);
      assertClose(none.inverseFrequencies[0], rarest);
      const nothing = await store.scoreWords([], { limit: 9 });
      assert.deepEqual([nothing.scores, nothing.inverseFrequencies, nothing.isWhole], [new Map(), [], true]);
      await storeDocuments(store, {}, { deletedIds: ['a', 'b', 'c', 'single'] });
      assert.deepEqual((await scoreOf(QUESTION)).scores, new Map());
    });

    it('returns no scores while it is empty', async () => {
      const found = await store.scoreWords([{ term: 'tea', weight: 1, expansion: new Map([[0, 1]]) }], { limit: 9 });
      assert.deepEqual(found.scores, new Map());
    });

    it('leaves out words that are in too many paragraphs, and reports it', async () => {
      const crowd = Array.from({ length: 60 }, (_, index) => ({
        text: `${index}.`,
        terms: { tea: 1 + (index % 5), leaf: 1 + (index % 7), ...(index % 20 === 3 && { green: 1 + (index % 3) }) },
      }));
      await storeDocuments(store, { crowd, other: [{ text: 'Other.', terms: { milk: 9 } }] });
      const asked = ask('tea', 'green', 'leaf');
      const expected = bm25({ crowd, other: [{ text: '', terms: { milk: 9 } }] }, asked);
      const also = (await paragraphsIn(store, 'crowd')).slice(0, 2).map(({ key }) => key);
      for (const maxPostings of [70, 10]) {
        assert.equal((await scoreOf(asked, { maxPostings })).isWhole, false);
        const few = await scoreOf(asked, { maxPostings: 10 });
        assert.deepEqual(
          (await byName(few.scores)).map(([paragraph]) => paragraph).sort(),
          ['crowd¶24', 'crowd¶4', 'crowd¶44'],
          'only the rare word is looked at',
        );
        const terms = expandedOver(await store.vocabulary(), asked);
        const { words, inverseFrequencies, termShares } = await matchKeywords(terms, {
          store,
          limit: 5,
          maxPostings,
          also,
        });
        const scores = await byName(
          new Map([...words].map(([key, own]) => [key, bm25Of(termShares(own), terms, inverseFrequencies)])),
        );
        assert.ok(scores.length >= 5, `${scores.length} scores`);
        // The average length is that of the paragraphs that were looked at: nearly that of all.
        for (const [paragraph, score] of scores) assertClose(score, expected.scores.get(paragraph)!, paragraph, 0.15);
        const rare = scores.map(([paragraph]) => paragraph).filter((paragraph) => /¶(4|24|44)$/.test(paragraph));
        assert.equal(rare.length, 3);
      }
    });

    it('skips a word that is too common, and not rarer ones', async () => {
      const crowd = Array.from({ length: 60 }, (_, index) => ({
        text: `${index}.`,
        terms: {
          tea: 1,
          ...(index < 5 && { green: 1 }),
          ...(index === 59 && { milk: 1 }),
          ...(index % 20 === 7 && { leaf: 1 }),
        },
      }));
      await storeDocuments(store, { crowd });
      const asked = [{ expansion: { green: 1, tea: 0.6, milk: 0.4 } }, { expansion: { leaf: 1 } }];
      const { scores, isWhole } = await scoreOf(asked, { maxPostings: 12 });
      assert.equal(isWhole, false);
      const found = (await byName(scores)).map(([paragraph]) => Number(paragraph.split('¶')[1]));
      assert.deepEqual(
        found.sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 8, 28, 48, 60],
      );
    });
  });
}

function assertClose(actual: number | undefined, expected: number, what = '', close = CLOSE): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < close, `${what} ${actual} is not ${expected}`);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionMatch } from '../../src/retrieval/match-question.ts';
import { rerankBySentences } from '../../src/retrieval/rank-paragraphs.ts';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import { NO_SIGNALS, paragraphOf, rankedOf } from '../answering/found.ts';
import { assertAbove } from '../support/assertions.ts';
import { queryOf } from '../support/query-of.ts';
import { indexLibrary } from './indexed-library.ts';

const QUESTION = 'jasmine oolong steeped';
/** Of ten paragraphs the first say the words of the question most often, each word in another sentence; the last says all in one. */
const WORDY = Array.from(
  { length: 9 },
  (_, index) =>
    `Jasmine${' and jasmine'.repeat(9 - index)}. Oolong${' and oolong'.repeat(9 - index)}. Steeped${' and steeped'.repeat(9 - index)}.`,
);
const AT_ONCE = 'Jasmine oolong is steeped.';

/** Searches by words alone, then by as much of sentences as is given. */
async function searchIn(
  paragraphs: string[],
  { sentence = 0, paragraphsRead }: { sentence?: number; paragraphsRead?: number } = {},
) {
  const { store, embedder, calibration } = await indexLibrary({ 'tea.txt': ['Notes', ...paragraphs].join('\n\n') });
  const ranking = { ...NO_SIGNALS, keywordShare: 10, sentence };
  const search = createSearch({
    store,
    embedder,
    calibration: { ...calibration, ranking },
    ...(paragraphsRead && { paragraphsRead }),
  });
  const found = await search(queryOf(QUESTION));
  return {
    ...found,
    texts: found.paragraphs.map(({ paragraph }) => paragraph.text),
    read: [...new Set(found.sentences.map(({ paragraph }) => paragraph.text))],
  };
}

describe('createSearch and sentences', () => {
  it('puts the paragraph first that has a sentence which fits by itself, with its sentences', async () => {
    const paragraphs = [...WORDY.slice(0, 3), AT_ONCE];
    const byWords = await searchIn(paragraphs);
    assert.deepEqual(byWords.texts.slice(0, 4), paragraphs);
    const { texts, sentences } = await searchIn(paragraphs, { sentence: 100 });
    assert.equal(texts[0], AT_ONCE);
    assert.equal(sentences[0]!.paragraph.text, AT_ONCE);
    assert.equal(sentences.length, 1 + 3 * 3 + 1, 'those of all paragraphs, and the title');
  });

  it('reads the sentences of the first six paragraphs only, and leaves the others behind them in their order', async () => {
    const byWords = await searchIn([...WORDY, AT_ONCE]);
    const { texts, read, paragraphs } = await searchIn([...WORDY, AT_ONCE], { sentence: 100 });
    assert.deepEqual(read, texts.slice(0, 6));
    assert.deepEqual(new Set(read), new Set(byWords.texts.slice(0, 6)));
    assert.deepEqual(texts.slice(6), byWords.texts.slice(6));
    assert.ok(texts.indexOf(AT_ONCE) >= 6, 'the paragraph whose sentence fits best was not read');
    for (const [place, { signals }] of paragraphs.entries())
      assert.equal(signals.sentence > 0, place < 6, `place ${place}`);
  });

  it('reads as many as it is told', async () => {
    const { texts, read } = await searchIn([...WORDY, AT_ONCE], { sentence: 100, paragraphsRead: 10 });
    assert.equal(read.length, 10);
    assert.equal(texts[0], AT_ONCE);
  });

  it('gives the sentences in the order of the new ranking, each with its paragraph as it is ranked now', async () => {
    const { sentences, paragraphs } = await searchIn([...WORDY.slice(0, 3), AT_ONCE], { sentence: 100 });
    const places = sentences.map(({ ranked }) => paragraphs.indexOf(ranked));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.equal(places[0], 0);
    const starts = sentences.filter(({ ranked }) => ranked === paragraphs[1]).map(({ start }) => start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    for (const { ranked } of sentences.filter(({ isHeader }) => !isHeader)) assertAbove(ranked.signals.sentence, 0);
  });
});

describe('rerankBySentences', () => {
  const DOCUMENT = 'One.\n\nTwo.\n\nThree.';
  const [one, two, three] = DOCUMENT.split('\n\n').map((text, index) =>
    rankedOf(paragraphOf(DOCUMENT, text), { score: 3 - index }),
  );

  it('adds what the sentences weigh to the first paragraphs, and leaves the rest behind them', () => {
    const ranking = { ...NO_SIGNALS, sentence: 4 };
    const ranked = rerankBySentences([one!, two!, three!], [0, 0.5], {
      match: { aspects: new Map() } as QuestionMatch,
      calibration: { ranking },
    });
    assert.deepEqual(
      ranked.map(({ paragraph, score, signals }) => [paragraph.text, score, signals.sentence]),
      [
        ['Two.', 4, 0.5],
        ['One.', 3, 0],
        ['Three.', 1, 0],
      ],
    );
  });
});

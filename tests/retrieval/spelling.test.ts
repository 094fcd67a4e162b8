import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSpelling } from '../../src/retrieval/spelling.ts';
import type { ParagraphWords } from '../../src/stores/paragraph-search.ts';
import { encodeTerms, readTerms } from '../../src/stores/terms-blob.ts';
import { termsOf } from '../../src/text/tokenize.ts';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { keywordsOf } from '../support/keywords-of.ts';

/** The spelling of terms, each with its weight, among paragraphs with these texts. */
function spellingOf(asked: Record<string, number>, texts: string[] = []) {
  const paragraphs = texts.map((text) => termsOf(text));
  const vocabulary = keywordsOf(
    [],
    paragraphs.flatMap((terms) => [...terms.keys()]),
  );
  const candidates = paragraphs.map(
    (terms): ParagraphWords => ({
      length: [...terms.values()].reduce((sum, count) => sum + count, 0),
      ...readTerms(encodeTerms(new Map([...terms].map(([term, count]) => [vocabulary.keyOf(term)!, count])))),
    }),
  );
  const terms = Object.entries(asked).map(([term, weight]) => ({ term, weight, expansion: new Map() }));
  const spelling = createSpelling(terms, candidates, vocabulary);
  return { ...spelling, ofText: (index: number) => spelling.ofParagraph(candidates[index]!) };
}

describe('createSpelling', () => {
  for (const [asked, word, share] of [
    ['boats', 'boats', 1],
    ['boats', 'boatswain', 3 / 4], // ^boa boat oats
    ['boats', 'oats', 2 / 4], // oats ats$
    ['boats', 'oath', 0], // three letters in common are none
    ['чаем', 'чай', 0],
    ['заваривать', 'заваривают', 6 / 9],
    ['ox', 'ox', 1],
    ['ox', 'oxen', 0],
  ] as const) {
    it(`gives ${word} ${share.toFixed(2)} of the 4-grams of ${asked}`, () => {
      assertClose(spellingOf({ [asked]: 1 }).ofWords([word]), share, 1e-9);
    });
  }

  it('compares numbers and codes as a whole', () => {
    for (const [asked, other] of [
      ['19917', '19918'],
      ['e12-3456', 'e12-3457'],
      ['article 12345', 'article 12346'],
    ] as const) {
      const spelling = spellingOf({ [asked]: 1 });
      assert.deepEqual([spelling.ofWords([asked]), spelling.ofWords([other])], [1, 0], asked);
    }
  });

  it('compares writing without blanks by its pairs of characters', () => {
    const [kyoto, tokyo] = ['京都御所の庭園', '東京都庁の建物'];
    const asked = Object.fromEntries([...termsOf('京都御所').keys()].map((term) => [term, 1]));
    const { ofText } = spellingOf(asked, [kyoto, tokyo]);
    assert.deepEqual(Object.keys(asked), ['京都', '都御', '御所']);
    assertAbove(ofText(0), 2 * ofText(1));
    assertAbove(ofText(1), 0);
    assert.equal(spellingOf({ 京都: 1 }).ofWords(['都京']), 0);
  });

  it('counts a term as much as it weighs, and a 4-gram as the term that weighs most', () => {
    assertClose(spellingOf({ black: 1, green: 0.5 }).ofWords(['green']), 0.5 / 1.5, 1e-9);
    assertClose(spellingOf({ blackbird: 1, black: 0.5 }).ofWords(['blac']), 2 / (8 + 0.5), 1e-9);
  });

  it('counts a 4-gram the more, the fewer of the paragraphs compared have it', () => {
    const { ofWords } = spellingOf({ black: 1, green: 1 }, ['green tea', 'green leaf', 'black tea']);
    assertAbove(ofWords(['black']), ofWords(['green']));
  });

  it('counts a long paragraph less, a repeated word more, and nothing beyond the whole', () => {
    const { ofText } = spellingOf({ steeped: 1 }, [
      'steeped tea',
      'steeped tea leaves water kettle pot cup saucer spoon sugar lemon milk',
      'steeped steeped',
      'coffee',
    ]);
    assertAbove(ofText(0), ofText(1));
    assertAbove(ofText(2), ofText(0));
    assertAbove(1, ofText(2));
    assert.equal(ofText(3), 0);
  });

  it('is 0 for a question without terms, and for paragraphs without words', () => {
    assert.deepEqual([spellingOf({}, ['tea']).ofText(0), spellingOf({}, ['tea']).ofWords(['tea'])], [0, 0]);
    assert.equal(spellingOf({ tea: 1 }, ['']).ofText(0), 0);
  });
});

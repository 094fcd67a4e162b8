import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTermExpander, NEAREST_WANTED } from '../../src/retrieval/expand-term.ts';
import { encodeTerms } from '../../src/stores/terms-blob.ts';
import { gramsOf, overlapOfGrams } from '../../src/text/n-grams.ts';
import { assertAbove } from '../support/assertions.ts';
import { keywordsOf } from '../support/keywords-of.ts';

const MEANS_NOTHING = Float32Array.from([0, 0, 0]);

/** The words of a paragraph that has each of them once. */
const corpusOf = (words: string[]) =>
  keywordsOf([{ key: 10, terms: Object.fromEntries(words.map((word) => [word, 1])) }]);

/** The words a term is expanded to, likest first, with their likeness; vectors are of unit length, or shorter. */
function expand(term: string, words: string[] | Record<string, number[]>, vector = MEANS_NOTHING): [string, number][] {
  const vectors = Array.isArray(words) ? Object.fromEntries(words.map((word) => [word, [0, 0, 0]])) : words;
  const keywords = corpusOf(Object.keys(vectors));
  const compared = Object.values(vectors).map((other, termKey) => ({
    termKey,
    similarity: other.reduce((sum, value, place) => sum + value * vector[place]!, 0),
  }));
  const nearest = compared.filter(({ similarity }) => similarity > NEAREST_WANTED.above);
  return [...createTermExpander(keywords).expand(term, nearest)].map(([key, likeness]) => [
    keywords.terms[key]!,
    likeness,
  ]);
}
const wordsOf = (expansions: [string, number][]) => expansions.map(([word]) => word);

describe('createTermExpander', () => {
  it('finds the word itself with a likeness of 1, and others with less', () => {
    const expansions = expand('терроризм', ['терроризма', 'терроризм', 'безопасность']);
    assert.deepEqual(expansions[0], ['терроризм', 1]);
    for (const [term, likeness] of expansions.slice(1)) assert.ok(likeness < 1, `${term} ${likeness}`);
  });

  for (const [what, term, word] of [
    ['a Russian typo', 'декларацыя', 'декларация'],
    ['an English typo', 'terorism', 'terrorism'],
    ['a Russian inflection', 'наркотики', 'наркотиков'],
    ['an English inflection', 'operation', 'operations'],
    ['a word glued to another', 'суверенного', 'принципасуверенного'],
    ['a word with another glued to it', 'принцип', 'принципасуверенного'],
  ] as const) {
    it(`finds ${what}: ${term} for ${word}`, () => {
      assert.deepEqual(wordsOf(expand(term, [word, 'космос', 'space'])), [word]);
    });
  }

  it('finds a translation by its meaning', () => {
    const words = { space: [0, 1, 0], peace: [1, 0, 0] };
    const [first, ...others] = expand('мир', words, Float32Array.from([1, 0, 0]));
    assert.equal(first![0], 'peace');
    assert.deepEqual(others, []);
  });

  it('weighs the same spelling more than the same meaning', () => {
    const words = { мира: [0, 0, 1], peace: [1, 0, 0], мир: [1, 0, 0] };
    const likeness = new Map(expand('мир', words, Float32Array.from([1, 0, 0])));
    assert.equal(likeness.get('мир'), 1);
    assert.ok(likeness.get('peace')! > 0.5 && likeness.get('peace')! < 1, `likeness ${likeness.get('peace')}`);
  });

  it('takes the larger of spelling and meaning', () => {
    const likenessOf = (cosine: number) =>
      expand('операция', { оператор: [1, 0, 0] }, Float32Array.from([cosine, 0, 0]))[0]![1];
    const bySpelling = likenessOf(0);
    assert.equal(likenessOf(0.3), bySpelling);
    assertAbove(likenessOf(1), bySpelling);
  });

  it('finds nothing alike among words of another spelling and meaning', () => {
    const words = { космос: [0, 1, 0], безопасность: [0, 0, 1], война: [-1, 0, 0] };
    assert.deepEqual(expand('борщ', words, Float32Array.from([1, 0, 0])), []);
  });

  it('does not count a short common beginning or ending as likeness', () => {
    assert.deepEqual(expand('предложение', ['предмет', 'сомнение']), []);
  });

  it('finds a word with fewer than three 3-grams only as itself', () => {
    assert.deepEqual(wordsOf(expand('ес', ['ес', 'есть', 'вес'])), ['ес']);
  });

  it('finds a number, a code or a date only as itself, whatever is spelt alike or near in meaning', () => {
    for (const code of ['40121', 'e40121', '2024-04-04', 'article 401']) {
      const others = { [`${code}1`]: [1, 0, 0], ошибка: [1, 0, 0], [code.slice(0, -1)]: [1, 0, 0] };
      assert.deepEqual(expand(code, others, Float32Array.from([1, 0, 0])), []);
      assert.deepEqual(expand(code, { ...others, [code]: [0, 0, 0] }), [[code, 1]]);
    }
  });

  it('finds no number for a word', () => {
    const words = { windows11: [0, 0, 0], '2024': [1, 0, 0] };
    assert.deepEqual(expand('windows', words, Float32Array.from([1, 0, 0])), []);
  });

  it('finds words that were added later', () => {
    const keywords = corpusOf(['кофе']);
    const expander = createTermExpander(keywords);
    assert.equal(expander.expand('чай', []).size, 0);
    keywords.addTerms(Array.from({ length: 50 }, (_, index) => `слово${index}`).concat('чай'));
    keywords.addParagraph({ key: 11, length: 1, terms: encodeTerms(new Map([[keywords.keyOf('чай')!, 1]])) });
    assert.deepEqual([...expander.expand('чай', [])], [[keywords.keyOf('чай'), 1]]);
  });

  it('leaves out words that no paragraph has', () => {
    const keywords = keywordsOf([{ key: 1, terms: { сахар: 1 } }], ['чай']);
    assert.deepEqual(
      [
        ...createTermExpander(keywords)
          .expand('чай', [{ termKey: 0, similarity: 1 }])
          .keys(),
      ],
      [],
    );
    assert.equal(createTermExpander(keywords).expand('сахара', []).size, 1);
  });

  it('returns the same result for each call, without state of the term before', () => {
    const expander = createTermExpander(corpusOf(['терроризма', 'терроризм', 'туризм', 'пацифизм']));
    const first = [...expander.expand('терроризм', [])];
    for (const other of ['туризма', 'пацифизма', 'терроризму']) expander.expand(other, []);
    assert.deepEqual([...expander.expand('терроризм', [])], first);
  });

  it('expands a term to the hundred most similar words at most', () => {
    const nameOf = (index: number) => `w${String.fromCodePoint(0x1200 + index)}`;
    const words = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [nameOf(index), [0.25 + index / 200, 0, 0]]),
    );
    const expansions = wordsOf(expand('мир', words, Float32Array.from([1, 0, 0])));
    assert.equal(expansions.length, 100);
    assert.deepEqual([expansions[0], expansions.at(-1)], [nameOf(149), nameOf(50)]);
  });
});

describe('overlapOfGrams', () => {
  it('is 1 for the same word, 0 for another, and the same both ways', () => {
    const [space, peace, spaces] = ['space', 'мир', 'spaces'].map(gramsOf) as [Set<string>, Set<string>, Set<string>];
    assert.equal(overlapOfGrams(space, space), 1);
    assert.equal(overlapOfGrams(space, peace), 0);
    assert.equal(overlapOfGrams(space, spaces), overlapOfGrams(spaces, space));
  });
});

describe('gramsOf', () => {
  it('marks the beginning and the end of the word', () => {
    assert.deepEqual([...gramsOf('мир')], ['^ми', 'мир', 'ир$']);
    assert.deepEqual([...gramsOf('я')], ['^я$']);
  });
});

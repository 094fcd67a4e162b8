import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAddress } from '../../../src/answering/places/read-address.ts';

/** The places of a question in short: "article 92 > part 2", "paragraph -1" for the last. */
function placesOf(question: string): string[] {
  return (readAddress(question)?.places ?? []).map((place) =>
    place
      .map(
        (part) => `${part.name} ${'number' in part ? part.number : 'place' in part ? `@${part.place}` : part.heading}`,
      )
      .join(' > '),
  );
}

describe('readAddress', () => {
  it('reads the number of a part, however it is written', () => {
    for (const [question, place] of [
      ['clause 4.2', 'clause 4.2'],
      ['п. 3.5', 'clause 3.5'],
      ['п3.5', 'clause 3.5'],
      ['что в пункте № 3.5?', 'clause 3.5'],
      ['процитируй статью 15', 'article 15'],
      ['Article IV', 'article 4'],
      ['§ 7', 'section 7'],
      ['¶18', 'paragraph 18'],
      ['show me paragraph 12', 'paragraph 12'],
      ['на 3-й странице', 'page 3'],
      ['что на стр. 3', 'page 3'],
      ['покажи 1.2 пункт', 'clause 1.2'],
      ['приложение 2', 'annex 2'],
      ['Appendix B', 'annex b'],
      ['clause five', 'clause 5'],
      ['пункт семь', 'clause 7'],
    ] as const)
      assert.deepEqual(placesOf(question), [place], question);
  });

  it('reads the place of a part among others', () => {
    assert.deepEqual(placesOf('the last paragraph'), ['paragraph @-1']);
    assert.deepEqual(placesOf('что в предпоследнем пункте?'), ['clause @-2']);
    assert.deepEqual(placesOf('Read me the third section'), ['section @3']);
    assert.deepEqual(placesOf('абзац второй'), ['paragraph @2']);
  });

  it('puts a part into the part that it is named with', () => {
    for (const [question, place] of [
      ['ч. 2 ст. 92', 'article 92 > part 2'],
      ['подпункт а) пункта 3', 'clause 3 > item a'],
      ['пункт 3 а)', 'clause 3 > item a'],
      ['clause 2.1(b)', 'clause 2.1 > item b'],
      ['paragraph 2 of section 5', 'section 5 > paragraph 2'],
      ['section 5, paragraph 2', 'section 5 > paragraph 2'],
      ['абзац второй пункта 3 статьи 8', 'article 8 > clause 3 > paragraph @2'],
    ] as const)
      assert.deepEqual(placesOf(question), [place], question);
  });

  it('reads several places and ranges', () => {
    assert.deepEqual(placesOf('clauses 2.1 and 2.4'), ['clause 2.1', 'clause 2.4']);
    assert.deepEqual(placesOf('пункты 2.1–2.3'), ['clause 2.1', 'clause 2.2', 'clause 2.3']);
    assert.deepEqual(placesOf('разделы 2, 3 и 5'), ['section 2', 'section 3', 'section 5']);
    assert.deepEqual(placesOf('section 2 and section 4'), ['section 2', 'section 4']);
  });

  it('takes no count and no other number for the number of a part', () => {
    for (const question of [
      'How long are 5 sections?',
      'В нём 2 пункта',
      'the points of a curve',
      'part of the deal',
      'What is part 41-2207-C?',
      'ст. 12/3',
    ])
      assert.deepEqual(placesOf(question), [], question);
  });

  it('gives the words that are left, and says when they are what is asked about', () => {
    const wordsOf = (question: string) => readAddress(question)?.words;
    assert.deepEqual(wordsOf('Could you quote clause 4.2, please?'), []);
    assert.deepEqual(wordsOf('О чём говорится в пункте 4.2?'), []);
    assert.deepEqual(wordsOf('п. 2.1 договора аренды'), ['договора', 'аренды']);
    assert.deepEqual(wordsOf('What fine does clause 4.2 set?'), ['fine', 'set']);
    assert.equal(readAddress('What is section 5 about?')?.hasSubject, false);
    assert.equal(readAddress('п. 3.5 положения о командировках')?.hasSubject, false);
    assert.equal(readAddress('What about the last paragraph?')?.hasSubject, false);
    assert.equal(readAddress('What does section 5 say about the lease?')?.hasSubject, true);
    assert.equal(readAddress('Что в разделе 5 сказано про договор?')?.hasSubject, true);
  });
});

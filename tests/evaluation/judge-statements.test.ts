import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGroundingCheck, type GroundingCheck } from '../../src/answering/grounding/check-grounding.ts';
import { judgeStatements, statementsOf } from '../../src/evaluation/judge-statements.ts';
import type { Answer, Citation } from '../../src/protocol/answer.ts';
import { openBuiltInEmbedder } from '../support/tiny-model.ts';

const MODEL = { name: 'model', firstTokenMs: 1, answerMs: 2, inputTokens: null, outputTokens: null };

function cite(marker: number, quote: string): Citation {
  const place = { documentId: 'tea', documentTitle: 'Tea', url: '/documents/tea#paragraph-1' };
  return { marker, paragraph: 1, quote, start: 0, end: quote.length, prefix: '', suffix: '', ...place };
}

function answerWith(text: string, quotes: string[], given: Partial<Answer> = {}): Answer {
  return {
    id: 'a',
    kind: 'answered',
    confidence: 0.9,
    language: 'en',
    text,
    reason: null,
    citations: quotes.map((quote, index) => cite(index + 1, quote)),
    paragraphs: [],
    conversationId: 'c',
    ...given,
  };
}

/** Entailment that can be checked by hand: every word of the statement is in the cited text. */
const byWords: GroundingCheck = async (sentence, cited) => {
  const known = wordsOf(cited.join(' '));
  return wordsOf(sentence).every((word) => known.includes(word))
    ? { isSupported: true, reason: null }
    : { isSupported: false, reason: 'words' };
};

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function linesOf(answer: Answer): string[] {
  return statementsOf(answer).map(({ text, citations }) =>
    [text, ...citations.map(({ marker }) => marker)].join(' | '),
  );
}

describe('statementsOf', () => {
  it('returns every sentence of a written answer with its own citations, wherever its markers are', () => {
    const text = 'Tea [1] is green [2]. It comes from Uji. [1][3] Nobody\nknows why';
    assert.deepEqual(linesOf(answerWith(text, ['a', 'b', 'c'], { model: MODEL })), [
      'Tea is green. | 1 | 2',
      'It comes from Uji. | 1 | 3',
      'Nobody knows why',
    ]);
  });

  it('counts a citation once, however often its statement repeats the marker', () => {
    assert.deepEqual(linesOf(answerWith('Tea [1] is green [1].', ['a'])), ['Tea is green. | 1']);
  });

  it('does not count "the document does not say" as a statement, in both languages, unless more is said', () => {
    const english = answerWith('Tea is green [1]. The document does not say why.', ['a']);
    assert.deepEqual(linesOf(english), ['Tea is green. | 1']);
    const russian = answerWith('Чай зелёный [1]. В документе не сказано почему.', ['а'], { language: 'ru' });
    assert.deepEqual(linesOf(russian), ['Чай зелёный. | 1']);
    const more = 'В документе не сказано почему, но он полезен.';
    assert.deepEqual(linesOf(answerWith(more, [], { language: 'ru' })), [more]);
  });

  it('returns the quotes of excerpts, without the line before them', () => {
    const quotes = ['Чай зелёный.\nОн из Удзи.', 'Чай горячий'];
    const lines = '«Чай зелёный. Он из Удзи.» [1]\n«Чай горячий» [2]';
    const expected = ['Чай зелёный. Он из Удзи. | 1', 'Чай горячий | 2'];
    assert.deepEqual(linesOf(answerWith(lines, quotes, { language: 'ru' })), expected);
    const related = `Ближайшие места в документах:\n${lines}`;
    assert.deepEqual(linesOf(answerWith(related, quotes, { language: 'ru', kind: 'related' })), expected);
  });

  it('recognises excerpts that replace the answer of a chat model', () => {
    const text = 'Excerpts from the document, in Russian:\n“Чай зелёный.” [1]';
    const unavailable = answerWith(text, ['Чай зелёный.'], { reason: 'model-unavailable' });
    const unsupported = answerWith(text, ['Чай зелёный.'], { model: MODEL });
    assert.deepEqual(linesOf(unavailable), ['Чай зелёный. | 1']);
    assert.deepEqual(linesOf(unsupported), ['Чай зелёный. | 1']);
  });

  it('returns nothing when there is no answer', () => {
    assert.deepEqual(
      linesOf(answerWith('В документе об этом не сказано.', [], { kind: 'unanswered', model: MODEL })),
      [],
    );
  });
});

describe('judgeStatements', () => {
  const judge = async (text: string, ...quotes: string[]) => {
    const results = await judgeStatements(answerWith(text, quotes, { model: MODEL }), byWords);
    return results.map(({ isFaithful, isSupported, citations }) => {
      return { isFaithful, isSupported, relevant: citations.map(({ isRelevant }) => isRelevant) };
    });
  };

  it('supports a statement by everything it cites together, and then needs each citation', async () => {
    assert.deepEqual(await judge('Tea is green and hot [1][2].', 'Tea is green', 'and hot'), [
      { isFaithful: true, isSupported: true, relevant: [true, true] },
    ]);
  });

  it('finds a citation irrelevant that neither supports its statement nor is needed by it', async () => {
    assert.deepEqual(await judge('Tea is green [1][2].', 'Tea is green', 'Uji lies in Japan'), [
      { isFaithful: true, isSupported: true, relevant: [true, false] },
    ]);
  });

  it('counts both citations when each alone supports the statement', async () => {
    assert.deepEqual(await judge('Tea is green [1][2].', 'Tea is green', 'Green tea is'), [
      { isFaithful: true, isSupported: true, relevant: [true, true] },
    ]);
  });

  it('finds every citation of an unsupported statement irrelevant', async () => {
    assert.deepEqual(await judge('Tea is red [1][2].', 'Tea is green', 'Tea is hot'), [
      { isFaithful: false, isSupported: false, relevant: [false, false] },
    ]);
  });

  it('is faithful without support when the answer cites the proof elsewhere', async () => {
    assert.deepEqual(await judge('Tea is green. Uji lies in Japan [1][2].', 'Uji lies in Japan', 'Tea is green'), [
      { isFaithful: true, isSupported: false, relevant: [] },
      { isFaithful: true, isSupported: true, relevant: [true, false] },
    ]);
  });

  it('judges with the grounding check of the product, in both languages', async () => {
    const checkGrounding = createGroundingCheck({ embedder: openBuiltInEmbedder() });
    const isSupported = async (text: string, quote: string) =>
      (await judgeStatements(answerWith(text, [quote]), checkGrounding)).map((result) => result.isSupported);
    const russian = 'Чай заваривают при 80 градусах. Чай заваривают при 90 градусах [1].';
    assert.deepEqual(await isSupported(russian.replace('. ', ' [1]. '), 'Чай заваривали при 80 градусах.'), [
      true,
      false,
    ]);
    const english = 'Tea is steeped at 80 degrees [1]. Tea is steeped at 90 degrees [1].';
    assert.deepEqual(await isSupported(english, 'Tea was steeped at 80 degrees.'), [true, false]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateQuestions, judgeAnswer, missesOf } from '../../src/evaluation/evaluate.ts';
import { parseQuestions } from '../../src/evaluation/questions.ts';
import { summarize } from '../../src/evaluation/summarize.ts';
import type { Answer, Citation } from '../../src/protocol/answer.ts';
import { assertClose } from '../support/assertions.ts';
import { documentOf } from '../support/document-of.ts';

const TEXT = 'Green tea is steeped at 80 °C.\n\nIt comes from\nUji.';

function cite(quote: string, paragraph: number): Citation {
  const start = TEXT.indexOf(quote);
  const place = { documentId: 'tea', documentTitle: 'Tea', url: `/documents/tea#paragraph-${paragraph}` };
  return { marker: 1, paragraph, quote, start, end: start + quote.length, prefix: '', suffix: '', ...place };
}

function answerWith(given: Partial<Answer> & { found?: number[] }): Answer {
  const { found = [1, 2], ...answer } = given;
  return {
    id: 'a',
    kind: 'answered',
    confidence: 0.9,
    language: 'en',
    text: '',
    reason: null,
    citations: [],
    conversationId: 'c',
    paragraphs: found.map((paragraph) => ({ documentId: 'tea', paragraph, text: '', similarity: 0, score: 0 })),
    ...answer,
  };
}

const question = (given: object) =>
  parseQuestions(JSON.stringify({ id: 'q', kind: 'direct', question: 'Where from?', ...given }), 'q.jsonl')[0]!;
const fromUji = question({ paragraphs: [2], answer: [['from Uji']] });
const unanswerable = question({ kind: 'unanswerable', distance: 'near' });
const trusting = { isVerified: () => true };

describe('judgeAnswer', () => {
  it('finds the words in quotes and text, however they are broken into lines', () => {
    const byQuote = judgeAnswer(fromUji, answerWith({ citations: [cite('from\nUji', 2)] }), trusting);
    assert.deepEqual([byQuote.saysAnswer, byQuote.quotesAnswer], [true, true]);
    const byText = judgeAnswer(
      fromUji,
      answerWith({ text: 'It is from Uji [1]', citations: [cite('tea', 1)] }),
      trusting,
    );
    assert.deepEqual([byText.saysAnswer, byText.quotesAnswer], [true, false]);
  });

  it('does not match words across two quotes', () => {
    const citations = [cite('It comes from', 2), cite('Uji', 2)];
    assert.equal(judgeAnswer(fromUji, answerWith({ citations }), trusting).quotesAnswer, false);
  });

  it('counts the words of a related answer, not those of an unanswered one', () => {
    const saysAnswer = (kind: Answer['kind']) =>
      judgeAnswer(fromUji, answerWith({ kind, text: 'from Uji' }), trusting).saysAnswer;
    assert.deepEqual([saysAnswer('related'), saysAnswer('unanswered')], [true, false]);
  });

  it('reports the rank of the first gold paragraph and which citations are gold', () => {
    const answer = answerWith({ found: [1, 3, 2], citations: [cite('tea', 1), cite('Uji', 2)] });
    const { goldRank, citations } = judgeAnswer(fromUji, answer, trusting);
    assert.equal(goldRank, 3);
    assert.deepEqual(
      citations.map(({ isGold }) => isGold),
      [false, true],
    );
  });

  it('counts no paragraphs of another document when the question names its document', () => {
    const ofCoffee = question({ paragraphs: [2], answer: [['Uji']], documentId: 'coffee' });
    const result = judgeAnswer(ofCoffee, answerWith({ citations: [cite('Uji', 2)] }), trusting);
    assert.equal(result.goldRank, null);
    assert.equal(result.citations[0]!.isGold, false);
  });

  it('counts no paragraphs of another document than the source, though all are asked', () => {
    const answer = answerWith({ citations: [cite('Uji', 2)] });
    const rankWith = (source: string) =>
      judgeAnswer(question({ paragraphs: [2], answer: [['Uji']], source }), answer, trusting).goldRank;
    assert.deepEqual([rankWith('coffee'), rankWith('tea')], [null, 2]);
  });

  it('requires as many different gold paragraphs as a good answer cites', () => {
    const both = question({ kind: 'multi', paragraphs: [1, 2], minParagraphs: 2, answer: [['tea']] });
    const citesEnough = (...citations: Citation[]) =>
      judgeAnswer(both, answerWith({ citations }), trusting).citesEnough;
    assert.equal(citesEnough(cite('tea', 1), cite('Green', 1)), false);
    assert.equal(citesEnough(cite('tea', 1), cite('Uji', 2)), true);
  });
});

describe('missesOf', () => {
  const misses = (...given: Parameters<typeof judgeAnswer>) => missesOf(judgeAnswer(...given)).length;

  it('counts an answer to an unanswerable question as missed, and accepts related for a hostile question', () => {
    assert.equal(misses(unanswerable, answerWith({ kind: 'unanswered' }), trusting), 0);
    assert.equal(misses(unanswerable, answerWith({ kind: 'related' }), trusting), 1);
    assert.equal(misses(question({ kind: 'hostile' }), answerWith({ kind: 'related' }), trusting), 0);
    assert.equal(misses(question({ kind: 'hostile' }), answerWith({ kind: 'answered' }), trusting), 1);
  });

  it('counts an answer of excerpts as missed when a chat model should have written it', () => {
    const answer = { text: 'from Uji', citations: [cite('Uji', 2)] };
    assert.equal(misses(fromUji, answerWith({ ...answer, reason: 'model-unavailable' }), trusting), 1);
  });

  it('counts a quote that is not in the document as missed, whatever else is right', () => {
    const answer = answerWith({ text: 'from Uji', citations: [cite('Uji', 2)] });
    assert.equal(misses(fromUji, answer, trusting), 0);
    assert.equal(misses(fromUji, answer, { isVerified: () => false }), 1);
  });
});

describe('evaluateQuestions', () => {
  it('asks in order, with history and document, and compares every quote with the document', async () => {
    const asked: unknown[] = [];
    const shifted = { ...cite('Uji', 2), start: 0, end: 3 };
    const answers = [answerWith({ citations: [cite('Uji', 2), shifted] }), answerWith({ kind: 'unanswered' })];
    const assistant = {
      ask: async (given: unknown) => answers[asked.push(given) - 1]!,
      document: async (id: string) => (id === 'tea' ? documentOf(TEXT, { id }) : null),
      checkGrounding: async () => ({ isSupported: true as const, reason: null }),
    };
    const ranks = { bm25Words: 2, bm25Grams: 1, gramsAndSimilarity: null };
    const results = await evaluateQuestions(assistant, [{ ...fromUji, documentId: 'tea' }, unanswerable], {
      rankByBaselines: async ({ gold }) => (gold ? ranks : null),
    });
    assert.deepEqual(
      results.map(({ baselineRanks }) => baselineRanks),
      [ranks, null],
    );
    assert.deepEqual(asked, [
      { message: 'Where from?', history: [], documentIds: ['tea'] },
      { message: 'Where from?', history: [], documentIds: undefined },
    ]);
    assert.deepEqual(
      results[0]!.citations.map(({ isVerified }) => isVerified),
      [true, false],
    );
  });
});

describe('summarize', () => {
  const results = [
    judgeAnswer(fromUji, answerWith({ found: [2], confidence: 1, citations: [cite('from\nUji', 2)] }), trusting),
    judgeAnswer(fromUji, answerWith({ found: [1], confidence: 0, citations: [cite('tea', 1)] }), {
      isVerified: () => false,
    }),
    judgeAnswer(unanswerable, answerWith({ kind: 'related', confidence: 0.5, citations: [cite('tea', 1)] }), trusting),
  ];

  it('measures ranking, words and precision over questions with an answer only', () => {
    const { all } = summarize(results);
    assert.deepEqual([all!.hitAt1, all!.answerRate, all!.citationPrecision, all!.citesEnough], [0.5, 0.5, 0.5, 0.5]);
  });

  it('measures the first places of plain rankings, null where none was made', () => {
    const ranked = (bm25Words: number, bm25Grams: number, gramsAndSimilarity: number | null) =>
      judgeAnswer(fromUji, answerWith({}), {
        ...trusting,
        baselineRanks: { bm25Words, bm25Grams, gramsAndSimilarity },
      });
    const { answerable } = summarize([ranked(1, 2, null), ranked(1, 1, 3), ...results]);
    assert.deepEqual(answerable!.baselinesHitAt1, { bm25Words: 1, bm25Grams: 0.5, gramsAndSimilarity: 0 });
    assert.deepEqual(summarize(results).all!.baselinesHitAt1, {
      bm25Words: null,
      bm25Grams: null,
      gramsAndSimilarity: null,
    });
  });

  it('measures verified citations, outcomes and calibration over all questions', () => {
    const { all } = summarize(results);
    assert.equal(all!.questions, 3);
    assert.equal(all!.citationsVerified, 2 / 3);
    assert.deepEqual(all!.outcomes, { answered: 2 / 3, related: 1 / 3, unanswered: 0, reply: 0 });
    assertClose(all!.calibrationError!, 0.5 / 3, 1e-9);
  });

  it('measures statements and their citations over all answers together, whatever each says', () => {
    const statement = (isSupported: boolean, ...relevant: boolean[]) => ({
      text: '',
      isFaithful: isSupported,
      isSupported,
      citations: relevant.map((isRelevant, index) => ({ marker: index + 1, isRelevant })),
    });
    const moved = { ...statement(false), isFaithful: true };
    const { all } = summarize([
      judgeAnswer(fromUji, answerWith({}), { ...trusting, statements: [statement(true, true, false), moved] }),
      judgeAnswer(fromUji, answerWith({}), {
        ...trusting,
        statements: [statement(false, false), statement(true, true)],
      }),
      judgeAnswer(unanswerable, answerWith({ kind: 'unanswered' }), trusting),
    ]);
    assert.deepEqual([all!.faithfulness, all!.alceRecall, all!.alcePrecision], [3 / 4, 2 / 4, 2 / 4]);
  });

  it('has no shares of statements when nothing was stated', () => {
    const { all } = summarize([judgeAnswer(unanswerable, answerWith({ kind: 'unanswered' }), trusting)]);
    assert.deepEqual([all!.faithfulness, all!.alceRecall, all!.alcePrecision], [null, null, null]);
  });

  it('groups by kind and by distance, and leaves out groups without questions', () => {
    const summary = summarize(results);
    assert.deepEqual(Object.keys(summary), ['direct', 'answerable', 'unanswerable near', 'unanswerable', 'all']);
    assert.equal(summary['unanswerable near']!.hitAt1, null);
  });
});

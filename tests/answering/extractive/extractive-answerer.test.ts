import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { QuoteSelector } from '../../../src/answering/answer.ts';
import { createQuoteSelector } from '../../../src/answering/extractive/select-quotes.ts';
import type { Calibration } from '../../../src/retrieval/calibration.ts';
import type { Search } from '../../../src/retrieval/search-paragraphs.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { queryOf } from '../../support/query-of.ts';
import { createRecordingEmbedder } from '../../support/recording-embedder.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { foundOf, paragraphOf, rankedOf } from '../found.ts';
import { indexDeclaration } from '../indexed-declaration.ts';

/** Answers a query, with the words it quotes. */
async function draftWith({ search, selectQuotes }: { search: Search; selectQuotes: QuoteSelector }, query: string) {
  const selection = await selectQuotes(await search(queryOf(query)));
  const words = selection.quotes.map(({ paragraph, start, end }) =>
    paragraph.text.slice(start - paragraph.start, end - paragraph.start),
  );
  return { ...selection, words };
}

describe('the extractive answerer over the declaration', () => {
  const indexing = indexDeclaration();
  let ask: (query: string) => ReturnType<typeof draftWith>;
  before(async () => {
    const declaration = await indexing;
    ask = (query) => draftWith(declaration, query);
  });

  it('answers a direct question with the sentence that says it', async () => {
    const { kind, reason, confidence, words } = await ask('Что недопустимо в борьбе с терроризмом?');
    assert.deepEqual({ kind, reason }, { kind: 'answered', reason: null });
    assert.equal(words[0], 'Подчеркиваем, что в борьбе с терроризмом недопустимы двойные стандарты.');
    assert.ok(confidence > 0.5 && confidence <= 1, `confidence ${confidence}`);
  });

  it('answers a misspelt question', async () => {
    const { kind, words } = await ask('что недопустмо в борьбе с тероризмом');
    assert.equal(kind, 'answered');
    assertIncludes(words.join('\n'), 'недопустимы двойные');
  });

  it('answers an English question with Russian words', async () => {
    const { kind, quotes, words } = await ask('Which country chaired the CSTO in 2024?');
    assert.equal(kind, 'answered');
    assert.equal(quotes[0]!.paragraph.number, 32);
    assert.match(words[0]!, /председательство Республики Казахстан/);
  });

  it('answers questions about the document as a whole', async () => {
    assertIncludes((await ask('Когда подписана декларация?')).words, '28 ноября 2024 года');
    assert.match((await ask('Where was the declaration signed?')).words[0]!, /Астана/);
  });

  it('answers a follow-up in the light of the question before', async () => {
    const { kind, words } = await ask('Что говорится о палестинской проблеме?\nА какой город там будет столицей?');
    assert.notEqual(kind, 'unanswered');
    assert.match(words[0]!, /столицей\sв\sВосточном\sИерусалиме/);
  });

  for (const question of [
    'Как сварить борщ?',
    'How to reverse a list in python?',
    'Какая река самая длинная в Африке?',
  ]) {
    it(`does not answer ${JSON.stringify(question)}, which the document is not about`, async () => {
      const { kind, reason, confidence, words } = await ask(question);
      assert.deepEqual({ kind, reason, words }, { kind: 'unanswered', reason: 'nothing-relevant', words: [] });
      assert.ok(confidence < 0.3, `confidence ${confidence}`);
    });
  }

  for (const question of [
    'Как зовут генерального секретаря ОДКБ?',
    'Сколько человек погибло в секторе Газа?',
    'Что сказано о конфликте на Украине?',
    'Почему Армения заморозила участие в ОДКБ?',
  ]) {
    it(`does not answer a near miss: ${JSON.stringify(question)}`, async () => {
      const { kind, confidence } = await ask(question);
      assert.notEqual(kind, 'answered');
      assert.ok(confidence < 0.3, `confidence ${confidence}`);
    });
  }

  for (const question of ['???', '… !', '🙂', 'и', ' ']) {
    it(`does not search for ${JSON.stringify(question)}`, async () => {
      const { kind, reason, confidence, words } = await ask(question);
      assert.deepEqual(
        { kind, reason, confidence, words },
        { kind: 'unanswered', reason: 'nothing-to-search', confidence: 0, words: [] },
      );
    });
  }

  it('quotes three sentences at most, each where it stands in its paragraph', async () => {
    for (const question of ['Что говорится о наркотиках?', 'Перечисли всё о терроризме', 'Tell me about cooperation']) {
      const { quotes } = await ask(question);
      assert.ok(quotes.length <= 3, `${quotes.length} quotes for ${JSON.stringify(question)}`);
      for (const { paragraph, start, end } of quotes) {
        assert.ok(
          paragraph.start <= start && start < end && end <= paragraph.end,
          `quote ${start}–${end} of paragraph ${paragraph.start}–${paragraph.end}`,
        );
      }
    }
  });
});

describe('the extractive answerer over an empty folder', () => {
  it('says that there are no documents, whatever is asked', async () => {
    const empty = await indexDeclaration(temporaryDirectory());
    for (const question of ['Что недопустимо в борьбе с терроризмом?', '???']) {
      const { kind, reason, words } = await draftWith(empty, question);
      assert.deepEqual({ kind, reason, words }, { kind: 'unanswered', reason: 'no-documents', words: [] });
    }
  });
});

describe('the extractive answerer and its calibration', () => {
  const DOCUMENT = 'Green tea is steeped.\n\nMilk.';
  const paragraphs = DOCUMENT.split('\n\n').map((text) => rankedOf(paragraphOf(DOCUMENT, text), {}));
  const found = (question: string) => foundOf({ question, terms: { tea: {} }, paragraphs });

  /** Outcome of a question whose confidence and relevance are what the models say of no signals. */
  async function outcome(
    given: { confidence: number; relevance: number },
    { question = 'tea', ...thresholds }: Partial<Calibration['thresholds']> & { question?: string } = {},
  ) {
    const always = (probability: number) => ({ bias: Math.log(probability / (1 - probability)), weights: {} });
    const { kind, reason } = await createQuoteSelector({
      embedder: createRecordingEmbedder(),
      calibration: {
        ranking: { keywords: 1, similarity: 1, aspect: 1, evidence: 1, short: 1 },
        confidence: always(given.confidence),
        relevance: always(given.relevance),
        thresholds: { answered: 0.5, answeredRelevance: 0.6, related: 0.3, relatedOtherLanguage: 0.1, ...thresholds },
      },
    })({ ...found(question), match: { ...found(question).match, vector: new Float32Array(64) } });
    return reason ?? kind;
  }

  it('answers when confidence and relevance are high enough', async () => {
    assert.equal(await outcome({ confidence: 0.55, relevance: 0.65 }), 'answered');
  });

  it('quotes the nearest paragraphs when confidence or relevance is too low', async () => {
    assert.equal(await outcome({ confidence: 0.45, relevance: 0.9 }), 'related');
    assert.equal(await outcome({ confidence: 0.9, relevance: 0.55 }), 'related');
  });

  it('quotes nothing when relevance is too low, whatever the confidence', async () => {
    assert.equal(await outcome({ confidence: 0.9, relevance: 0.2 }), 'nothing-relevant');
  });

  it('needs less relevance to show an excerpt in another language than the question', async () => {
    assert.equal(await outcome({ confidence: 0.1, relevance: 0.2 }, { question: 'чай' }), 'related');
  });
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { QuoteSelector } from '../../../src/answering/answer.ts';
import type { RankedSpan } from '../../../src/answering/extractive/rank-spans.ts';
import {
  answeringQuotes,
  createQuoteSelector,
  nearestQuotes,
} from '../../../src/answering/extractive/select-quotes.ts';
import type { Calibration } from '../../../src/retrieval/calibration.ts';
import type { Aspect } from '../../../src/retrieval/document-aspects.ts';
import type { Search } from '../../../src/retrieval/search-paragraphs.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { queryOf } from '../../support/query-of.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { foundOf, NO_SIGNALS, paragraphOf, rankedOf, sentenceOf } from '../found.ts';
import { indexDeclaration } from '../indexed-declaration.ts';

/** What is selected for a question in its context, with the words of the quotes. */
async function selectFrom(
  { search, selectQuotes }: { search: Search; selectQuotes: QuoteSelector },
  ...query: Parameters<typeof queryOf>
) {
  const selection = await selectQuotes(await search(queryOf(...query)));
  const words = selection.quotes.map(({ paragraph, start, end }) =>
    paragraph.text.slice(start - paragraph.start, end - paragraph.start),
  );
  return { ...selection, words };
}

describe('createQuoteSelector over the declaration', () => {
  const indexing = indexDeclaration();
  let ask: (...query: Parameters<typeof queryOf>) => ReturnType<typeof selectFrom>;
  before(async () => {
    const declaration = await indexing;
    ask = (...query) => selectFrom(declaration, ...query);
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
    const { kind, words } = await ask('А какой город там будет столицей?', 'Что говорится о палестинской проблеме?');
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

  it('selects once from a result of a search, and again from that of a search within other documents', async () => {
    const { search, selectQuotes } = await indexing;
    const query = queryOf('Что недопустимо в борьбе с терроризмом?');
    const selection = await selectQuotes(await search(query));
    assert.equal(await selectQuotes(await search(query)), selection);
    const { reason } = await selectQuotes(await search(query, []));
    assert.equal(reason, 'no-documents');
  });

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

describe('createQuoteSelector over an empty folder', () => {
  it('says that there are no documents, whatever is asked', async () => {
    const empty = await indexDeclaration(temporaryDirectory());
    for (const question of ['Что недопустимо в борьбе с терроризмом?', '???']) {
      const { kind, reason, words } = await selectFrom(empty, question);
      assert.deepEqual({ kind, reason, words }, { kind: 'unanswered', reason: 'no-documents', words: [] });
    }
  });
});

describe('createQuoteSelector and its calibration', () => {
  const DOCUMENT = 'Green tea is steeped.\n\nMilk.';
  const paragraphs = DOCUMENT.split('\n\n').map((text) => rankedOf(paragraphOf(DOCUMENT, text), {}));
  const sentences = paragraphs.map((ranked) => sentenceOf(ranked, ranked.paragraph, { likeness: [0] }));
  const found = (question: string) => foundOf({ question, terms: { tea: {} }, paragraphs, sentences });

  /** Outcome of a question whose confidence and relevance are what the models say of no signals. */
  async function outcome(
    given: { confidence: number; relevance: number },
    { question = 'tea', ...thresholds }: Partial<Calibration['thresholds']> & { question?: string } = {},
  ) {
    const always = (probability: number) => ({ bias: Math.log(probability / (1 - probability)), weights: {} });
    const { kind, reason } = await createQuoteSelector({
      calibration: {
        ranking: NO_SIGNALS,
        confidence: always(given.confidence),
        relevance: always(given.relevance),
        thresholds: {
          answered: 0.5,
          answeredUnknownWords: 0.5,
          answeredRelevance: 0.6,
          related: 0.3,
          relatedOtherLanguage: 0.1,
          ...thresholds,
        },
      },
    })(found(question));
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

const DOCUMENT = 'One. Two.\n\nThree.\n\nFour.\n\nFive.';
const [first, second, third, fourth] = DOCUMENT.split('\n\n').map((text) => paragraphOf(DOCUMENT, text));

function sentence(paragraph: typeof first, score: number): RankedSpan {
  return { ...sentenceOf(rankedOf(paragraph!, {}), paragraph!), score };
}
const scoresOf = (sentences: RankedSpan[]) => sentences.map(({ score }) => score);

describe('answeringQuotes', () => {
  const sentences = [sentence(first, 10), sentence(second, 9.5), sentence(third, 8.5), sentence(fourth, 8.3)];

  it('quotes the best sentence and those that score as high', () => {
    assert.deepEqual(scoresOf(answeringQuotes(sentences, foundOf({ question: 'Где заваривают чай?' }))), [10, 9.5]);
  });

  it('quotes the best sentence alone when no other scores as high', () => {
    const [best, , , last] = sentences as [RankedSpan, RankedSpan, RankedSpan, RankedSpan];
    assert.deepEqual(answeringQuotes([best, last], foundOf({ question: 'Где заваривают чай?' })), [best]);
  });

  for (const question of [
    'Какие чаи бывают?',
    'Перечисли чаи',
    'Что говорится о чае?',
    'Расскажи о чае',
    'Кратко: о чём документ?',
    'List the teas',
    'What does the document say about tea?',
    'Which teas are there?',
  ]) {
    it(`accepts lower scores for ${JSON.stringify(question)}, which several places may answer`, () => {
      assert.deepEqual(scoresOf(answeringQuotes(sentences, foundOf({ question }))), [10, 9.5, 8.5]);
    });
  }

  it('accepts lower scores when the question asks for two things', () => {
    const aspects = new Map([
      ['date', 1],
      ['place', 1],
    ] as const);
    const found = foundOf({ question: 'Где и когда?', match: { aspects } });
    assert.equal(answeringQuotes(sentences, found).length, 3);
  });

  it('quotes the best sentence for each of two things, then others that have them, however far apart', () => {
    const aspects = [[], ['party'], ['party'], ['date']];
    const aspectSentences = [10, 9, 8.9, 2].map((score, index) => {
      const plain = sentence([first, second, third, fourth][index], score);
      return { ...plain, paragraph: { ...plain.paragraph, aspects: aspects[index]! } };
    });
    const asking = (weights: [Aspect, number][]) =>
      scoresOf(
        answeringQuotes(aspectSentences, foundOf({ question: 'Кто и когда?', match: { aspects: new Map(weights) } })),
      );
    const [both, alone] = [
      asking([
        ['party', 1],
        ['date', 1],
      ]),
      asking([['date', 1]]),
    ];
    assert.deepEqual(both, [9, 8.9, 2]);
    assert.deepEqual(alone, [10]);
  });
});

describe('nearestQuotes', () => {
  it('quotes the best sentence of each of the three nearest paragraphs, however far apart', () => {
    const sentences = [
      sentence(first, 10),
      sentence(first, 9),
      sentence(second, 2),
      sentence(first, 1.5),
      sentence(third, 1),
      sentence(fourth, 0),
    ];
    assert.deepEqual(scoresOf(nearestQuotes(sentences)), [10, 2, 1]);
  });
});

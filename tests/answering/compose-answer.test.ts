import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuoteSelection } from '../../src/answering/answer.ts';
import { composeAnswer } from '../../src/answering/compose-answer.ts';
import type { Answer, AnswerEvent, FoundParagraph } from '../../src/protocol/answer.ts';
import type { Language } from '../../src/protocol/language.ts';
import { assertIncludes } from '../support/assertions.ts';
import { paragraphOf, quoteOf } from './found.ts';

const DOCUMENT = 'Green tea is steeped\nat 80 °C [1]. Black tea boils [see 12].\n\nЧёрный чай — кипятком [7].';
const english = paragraphOf(DOCUMENT, 'Green tea is steeped\nat 80 °C [1]. Black tea boils [see 12].');
const russian = paragraphOf(DOCUMENT, 'Чёрный чай — кипятком [7].', { number: 2, language: 'ru' });
const green = quoteOf(english, 'Green tea is steeped\nat 80 °C');
const black = quoteOf(english, 'Black tea boils');
const boiling = quoteOf(russian, 'Чёрный чай — кипятком');
const wrong = { ...black, start: english.start - 4 };

const FOUND: FoundParagraph[] = [{ documentId: 'tea', paragraph: 1, text: 'Green tea', similarity: 0.5, score: 2 }];

const QUESTIONS = { ru: 'Как заваривать чай?', en: 'How is tea brewed?', de: 'Wie wird Tee zubereitet?' };

async function compose(
  selection: Partial<QuoteSelection>,
  language: Language = 'en',
  message = QUESTIONS[language],
  text = DOCUMENT,
) {
  const events: AnswerEvent[] = [];
  const start = { id: 'answer-1', conversationId: 'conversation-1', language };
  const whole: QuoteSelection = { kind: 'answered', confidence: 0.8, reason: null, quotes: [], ...selection };
  const canonicalText = async () => text;
  for await (const event of composeAnswer(whole, { question: { message }, start, paragraphs: FOUND, canonicalText })) {
    events.push(event);
  }
  const end = events.at(-1)!;
  assert.equal(end.event, 'answer-end');
  return { events, answer: end.data as Answer };
}
const textOf = (events: AnswerEvent[]) =>
  events.map(({ event, data }) => (event === 'text-delta' ? data.text : '')).join('');
const markersIn = (text: string) => [...text.matchAll(/\[(\d+)\]/g)].map(([, marker]) => Number(marker));

describe('composeAnswer', () => {
  it('writes each quote on one line with its marker, and its citation right after', async () => {
    const { events, answer } = await compose({ quotes: [green, black] });
    assert.deepEqual(
      events.map(({ event }) => event),
      ['text-delta', 'citation-added', 'text-delta', 'citation-added', 'answer-end'],
    );
    assert.equal(answer.text, '“Green tea is steeped at 80 °C” [1]\n“Black tea boils” [2]');
    assert.equal(answer.citations[0]!.quote, 'Green tea is steeped\nat 80 °C', 'the citation keeps the line break');
  });

  it('groups quotes by document, names the documents and keeps the items of a list on lines', async () => {
    const text = `${DOCUMENT}\n\nBring:\n- a cup;\n- a spoon.`;
    const list = paragraphOf(text, 'Bring:\n- a cup;\n- a spoon.', {
      number: 3,
      documentTitle: 'Picnic',
      documentId: 'picnic',
    });
    const quotes = [quoteOf(list, list.text), green, quoteOf(list, 'a spoon.'), black];
    const { events, answer } = await compose({ quotes }, 'en', QUESTIONS.en, text);
    assert.equal(
      answer.text,
      'Picnic:\n“Bring:\n- a cup;\n- a spoon.” [1]\n\n“a spoon.” [2]\n\nTea:\n“Green tea is steeped at 80 °C” [3]\n“Black tea boils” [4]',
    );
    assert.equal(answer.text, textOf(events));
    assert.deepEqual(markersIn(answer.text), [1, 2, 3, 4]);
  });

  it('writes the lines around the quotes, without markers of their own', async () => {
    const quotes = [{ ...green, lead: 'Tea [3]:\n' }, black];
    const { events, answer } = await compose({ quotes, opening: 'On tea [4]:', closing: 'And more.' });
    assert.equal(
      answer.text,
      'On tea (4):\n\nTea (3):\n“Green tea is steeped at 80 °C” [1]\n“Black tea boils” [2]\nAnd more.',
    );
    assert.equal(textOf(events), answer.text);
  });

  it('says what an unanswered selection says, and not the closing line of one whose quotes are not true', async () => {
    const missing = { kind: 'unanswered', reason: 'not-in-document' } as const;
    assert.equal((await compose({ ...missing, closing: 'There is no cup 9.' })).answer.text, 'There is no cup 9.');
    assert.equal((await compose({ quotes: [wrong], closing: 'And more.' })).answer.text, 'The document does not say.');
  });

  it('ends with an answer that equals what was streamed', async () => {
    for (const quotes of [[green, black, boiling], [wrong], [wrong, green], []]) {
      const { events, answer } = await compose({ quotes });
      assert.equal(answer.text, textOf(events));
      assert.deepEqual(
        answer.citations,
        events.flatMap(({ event, data }) => (event === 'citation-added' ? [data] : [])),
      );
      assert.deepEqual(
        markersIn(answer.text),
        answer.citations.map(({ marker }) => marker),
      );
    }
  });

  it('passes on id, conversation, language, confidence and the paragraphs found', async () => {
    const { text, citations, ...answer } = (await compose({ quotes: [green] })).answer;
    assert.deepEqual(answer, {
      id: 'answer-1',
      kind: 'answered',
      confidence: 0.8,
      language: 'en',
      reason: null,
      paragraphs: FOUND,
      conversationId: 'conversation-1',
    });
    assert.deepEqual([text.length > 0, citations.length], [true, 1]);
  });

  it('leaves out a quote that differs from the document, with its marker', async () => {
    const { answer } = await compose({ quotes: [wrong, green, wrong, black] });
    assert.equal(answer.text, '“Green tea is steeped at 80 °C” [1]\n“Black tea boils” [2]');
    assert.equal(answer.kind, 'answered');
  });

  for (const kind of ['answered', 'related'] as const) {
    it(`makes an answer that would be ${kind} unanswered, with confidence 0, when no quote matches the document`, async () => {
      const { events, answer } = await compose({ kind, quotes: [wrong, wrong] });
      assert.equal(answer.kind, 'unanswered');
      assert.equal(answer.reason, 'not-in-document');
      assert.equal(answer.confidence, 0);
      assert.deepEqual(answer.citations, []);
      assert.equal(textOf(events), 'The document does not say.');
      assert.deepEqual(answer.paragraphs, FOUND);
    });
  }

  it('shows a bracketed number of the source in parentheses, so that it is not read as a marker', async () => {
    const quotes = [quoteOf(english, '80 °C [1]. Black tea boils [see 12].'), quoteOf(russian, 'кипятком [7].')];
    const { answer } = await compose({ quotes });
    assert.deepEqual(markersIn(answer.text), [1, 2]);
    assertIncludes(answer.text, '80 °C (1). Black tea boils [see 12].');
    assert.equal(answer.citations[0]!.quote, '80 °C [1]. Black tea boils [see 12].', 'the citation is word for word');
  });

  it('says in the language of the question what quotes that are only related are', async () => {
    const inRussian = (await compose({ kind: 'related', quotes: [boiling] }, 'ru')).answer;
    assert.equal(inRussian.text, 'Ближайшие места в документах:\n«Чёрный чай — кипятком» [1]');
    const inEnglish = (await compose({ kind: 'related', quotes: [boiling] }, 'en')).answer;
    assert.equal(inEnglish.text, 'Closest passages:\n“Чёрный чай — кипятком” [1]');
  });

  it('says once that the quotes are in another language than the question', async () => {
    const { answer } = await compose({ quotes: [boiling, boiling] }, 'en');
    assert.equal(
      answer.text,
      'Excerpts from the document, in Russian:\n“Чёрный чай — кипятком” [1]\n“Чёрный чай — кипятком” [2]',
    );
    assert.match(
      (await compose({ quotes: [green] }, 'ru')).answer.text,
      /^Выдержки из документа, по-английски:\n«Green tea/,
    );
    assert.match(
      (await compose({ quotes: [wrong, boiling] }, 'en')).answer.text,
      /^Excerpts from the document, in Russian:\n/,
    );
  });

  it('names the language of quotes in one that it does not speak, unless the question is in it', async () => {
    const german = paragraphOf(DOCUMENT, 'Green tea is steeped\nat 80 °C [1].', { language: 'de-AT' });
    const quotes = [quoteOf(german, 'Green tea')];
    const textIn = async (...how: [Language, string?]) => (await compose({ quotes }, ...how)).answer.text;
    assert.match(await textIn('en'), /^Excerpts from the document, in Austrian German:\n“Green/);
    assert.match(await textIn('ru'), /^Выдержки из документа, язык — .*немецкий.*:\n«Green/);
    assert.equal(await textIn('ru', QUESTIONS.de), '«Green tea» [1]');
  });

  it('names the language only where all quotes are in it, and several documents as such', async () => {
    for (const quotes of [
      [green, boiling],
      [boiling, green],
    ]) {
      assert.match((await compose({ quotes }, 'en')).answer.text, /^“/);
    }
    const elsewhere = quoteOf({ ...russian, documentId: 'чай', documentTitle: 'Чай' }, 'кипятком');
    assert.match(
      (await compose({ quotes: [boiling, elsewhere] }, 'en')).answer.text,
      /^Excerpts from the documents, in Russian:\n\nTea:/,
    );
  });

  it('says nothing of the language of quotes when it is not known', async () => {
    const unknown = paragraphOf(DOCUMENT, 'Green tea is steeped\nat 80 °C [1].', { language: 'und' });
    assert.equal((await compose({ quotes: [quoteOf(unknown, 'Green tea')] }, 'ru')).answer.text, '«Green tea» [1]');
  });

  for (const [language, reason, text] of [
    ['ru', 'nothing-relevant', 'В документе об этом не сказано.'],
    ['ru', 'no-documents', 'Нет ни одного документа, в котором можно искать ответ.'],
    ['en', 'nothing-relevant', 'The document does not say.'],
    ['en', 'nothing-to-search', /^The question has no words to search for/],
    ['ru', 'nothing-to-search', /^Вопрос не понят/],
  ] as const) {
    it(`says in ${language} why there is no answer: ${reason}`, async () => {
      const { events, answer } = await compose({ kind: 'unanswered', confidence: 0.1, reason }, language);
      assert.deepEqual([answer.kind, answer.reason, answer.confidence], ['unanswered', reason, 0.1]);
      if (typeof text === 'string') assert.equal(answer.text, text);
      else assert.match(answer.text, text);
      assert.deepEqual(
        events.map(({ event }) => event),
        ['text-delta', 'answer-end'],
      );
    });
  }
});

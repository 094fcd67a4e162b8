import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerContext, Answerer } from '../../src/answering/answer.ts';
import { nameDocumentLanguages } from '../../src/answering/name-document-languages.ts';
import { unansweredText } from '../../src/answering/phrases.ts';
import type { Answer, AnswerEvent } from '../../src/protocol/answer.ts';
import type { SearchResult } from '../../src/retrieval/search-paragraphs.ts';
import type { DocumentReader, StoredDocument } from '../../src/stores/document-reader.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';

const RUSSIAN = { id: 'charter', language: 'ru' };
const ENGLISH = { id: 'lease', language: 'en-GB' };
const FRENCH_QUESTION = 'Qui a signé le contrat de location et quand ?';

/** A store of documents, as far as their languages are read. */
function storeOf(documents: { id: string; language: string }[]) {
  const read = { generation: 1, count: 0 };
  const store: Pick<DocumentReader, 'generation' | 'documents'> = {
    generation: async () => read.generation,
    async documents() {
      read.count += 1;
      return documents as StoredDocument[];
    },
  };
  return { ...store, read };
}

/** The events of an answer to a question about these documents, which answers with `given`. */
async function answered(
  question: AnswerContext['question'],
  documents: { id: string; language: string }[],
  given: Partial<Answer> = {},
): Promise<{ answer: Answer; streamed: string }> {
  const language = given.language ?? 'en';
  const whole: Answer = {
    ...scriptedAnswer(''),
    ...{ kind: 'unanswered', reason: 'nothing-relevant', language, text: unansweredText('nothing-relevant', language) },
    ...given,
  };
  const answerer: Answerer = {
    async *answer() {
      yield { event: 'text-delta', data: { text: whole.text } };
      yield { event: 'answer-end', data: whole };
    },
  };
  const naming = nameDocumentLanguages({ answerer }, storeOf(documents)).answerer;
  const events: AnswerEvent[] = [];
  for await (const event of naming.answer({} as SearchResult, { question } as AnswerContext)) events.push(event);
  const end = events.at(-1)!;
  assert.ok(end.event === 'answer-end', end.event);
  return {
    answer: end.data,
    streamed: events.map((event) => (event.event === 'text-delta' ? event.data.text : '')).join(''),
  };
}

describe('an answer that the documents do not say', () => {
  it('says which languages they are in, where the question is in none of them', async () => {
    const { answer, streamed } = await answered({ message: FRENCH_QUESTION }, [
      ENGLISH,
      RUSSIAN,
      { ...RUSSIAN, id: 'b' },
    ]);
    assert.equal(answer.text, 'The document does not say. The documents are in Russian and British English.');
    assert.equal(streamed, answer.text);
    assert.deepEqual(answer.documentLanguages, ['ru', 'en-GB']);
  });

  it('says so in the language of the answer, in the right number', async () => {
    const question = { message: 'Who signed the lease and when was it?' };
    const russian = await answered(question, [RUSSIAN], { language: 'ru' });
    assert.equal(russian.answer.text, 'В документе об этом не сказано. Язык документов: русский.');
    const two = await answered(question, [RUSSIAN, { id: 'd', language: 'de' }], { language: 'ru' });
    assert.match(two.answer.text, /Языки документов: русский и немецкий\.$/);
  });

  it('says nothing of languages where one of the asked documents is in that of the question', async () => {
    const same = { message: 'Who signed the lease and when was it?' };
    for (const [question, documents] of [
      [same, [RUSSIAN, ENGLISH]],
      [{ ...same, documentIds: ['lease'] }, [RUSSIAN, ENGLISH]],
      [{ message: '???' }, [RUSSIAN]],
      [same, [{ id: 'numbers', language: 'und' }]],
      [same, []],
    ] as const) {
      const { answer } = await answered(
        { ...question, documentIds: 'documentIds' in question ? [...question.documentIds] : undefined },
        [...documents],
      );
      assert.equal(answer.text, 'The document does not say.');
      assert.equal(answer.documentLanguages, undefined);
    }
    const narrowed = await answered({ ...same, documentIds: ['charter'] }, [RUSSIAN, ENGLISH]);
    assert.match(narrowed.answer.text, /The documents are in Russian\.$/);
  });

  it('keeps what says more, and every answer that has quotes', async () => {
    for (const given of [
      { reason: 'not-in-document', text: 'There is no clause 99 in “Charter”.' },
      { reason: 'nothing-to-search', text: unansweredText('nothing-to-search', 'en') },
      { kind: 'related', reason: null, text: 'Closest passages: …' },
      { kind: 'answered', reason: null, text: '“…” [1]' },
    ] as Partial<Answer>[]) {
      const { answer } = await answered({ message: FRENCH_QUESTION }, [RUSSIAN], given);
      assert.equal(answer.text, given.text);
      assert.deepEqual(answer.documentLanguages, given.kind === 'answered' ? undefined : ['ru']);
    }
  });

  it('reads the documents once while the index has one generation', async () => {
    const store = storeOf([RUSSIAN]);
    const answerer: Answerer = {
      async *answer() {
        yield { event: 'answer-end', data: { ...scriptedAnswer('No.'), kind: 'unanswered' } };
      },
    };
    const naming = nameDocumentLanguages({ answerer }, store).answerer;
    const ask = async () => {
      for await (const _ of naming.answer({} as SearchResult, { question: { message: '?' } } as AnswerContext)) {
        // Only what is read counts.
      }
      return store.read.count;
    };
    assert.deepEqual([await ask(), await ask()], [1, 1]);
    store.read.generation = 2;
    assert.equal(await ask(), 2);
  });
});

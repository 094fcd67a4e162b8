import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Citation, FoundParagraph } from '../../../../src/protocol/answer.ts';
import type { DocumentText } from '../../../../src/protocol/documents.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { parseEventStream, type ReceivedEvent } from '../../../support/event-stream.ts';
import { postChat, streamChat } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const QUESTIONS = [
  'Что сказано об Афганистане?',
  'Where and when was the declaration signed?',
  'Какой принцип положен в основу миропорядка?',
  'Сколько стоит проезд в метро?',
];

const declaration = serveDeclaration();

const ask = async (message: string): Promise<Answer> => {
  const response = await postChat(declaration.url, { message });
  assert.equal(response.status, 200);
  return (await response.json()) as Answer;
};

const dataOf = <T>(events: ReceivedEvent[], name: string): T[] =>
  events.filter(({ event }) => event === name).map(({ data }) => data as T);

describe('POST /api/chat', { timeout: 60_000 }, () => {
  for (const message of QUESTIONS) {
    it(`gives the same answer as JSON and as events: ${message}`, async () => {
      const answer = await ask(message);
      const events = parseEventStream(await (await streamChat(declaration.url, { message })).text());
      const [end] = dataOf<Answer>(events, 'answer-end');
      const { id, conversationId } = end!;

      assert.deepEqual(end, { ...answer, id, conversationId });
      assert.deepEqual(events.at(-1), { event: 'answer-end', data: end });
      assert.deepEqual(events[0], {
        event: 'answer-start',
        data: { id, conversationId, language: answer.language, isKept: true },
      });
      assert.deepEqual(events[1], { event: 'paragraphs-found', data: { paragraphs: answer.paragraphs } });
      assert.equal(
        dataOf<{ text: string }>(events, 'text-delta')
          .map(({ text }) => text)
          .join(''),
        answer.text,
      );
      assert.deepEqual(dataOf<Citation>(events, 'citation-added'), answer.citations);
    });

    it(`has a citation that matches the document for every marker: ${message}`, async () => {
      const { text, citations } = await ask(message);
      const markers = [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
      assert.deepEqual(
        [...new Set(markers)].sort(),
        citations.map(({ marker }) => marker),
      );
      for (const { documentId, quote, start, end, url, paragraph } of citations) {
        const document = await fetch(`${declaration.url}/api/documents/${encodeURIComponent(documentId)}`);
        assert.equal(((await document.json()) as DocumentText).text.slice(start, end), quote);
        const page = await fetch(declaration.url + url);
        assert.equal(page.status, 200);
        assertIncludes(await page.text(), `id="paragraph-${paragraph}"`);
      }
    });
  }

  it('answers with every key of the protocol', async () => {
    const answer = await ask(QUESTIONS[0]!);
    assert.deepEqual(Object.keys(answer).sort(), [
      'citations',
      'confidence',
      'conversationId',
      'id',
      'kind',
      'language',
      'paragraphs',
      'reason',
      'text',
    ]);
    assert.notEqual(answer.kind, 'unanswered');
    assert.notEqual(answer.citations.length, 0);
  });

  it('answers as JSON unless events are preferred', async () => {
    const typeFor = async (accept: string) => {
      const response = await postChat(declaration.url, { message: 'Афганистан' }, { headers: { accept } });
      await response.text();
      return response.headers.get('content-type');
    };
    const json = 'application/json; charset=utf-8';
    const events = 'text/event-stream; charset=utf-8';
    assert.equal(await typeFor('*/*'), json);
    assert.equal(await typeFor('application/json'), json);
    assert.equal(await typeFor('text/html'), json);
    assert.equal(await typeFor('application/json, text/event-stream;q=0.5'), json);
    assert.equal(await typeFor('text/event-stream'), events);
    assert.equal(await typeFor('text/event-stream, application/json;q=0.9'), events);
  });

  for (const [message, accepted, language] of [
    ['Wer hat die Erklärung unterschrieben?', 'ru', 'ru'],
    ['Wer hat die Erklärung unterschrieben?', 'de-AT, ru-RU;q=0.8, en;q=0.5', 'ru'],
    ['Wer hat die Erklärung unterschrieben?', 'de', 'en'],
    ['Wer hat die Erklärung unterschrieben?', '*', 'en'],
    ['Хто підписав декларацію?', 'uk, en;q=0.5', 'en'],
    ['Хто підписав декларацію?', '*', 'ru'],
    ['Кто подписал декларацию?', 'en', 'ru'],
    ['Who signed the declaration?', 'ru', 'en'],
  ] as const) {
    it(`speaks ${language} for "${message}" where ${accepted} is accepted`, async () => {
      const headers = { 'accept-language': accepted };
      const answer = (await (await postChat(declaration.url, { message }, { headers })).json()) as Answer;
      assert.equal(answer.language, language);
    });
  }

  it('accepts 2,000 characters besides whitespace, a full history and unknown keys', async () => {
    const response = await postChat(declaration.url, {
      message: `  ${'а'.repeat(2000)}\n`,
      history: Array.from({ length: 50 }, (_, turn) => ({ role: turn % 2 ? 'assistant' : 'user', content: '' })),
      conversationId: 'my conversation',
      documentIds: ['csto-declaration-2024'],
      temperature: 0.5,
    });
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as Answer).conversationId, 'my conversation');
  });

  it('answers a follow-up in the context of its history', async () => {
    const history = [{ role: 'user', content: 'Что сказано о терроризме?' }];
    const response = await postChat(declaration.url, { message: 'А ещё о нём?', history });
    const { paragraphs } = (await response.json()) as Answer;
    assert.match(paragraphs[0]!.text, /террор/i);
  });

  it('answers nothing from an empty selection of documents', async () => {
    const { kind, paragraphs } = (await (
      await postChat(declaration.url, { message: 'Что сказано об Афганистане?', documentIds: [] })
    ).json()) as Answer;
    assert.equal(kind, 'unanswered');
    assert.deepEqual(paragraphs, [] satisfies FoundParagraph[]);
  });
});

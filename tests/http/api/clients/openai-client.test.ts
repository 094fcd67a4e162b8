import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import OpenAI from 'openai';
import type { ChatCompletionMessage } from 'openai/resources/chat/completions';
import type { Citation, FoundParagraph } from '../../../../src/protocol/answer.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { fetchByteByByte } from '../../../support/cut-every-byte.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../../support/scripted-assistant.ts';
import { withServedApp } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const QUESTIONS = { ru: 'Что сказано об Афганистане?', en: 'What is said about Afghanistan?' };
/** What the format has no place for. */
interface OwnPart {
  pilcrow?: { kind: string; confidence: number; citations: Citation[]; paragraphs: FoundParagraph[] };
}

const declaration = serveDeclaration();

const clientOf = (url: string, options: { fetch?: typeof fetch; apiKey?: string } = {}) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0, ...options });

/** Every annotation names a marker of the text and an address that shows the paragraph; every marker has one. */
async function assertProven({ content, annotations }: ChatCompletionMessage): Promise<void> {
  assert.ok(content && annotations && annotations.length > 0, content ?? 'no content');
  const markers = annotations.map(({ url_citation: { start_index, end_index } }) =>
    content.slice(start_index, end_index),
  );
  assert.deepEqual(
    markers,
    [...content.matchAll(/\[\d+\]/g)].map(([marker]) => marker),
  );
  for (const { url_citation } of annotations) {
    const { origin, hash } = new URL(url_citation.url);
    assert.equal(origin, declaration.url);
    const page = await (await fetch(url_citation.url)).text();
    assertIncludes(page, `id="${hash.slice(1)}"`);
    assert.match(url_citation.title, /¶\d+$/);
  }
}

describe('the openai package', { timeout: 60_000 }, () => {
  for (const [language, content] of Object.entries(QUESTIONS)) {
    it(`gets an answer with citations (${language})`, async () => {
      const completion = await clientOf(declaration.url).chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content },
        ],
      });
      const { message, finish_reason } = completion.choices[0]!;
      assert.equal(finish_reason, 'stop');
      assert.deepEqual([completion.object, completion.model], ['chat.completion', 'pilcrow']);
      assert.match(completion.id, /^chatcmpl-/);
      await assertProven(message);
      const { pilcrow } = completion as OwnPart;
      const document = (await declaration.assistant.document('csto-declaration-2024'))!;
      for (const { start, end, quote } of pilcrow!.citations) assert.equal(document.text.slice(start, end), quote);
      assert.notEqual(pilcrow!.paragraphs.length, 0);
    });

    it(`streams the same, also when it is cut at every byte (${language})`, async () => {
      const messages = [{ role: 'user' as const, content }];
      const whole = await clientOf(declaration.url).chat.completions.create({ model: 'pilcrow', messages });
      const stream = clientOf(declaration.url, { fetch: fetchByteByByte }).chat.completions.stream({
        model: 'pilcrow',
        messages,
        stream_options: { include_usage: true },
      });
      const pieces: string[] = [];
      stream.on('content', (delta) => pieces.push(delta));
      const { message } = (await stream.finalChatCompletion()).choices[0]!;
      assert.equal(pieces.join(''), whole.choices[0]!.message.content);
      assert.equal(message.content, whole.choices[0]!.message.content);
      assert.deepEqual(message.annotations, whole.choices[0]!.message.annotations);
      assert.deepEqual(await stream.totalUsage(), { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
    });
  }

  it('continues the conversation it sends, as content parts or as text', async () => {
    const { choices } = await clientOf(declaration.url).chat.completions.create({
      model: 'pilcrow',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Что сказано о терроризме?' }] },
        { role: 'assistant', content: 'Многое. [1]' },
        { role: 'user', content: [{ type: 'text', text: 'А ещё о нём?' }] },
      ],
    });
    assert.match(choices[0]!.message.content!, /террор/i);
  });

  it('receives "the document does not say" without annotations', async () => {
    const completion = await clientOf(declaration.url).chat.completions.create({
      model: 'pilcrow',
      messages: [{ role: 'user', content: 'Сколько стоит проезд в метро?' }],
    });
    assert.deepEqual(completion.choices[0]!.message.annotations, []);
    assert.notEqual((completion as OwnPart).pilcrow!.kind, 'answered');
  });

  it('lists the one model', async () => {
    const client = clientOf(declaration.url);
    const models = await client.models.list();
    assert.deepEqual(
      models.data.map(({ id, object }) => [id, object]),
      [['pilcrow', 'model']],
    );
    assert.equal((await client.models.retrieve('pilcrow')).id, 'pilcrow');
    await assert.rejects(client.models.retrieve('gpt-5'), { status: 404, code: 'NOT_FOUND' });
  });

  it('reports what is wrong with a request', async () => {
    const { completions } = clientOf(declaration.url).chat;
    const wrong = [
      [[], /messages must not be empty/],
      [[{ role: 'system', content: 'a' }], /the last user message must be a text/],
      [[{ role: 'user', content: 'я'.repeat(2001) }], /the last user message must have at most 2000 characters/],
    ] as const;
    for (const [messages, message] of wrong) {
      await assert.rejects(completions.create({ model: 'pilcrow', messages: [...messages] }), {
        status: 400,
        code: 'REQUEST_INVALID',
        type: 'invalid_request_error',
        message,
      });
    }
  });

  it('says of a text that breaks off that it is cut at a limit, whole and streamed', async () => {
    const answer = { ...scriptedAnswer('Начало.'), truncated: true } as const;
    const assistant = createScriptedAssistant({ ask: async () => answer });
    await withServedApp({ assistant }, async ({ url }) => {
      const asked = { model: 'pilcrow', messages: [{ role: 'user' as const, content: 'a' }] };
      const { choices } = await clientOf(url).chat.completions.create(asked);
      assert.equal(choices[0]!.finish_reason, 'length');
      const reasons: unknown[] = [];
      for await (const chunk of await clientOf(url).chat.completions.create({ ...asked, stream: true })) {
        reasons.push(...chunk.choices.map(({ finish_reason }) => finish_reason));
      }
      assert.equal(reasons.at(-1), 'length');
    });
  });

  it('reports a failure in the middle of a stream', async () => {
    async function* streamAnswer() {
      yield* scriptedEvents(['Нача']).slice(0, 3);
      throw new Error('secret place');
    }
    await withServedApp({ assistant: createScriptedAssistant({ streamAnswer }) }, async ({ url }) => {
      const messages = [{ role: 'user' as const, content: 'a' }];
      const stream = await clientOf(url).chat.completions.create({ model: 'pilcrow', messages, stream: true });
      let text = '';
      const reading = async () => {
        for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
      };
      await assert.rejects(reading(), { code: 'INTERNAL_ERROR', message: 'Internal error' });
      assert.equal(text, 'Нача');
    });
  });

  it('needs a key when keys are set', async () => {
    const http = { apiKeys: ['first-key', 'second-key'] };
    await withServedApp({ assistant: declaration.assistant, http }, async ({ url }) => {
      const ask = (apiKey: string) =>
        clientOf(url, { apiKey }).chat.completions.create({
          model: 'pilcrow',
          messages: [{ role: 'user', content: QUESTIONS.ru }],
        });
      for (const key of ['wrong', 'first-key2', 'FIRST-KEY', 'first-key,second-key']) {
        await assert.rejects(ask(key), { status: 401, code: 'KEY_INVALID', type: 'authentication_error' });
      }
      assert.equal((await fetch(`${url}/v1/models`)).status, 401);
      for (const key of http.apiKeys) assert.match((await ask(key)).choices[0]!.message.content!, /\[1\]/);
      const page = await fetch(`${url}/api/documents`);
      assert.equal(page.status, 200, 'a page needs no key');
    });
  });
});

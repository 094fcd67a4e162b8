import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ai6 from 'ai';
import * as ai5 from 'ai-sdk-5';
import * as ai7 from 'ai-sdk-7';
import type { Citation } from '../../../../src/protocol/answer.ts';
import { fetchByteByByte } from '../../../support/cut-every-byte.ts';
import { createScriptedAssistant, scriptedEvents } from '../../../support/scripted-assistant.ts';
import { withServedApp } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

type Sdk = Pick<typeof ai6, 'DefaultChatTransport' | 'readUIMessageStream'>;
type Message = ai6.UIMessage;
type Part = Message['parts'][number];

const SDKS = { 'AI SDK 5': ai5 as unknown as Sdk, 'AI SDK 6': ai6, 'AI SDK 7': ai7 as unknown as Sdk };
const QUESTIONS = { ru: 'Что сказано об Афганистане?', en: 'What is said about Afghanistan?' };

const declaration = serveDeclaration();

/** Sends messages as `useChat` does, and gives every state of the message that comes back, the last one whole. */
async function chat(
  { DefaultChatTransport, readUIMessageStream }: Sdk,
  messages: Message[],
  { url = declaration.url, fetch: fetcher = fetch }: { url?: string; fetch?: typeof fetch } = {},
): Promise<Message[]> {
  const transport = new DefaultChatTransport<Message>({ api: `${url}/api/ui-chat`, fetch: fetcher });
  const stream = await transport.sendMessages({
    trigger: 'submit-message',
    chatId: 'chat-1',
    messageId: undefined,
    messages,
    abortSignal: undefined,
  });
  const states: Message[] = [];
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  for await (const state of readUIMessageStream({ stream, onError })) states.push(state);
  if (errors.length > 0) throw errors[0];
  return states;
}

const userMessage = (text: string): Message => ({ id: 'm', role: 'user', parts: [{ type: 'text', text }] });
const partsOf = <Type extends Part['type']>(message: Message, type: Type) =>
  message.parts.filter((part): part is Extract<Part, { type: Type }> => part.type === type);
const textOf = (message: Message) =>
  partsOf(message, 'text')
    .map(({ text }) => text)
    .join('');

for (const [name, sdk] of Object.entries(SDKS)) {
  describe(`the transport of ${name}`, { timeout: 60_000 }, () => {
    for (const [language, question] of Object.entries(QUESTIONS)) {
      it(`gets an answer with its sources, also when it is cut at every byte (${language})`, async () => {
        const states = await chat(sdk, [userMessage(question)], { fetch: fetchByteByByte });
        const message = states.at(-1)!;
        assert.ok(states.length > 3, 'it is streamed');
        assert.match(textOf(message), /\[1\]/);
        const { text } = (await declaration.assistant.document('csto-declaration-2024'))!;
        const sources = partsOf(message, 'source-document');
        const citations = partsOf(message, 'data-citation').map(({ data }) => data as Citation);
        assert.notEqual(sources.length, 0);
        assert.deepEqual(
          sources.map(({ sourceId, mediaType, title, providerMetadata }) => ({
            sourceId,
            mediaType,
            title,
            ...providerMetadata?.pilcrow,
          })),
          citations.map(({ marker, documentTitle, quote, start, end, paragraph, documentId }) => ({
            sourceId: String(marker),
            mediaType: 'text/plain',
            title: documentTitle,
            citedText: quote,
            startCharIndex: start,
            endCharIndex: end,
            paragraph,
            documentId,
          })),
        );
        for (const { quote, start, end } of citations) assert.equal(text.slice(start, end), quote);
        const [answer] = partsOf(message, 'data-answer').map(({ data }) => data as { kind: string });
        assert.match(answer!.kind, /answered|related/);
      });
    }

    it('continues a conversation whose earlier answers it sends back complete', async () => {
      const first = userMessage('Что сказано о терроризме?');
      const answer = (await chat(sdk, [first])).at(-1)!;
      const last = (await chat(sdk, [first, answer, userMessage('А ещё о нём?')])).at(-1)!;
      assert.match(textOf(last), /террор/i);
    });

    it('reports an error of a stream and an error of a request', async () => {
      async function* streamAnswer() {
        yield* scriptedEvents(['Нача']).slice(0, 3);
        throw new Error('secret place');
      }
      await withServedApp({ assistant: createScriptedAssistant({ streamAnswer }) }, async ({ url }) => {
        await assert.rejects(chat(sdk, [userMessage('a')], { url }), /Internal error/);
      });
      await assert.rejects(chat(sdk, [userMessage('')]), /the last user message must not be empty/);
    });
  });
}

describe('POST /api/ui-chat', { timeout: 60_000 }, () => {
  it('sends the frames of the UI message stream, and its headers', async () => {
    const response = await fetch(`${declaration.url}/api/ui-chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'chat-1', trigger: 'submit-message', messages: [userMessage(QUESTIONS.ru)] }),
    });
    assert.equal(response.headers.get('x-vercel-ai-ui-message-stream'), 'v1');
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal(response.headers.get('x-accel-buffering'), 'no');
    const frames = (await response.text()).trimEnd().split('\n\n');
    assert.equal(frames.pop(), 'data: [DONE]');
    const types = frames.map((frame) => JSON.parse(frame.replace(/^data: /, '')).type);
    assert.match(
      types.join(' '),
      /^start text-start (text-delta )+text-end (source-document data-citation )+data-answer finish$/,
    );
  });
});

import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { formatEvent } from '../../../src/http/api/answers/send-events.ts';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, wholeAnswer } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline" questions="Кто?"></pilcrow-chat>';
const STREAM = { 'content-type': 'text/event-stream; charset=utf-8' };
const EVENTS = wholeAnswer({ text: 'Стороны подписали.' }).map(formatEvent);

const sendJson =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** What a server, or what stands before it, may do to a question, and what is then said of it. */
const FAILURES: Record<string, { answer: RequestListener; russian: string; english: string }> = {
  'too many questions': {
    answer: sendJson(429, { error: { code: 'RATE_LIMITED', message: 'Cannot answer: …' } }, { 'retry-after': '7' }),
    russian: 'Слишком много вопросов подряд. Повторите через 7 с.',
    english: 'Too many questions in a row. Try again in 7 s.',
  },
  'a server without its model': {
    answer: sendJson(503, { error: { code: 'MODEL_UNAVAILABLE', message: 'Cannot answer: …' } }),
    russian: 'Документы ещё готовятся. Повторите через минуту.',
    english: 'The documents are being prepared. Try again in a minute.',
  },
  'a question that is not accepted': {
    answer: sendJson(400, { error: { code: 'REQUEST_INVALID', message: 'Cannot use the request: too long' } }),
    russian: 'Сервер не принял вопрос.Cannot use the request: too long',
    english: 'The server did not accept the question.Cannot use the request: too long',
  },
  'a proxy without a server behind it': {
    answer: (_request, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>'),
    russian: 'Ответ не получен. Повторите.',
    english: 'The answer did not arrive. Try again.',
  },
  'a stream that ends early': {
    answer: (_request, response) => response.writeHead(200, STREAM).end(EVENTS.slice(0, 3).join('')),
    russian: 'Ответ не получен. Повторите.',
    english: 'The answer did not arrive. Try again.',
  },
  'a stream that is cut in the middle of a word': {
    answer: (_request, response) => {
      const [bytes, half] = [Buffer.from(EVENTS.join('')), Buffer.from(EVENTS.slice(0, 2).join('')).length + 41];
      response.writeHead(200, STREAM).write(bytes.subarray(0, half), () => response.destroy());
    },
    russian: 'Нет связи с сервером. Проверьте подключение и повторите.',
    english: 'The server cannot be reached. Check the connection and try again.',
  },
};

describe('a question that gets no answer', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  async function failsWith(chat: Locator, text: string): Promise<void> {
    await chat.locator('.failure').waitFor();
    assert.equal(await chat.locator('.failure').textContent(), text);
    assert.equal(await chat.locator('.finding').count(), 0);
    assert.equal(await chat.getByRole('button', { name: /Остановить|Stop/ }).count(), 0);
  }
  async function retry(chat: Locator): Promise<void> {
    await chat.getByRole('button', { name: /Повторить|Try again/ }).click();
    await chat.locator('textarea:focus').waitFor();
  }

  for (const [name, { answer, russian, english }] of Object.entries(FAILURES)) {
    it(`says why and can be asked again: ${name}`, async () => {
      const body = `<pilcrow-chat mode="inline" questions="Кто?" server="${stage.host.origin}"></pilcrow-chat>`;
      const { chat } = await stage.visit({ body }, { expected: /Failed to load resource/ });
      stage.host.put('/api/chat', answer);
      await ask(chat, 'Кто?');
      await failsWith(chat, russian);
      await chat.evaluate((element) => element.setAttribute('language', 'en'));
      await chat.getByRole('button', { name: 'Try again' }).waitFor();
      await failsWith(chat, english);

      stage.host.put('/api/chat', (_request, response) => response.writeHead(200, STREAM).end(EVENTS.join('')));
      await retry(chat);
      assert.equal(await (await lastAnswer(chat)).textContent(), 'Стороны подписали.');
      assert.equal(await chat.locator('.turn').count(), 1);
    });
  }

  it('shows that there is no connection, and is answered when it is back', async () => {
    const { context, chat } = await stage.visit({ body: INLINE }, { expected: /ERR_INTERNET_DISCONNECTED/ });
    await chat.locator('.suggestion').waitFor();
    await context.setOffline(true);
    await chat.locator('.suggestion').click();
    const offline = 'Нет связи с сервером. Проверьте подключение и повторите.';
    await failsWith(chat, offline);
    await retry(chat);
    await failsWith(chat, offline);
    await context.setOffline(false);
    await retry(chat);
    (await nextPrompt()).answer({ text: 'Стороны.' });
    assert.equal(await (await lastAnswer(chat)).textContent(), 'Стороны.');
  });

  it('keeps what had arrived before the server failed', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто?');
    const { events } = await nextPrompt();
    events.write({ event: 'text-delta', data: { text: 'Подписали' } });
    await chat.locator('.answer', { hasText: 'Подписали' }).waitFor();
    events.destroy(new Error('the model is gone'));
    await failsWith(chat, 'Ответ не получен. Повторите.');
    assert.equal(await chat.locator('.answer').textContent(), 'Подписали');
    await retry(chat);
    (await nextPrompt()).answer({ text: 'Стороны.' });
    assert.equal(await (await lastAnswer(chat)).textContent(), 'Стороны.');
  });

  it('ends when the server falls silent, instead of waiting for ever', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await page.clock.install();
    await ask(chat, 'Кто?');
    const { signal } = await nextPrompt();
    await chat.locator('.finding').waitFor();
    const left = new Promise((resolve) => signal.addEventListener('abort', resolve));
    await page.clock.fastForward('01:00');
    await left;
    await failsWith(chat, 'Нет связи с сервером. Проверьте подключение и повторите.');
    await retry(chat);
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
  });

  it('can also be asked when the server has no introduction', async () => {
    const body = `<pilcrow-chat mode="inline" server="${stage.host.origin}/nowhere"></pilcrow-chat>`;
    const { chat } = await stage.visit({ body }, { expected: /Failed to load resource/ });
    await chat.locator('.opening[aria-busy="false"]').waitFor({ state: 'attached' });
    assert.equal(await chat.locator('.suggestion').count(), 0);
    await ask(chat, 'Кто?');
    await failsWith(chat, 'Сервер не принял вопрос.');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Answer, AnswerEvent } from '../../../src/protocol/answer.ts';
import { noBrowser } from '../../support/browser.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';
import { createPromptedAssistant, madeUpCitation, type Prompt, wholeAnswer } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const EXCERPTS: Answer = {
  ...scriptedAnswer('Ближайшие места в документах:\n«Стороны договорились.» [1]'),
  ...{ kind: 'related', reason: null, citations: [madeUpCitation()] },
};
const thinking: AnswerEvent = { event: 'thinking', data: {} };
const excerpts: AnswerEvent = { event: 'excerpts', data: EXCERPTS };
const delta = (text: string): AnswerEvent => ({ event: 'text-delta', data: { text } });
const LABEL = 'Ближайшие места документа; ответ готовится';

function send({ events }: Prompt, ...sent: AnswerEvent[]): void {
  for (const event of sent) events.write(event);
}
const waitFor = (chat: Locator, hasText: string) => chat.locator('.finding', { hasText }).waitFor();

describe('an answer that a chat model takes long to write', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));
  const body = '<pilcrow-chat mode="inline"></pilcrow-chat>';

  it('is being thought about, then excerpts stand in for it, then its own words do', async () => {
    const { chat } = await stage.visit({ body });
    await ask(chat, 'Кто договорился?');
    const prompt = await nextPrompt();
    const [start, found] = wholeAnswer({ text: '' }) as [AnswerEvent, AnswerEvent];
    await waitFor(chat, 'Ищем в документе');
    send(prompt, start, found, thinking);
    await waitFor(chat, 'Думаю');
    send(prompt, excerpts);
    await waitFor(chat, LABEL);
    assert.equal(await chat.locator('.finding').count(), 1);
    assert.deepEqual(await chat.locator('.answer > p').allTextContents(), ['Устав'], 'the label is the only lead-in');
    assert.match((await chat.locator('blockquote').textContent()) ?? '', /^Стороны договорились\. ?1/);
    await chat.locator('.marker').click();
    await chat.locator('.card').waitFor();

    send(prompt, delta('Договорились '));
    await chat.getByText('Договорились', { exact: true }).waitFor();
    assert.deepEqual([await chat.locator('blockquote').count(), await chat.locator('.finding').count()], [0, 0]);
    prompt.answer({ text: 'Договорились стороны [1].', citations: [madeUpCitation()] });
    assert.equal(await (await lastAnswer(chat)).locator('> p').textContent(), 'Договорились стороны 1.');
  });

  it('is its excerpts when it ends with them', async () => {
    const { chat } = await stage.visit({ body });
    await ask(chat, 'Кто договорился?');
    const prompt = await nextPrompt();
    send(prompt, excerpts);
    await waitFor(chat, LABEL);
    prompt.events.write(wholeAnswer({ ...EXCERPTS, reason: 'model-unsupported' }).at(-1));
    const answer = await lastAnswer(chat);
    assert.equal(await answer.locator('> p').first().textContent(), 'Ближайшие места в документах:');
    assert.deepEqual(await answer.locator('.notice').allTextContents(), [
      'Показаны выдержки: ответ модели не прошёл проверку.',
    ]);
  });

  it('leaves its excerpts when it is stopped or fails, also after a reload', async () => {
    const { page, chat } = await stage.visit({ body }, { expected: /500/ });
    await ask(chat, 'Кто договорился?');
    send(await nextPrompt(), excerpts);
    await waitFor(chat, LABEL);
    await chat.getByRole('button', { name: 'Остановить' }).click();
    await ask(chat, 'Кто это был?');
    const failing = await nextPrompt();
    send(failing, excerpts);
    await waitFor(chat, LABEL);
    send(failing, { event: 'error', data: { code: 'INTERNAL', message: 'Internal error' } });
    await chat.locator('.failure').waitFor();
    for (const when of ['at once', 'after a reload']) {
      assert.equal(await chat.locator('.finding').count(), 0, when);
      assert.deepEqual(
        await chat.locator('.answer > .label:first-child').allTextContents(),
        Array(2).fill('Ближайшее по смыслу'),
      );
      assert.equal(await chat.locator('blockquote').count(), 2, when);
      await page.reload();
      await chat.locator('.turn').nth(1).waitFor();
    }
  });
});

describe('a question that comes before the first index is whole', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  let isReady = false;
  Object.assign(assistant, { isReady: async () => isReady, indexing: async () => ({ done: 1200, total: 3000 }) });
  const stage = setStage(async () => ({ assistant }));

  it('waits with the progress, and is asked again by itself', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' }, { expected: /503/ });
    await ask(chat, 'Кто договорился?');
    await waitFor(chat, 'Документы индексируются: 1200/3000');
    isReady = true;
    (await nextPrompt()).answer({ text: 'Договорились стороны [1].', citations: [madeUpCitation()] });
    assert.equal(await (await lastAnswer(chat)).locator('> p').textContent(), 'Договорились стороны 1.');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';

describe('the conversations of a page', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  async function converse(chat: Locator, question: string, text: string): Promise<void> {
    await ask(chat, question);
    (await nextPrompt()).answer({ text, citations: [madeUpCitation()] });
    await lastAnswer(chat);
  }
  const said = (chat: Locator) => chat.locator('.question, .answer').allTextContents();

  it('survive a reload, citations included, and can be continued', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await converse(chat, 'Кто?', 'Стороны [1].');
    const before = await said(chat);
    await page.reload();
    assert.deepEqual(await said(await shown(chat)), before);
    await chat.getByRole('button', { name: 'Цитата 1, абзац 7' }).click();
    await chat.locator('.card-quote', { hasText: 'Стороны договорились.' }).waitFor();
    await ask(chat, 'Где?');
    const next = await nextPrompt();
    assert.deepEqual(next.question.conversationId, 'conversation-1');
    next.answer({ text: 'В Астане.' });
    await lastAnswer(chat);
  });

  it('count an answer that was still arriving as stopped after a reload', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто?');
    const { events } = await nextPrompt();
    events.write({ event: 'text-delta', data: { text: 'Сто' } });
    await chat.locator('.answer', { hasText: 'Сто' }).waitFor();
    await page.reload();
    await chat.locator('.notice', { hasText: 'Ответ остановлен.' }).waitFor();
    await chat.getByRole('button', { name: 'Повторить' }).click();
    (await nextPrompt()).answer({ text: 'Стороны.' });
    assert.equal(await (await lastAnswer(chat)).textContent(), 'Стороны.');
  });

  it('are separate for two chats of one page, also after a reload', async () => {
    const { page, chat: first } = await stage.visit({ body: `${INLINE}${INLINE}` });
    const second = page.locator('pilcrow-chat').last();
    await ask(first, 'Первому?');
    await ask(second, 'Второму?');
    for (const prompt of [await nextPrompt(), await nextPrompt()]) {
      prompt.answer({ text: prompt.question.message === 'Первому?' ? 'Первый.' : 'Второй.' });
    }
    await Promise.all([lastAnswer(first), lastAnswer(second)]);
    await converse(second, 'И ещё?', 'Ещё.');
    const before = [await said(first), await said(second)];
    assert.deepEqual([before[0]!.length, before[1]!.length], [2, 4]);
    await page.reload();
    assert.deepEqual([await said(await shown(first)), await said(await shown(second))], before);
    await first.getByRole('button', { name: 'Новый разговор' }).click();
    await page.reload();
    await first.locator('.suggestion').first().waitFor();
    assert.deepEqual(await said(second), before[1]);
  });

  it('stay with a chat that is removed and added again', async () => {
    const { page, chat } = await stage.visit({ body: `${INLINE}<main></main>` });
    await converse(chat, 'Кто?', 'Стороны.');
    const before = await said(chat);
    await page.evaluate(() => {
      const taken = document.querySelector('pilcrow-chat')!;
      taken.remove();
      return Promise.resolve().then(() => document.querySelector('main')!.append(taken));
    });
    assert.deepEqual(await said(await shown(chat)), before);
    await converse(chat, 'Где?', 'В Астане.');
    assert.equal((await said(chat)).length, 4);
  });

  for (const mode of ['launcher', 'docked']) {
    it(`in the top layer are above the page also where a chat is added again: ${mode}`, async () => {
      const { page, chat } = await stage.visit({
        body: `<pilcrow-chat mode="${mode}" layer="top"></pilcrow-chat><main></main>`,
      });
      const isAbove = () => chat.locator('.pilcrow').evaluate((element) => element.matches(':popover-open'));
      await chat.locator('.pilcrow').waitFor();
      assert.equal(await isAbove(), true);
      await page.evaluate(() => document.querySelector('main')!.append(document.querySelector('pilcrow-chat')!));
      assert.equal(await isAbove(), true);
    });
  }

  it('continue in a chat that is moved, and stop in one that is removed', async () => {
    const { page, chat } = await stage.visit({ body: `${INLINE}<main></main>` });
    await ask(chat, 'Кто?');
    const { events, signal } = await nextPrompt();
    events.write({ event: 'text-delta', data: { text: 'Подписали' } });
    await chat.locator('.answer').waitFor();
    await page.evaluate(() => document.querySelector('main')!.append(document.querySelector('pilcrow-chat')!));
    events.write({ event: 'text-delta', data: { text: ' стороны.' } });
    await chat
      .locator('main > *')
      .or(chat.getByText('Подписали стороны.', { exact: true }))
      .first()
      .waitFor();
    assert.equal(signal.aborted, false);
    const left = new Promise((resolve) => signal.addEventListener('abort', resolve));
    await page.evaluate(() => document.querySelector('pilcrow-chat')!.remove());
    await left;
  });
});

/** A chat that has drawn its conversation. */
async function shown(chat: Locator): Promise<Locator> {
  await chat.locator('.answer').first().waitFor();
  return chat;
}

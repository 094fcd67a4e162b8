import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Feedback } from '../../../src/protocol/conversation.ts';
import type { Language } from '../../../src/protocol/language.ts';
import { MESSAGES_BY_LANGUAGE } from '../../../src/widget/messages/messages-by-language.ts';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { openStagedAssistant, questionFor } from '../accessibility/staged-assistant.ts';
import { createPromptedAssistant } from './prompted-assistant.ts';
import { ask, heightOf, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const LANGUAGES: Language[] = ['ru', 'en'];
const COMMENTS = { ru: 'Не «то»: <b>спросил</b> о другом.', en: 'Not “that”: I <b>asked</b> something else.' };

const thumb = (chat: Locator, which: 'up' | 'down') => chat.locator(`.turn:last-child [data-thumb="${which}"]`);
const comment = (chat: Locator) => chat.locator('.comment textarea');
const outcome = (chat: Locator) => chat.locator('.turn:last-child .comment-outcome');
const pressed = (chat: Locator) =>
  chat
    .locator('.turn:last-child [data-thumb]')
    .evaluateAll((thumbs) => thumbs.map((button) => button.getAttribute('aria-pressed') === 'true'));
/** Does something that gives feedback, and waits for the server. */
async function give(page: Page, act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(/\/feedback$/);
  await act();
  await answered;
}

describe('feedback on an answer', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  async function askOne(visit: { chat: Locator; page: Page }, language: Language = 'ru'): Promise<string> {
    const answered = visit.page.waitForRequest('**/api/chat');
    await ask(visit.chat, questionFor('answered', language));
    await answered;
    await lastAnswer(visit.chat);
    const saved = await visit.page.evaluate(() => Object.values(sessionStorage).join());
    return /"conversationId":"([^"]+)"/.exec(saved)![1]!;
  }
  async function kept(conversationId: string): Promise<(Feedback | null)[] | undefined> {
    const conversation = await stage.assistant.conversations!.conversation(conversationId);
    return conversation?.turns.map(({ feedback }) => feedback);
  }

  for (const language of LANGUAGES) {
    const messages = MESSAGES_BY_LANGUAGE[language];

    it(`needs no pointer, and reaches the server: ${language}`, async () => {
      const visit = await stage.visit({ language, body: INLINE });
      const { page, chat } = visit;
      const conversationId = await askOne(visit, language);
      await chat.getByRole('button', { name: messages.copy }).focus();
      for (const name of [messages.thumbs.up, messages.thumbs.down]) {
        await page.keyboard.press('Tab');
        assert.equal(await chat.getByRole('button', { name, pressed: false }).getAttribute('title'), name);
        assert.equal(await chat.locator('.thumb:focus').getAttribute('aria-label'), name);
      }
      await give(page, () => page.keyboard.press('Space'));
      await chat.getByRole('button', { name: messages.thumbs.down, pressed: true }).waitFor();
      assert.deepEqual(await kept(conversationId), [{ thumb: 'down', comment: null }]);

      await page.keyboard.press('Tab');
      const field = chat.getByRole('textbox', { name: messages.askedComments.down });
      assert.equal(await field.evaluate((element) => element.matches(':focus')), true);
      await page.keyboard.type(COMMENTS[language]);
      await page.keyboard.press('Tab');
      assert.equal(await chat.locator('.comment button:focus').textContent(), messages.send);
      await give(page, () => page.keyboard.press('Enter'));
      await chat.getByRole('status').getByText(messages.sent, { exact: true }).waitFor();
      assert.deepEqual(await kept(conversationId), [{ thumb: 'down', comment: COMMENTS[language] }]);
      // The field that had the focus was removed.
      assert.equal(await chat.locator('.thumb:focus').getAttribute('aria-label'), messages.thumbs.down);
      assert.equal(await chat.locator('.comment').count(), 0);
    });

    for (const [failure, status] of [
      ['limited', 429],
      ['expired', 404],
      ['failed', 500],
      ['offline', null],
    ] as const) {
      it(`that cannot be sent says so and keeps what was written: ${failure}, ${language}`, async () => {
        const expected = /Failed to load resource/;
        const visit = await stage.visit({ language, body: INLINE }, { expected });
        const { page, chat } = visit;
        const conversationId = await askOne(visit, language);
        await page.route('**/feedback', (route) =>
          status === null ? route.abort('internetdisconnected') : route.fulfill({ status, json: {} }),
        );
        await thumb(chat, 'up').click();
        await outcome(chat).getByText(messages.notSent[failure], { exact: true }).waitFor();
        assert.deepEqual(await pressed(chat), [false, false]);

        await comment(chat).fill(COMMENTS[language]);
        const again = page.waitForRequest('**/feedback');
        await comment(chat).press('Enter');
        await again;
        await outcome(chat).getByText(messages.notSent[failure], { exact: true }).waitFor();
        assert.equal(await comment(chat).inputValue(), COMMENTS[language]);
        assert.deepEqual(await kept(conversationId), [null]);

        await page.unroute('**/feedback');
        await chat.getByRole('button', { name: messages.send }).click();
        await outcome(chat).getByText(messages.sent, { exact: true }).waitFor();
        assert.deepEqual(await pressed(chat), [true, false]);
        assert.deepEqual(await kept(conversationId), [{ thumb: 'up', comment: COMMENTS[language] }]);
      });
    }
  }

  it('is shown before the server has saved it, and the last choice counts', async () => {
    const visit = await stage.visit({ body: INLINE }, { expected: /Failed to load resource/ });
    const { page, chat } = visit;
    const conversationId = await askOne(visit);
    const held: (() => Promise<void>)[] = [];
    await page.route('**/feedback', (route) => void held.push(() => route.fallback()));
    const sent = page.waitForRequest('**/feedback');
    await thumb(chat, 'up').click();
    await sent;
    assert.deepEqual(await pressed(chat), [true, false]);
    assert.deepEqual(await kept(conversationId), [null]);
    await thumb(chat, 'down').click();
    assert.deepEqual(await pressed(chat), [false, true]);
    assert.equal(held.length, 1);
    const again = page.waitForRequest('**/feedback');
    await held[0]!();
    await again;
    assert.deepEqual(await pressed(chat), [false, true]);
    await comment(chat).fill('Не то.');
    await comment(chat).press('Enter');
    assert.equal(await chat.locator('.comment button').getAttribute('aria-disabled'), 'true');
    await page.unroute('**/feedback');
    await held[1]!();
    await outcome(chat).getByText('Отправлено').waitFor();
    assert.deepEqual(await pressed(chat), [false, true]);
    assert.deepEqual(await kept(conversationId), [{ thumb: 'down', comment: 'Не то.' }]);
  });

  it('can be changed and withdrawn', async () => {
    const visit = await stage.visit({ body: INLINE });
    const { page, chat } = visit;
    const conversationId = await askOne(visit);
    await give(page, () => thumb(chat, 'up').click());
    await chat.getByRole('textbox', { name: 'Что помогло? Необязательно' }).waitFor();
    await give(page, () => thumb(chat, 'down').click());
    await chat.getByRole('textbox', { name: 'Что не так? Необязательно' }).waitFor();
    assert.deepEqual(await pressed(chat), [false, true]);
    await give(page, () => thumb(chat, 'down').click());
    assert.deepEqual(await pressed(chat), [false, false]);
    assert.equal(await chat.locator('.comment').count(), 0);
    assert.deepEqual(await kept(conversationId), [null]);
  });

  it('survives a reload, the comment included', async () => {
    const visit = await stage.visit({ body: INLINE });
    const { page, chat } = visit;
    const conversationId = await askOne(visit);
    await give(page, () => thumb(chat, 'down').click());
    await comment(chat).fill(COMMENTS.ru);
    await give(page, () => comment(chat).press('Enter'));
    await outcome(chat).getByText('Отправлено').waitFor();
    await page.reload();
    await lastAnswer(chat);
    assert.deepEqual(await pressed(chat), [false, true]);
    assert.equal(await chat.locator('.comment').count(), 0);
    await give(page, () => thumb(chat, 'up').click());
    assert.equal(await comment(chat).inputValue(), COMMENTS.ru);
    assert.deepEqual(await kept(conversationId), [{ thumb: 'up', comment: COMMENTS.ru }]);
  });

  it('keeps a comment whose field Escape closes, and leaves the chat open', async () => {
    const visit = await stage.visit();
    const { page, chat } = visit;
    await chat.locator('.launcher').click();
    await askOne(visit);
    await thumb(chat, 'up').click();
    await comment(chat).fill('Начат');
    await page.keyboard.press('Escape');
    await chat.locator('[data-thumb="up"]:focus').waitFor();
    assert.equal(await comment(chat).count(), 0);
    await chat.getByRole('dialog').waitFor();
    await thumb(chat, 'down').click();
    assert.equal(await comment(chat).inputValue(), 'Начат');
    await comment(chat).fill('  ');
    const send = chat.locator('.comment button');
    assert.equal(await send.getAttribute('aria-disabled'), 'true');
    assert.equal(await comment(chat).getAttribute('maxlength'), '2000');
  });

  for (const mode of ['inline', 'launcher']) {
    it(`moves no word of an answer, not even at the end of the log: ${mode}`, async () => {
      const { page, chat } = await stage.visit({ body: `<pilcrow-chat mode="${mode}"></pilcrow-chat>` });
      await page.evaluate(() => document.querySelector('pilcrow-chat')!.open());
      for (const outcome of ['answered', 'prose'] as const) {
        await ask(chat, questionFor(outcome, 'ru'));
        await lastAnswer(chat);
      }
      const answers = chat.locator('.answer');
      await chat.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
      const before = [await heightOf(answers.first()), await heightOf(answers.last())];
      await give(page, () => thumb(chat, 'down').click());
      await comment(chat).waitFor();
      assert.deepEqual([await heightOf(answers.first()), await heightOf(answers.last())], before);
      const field = (await comment(chat).boundingBox())!;
      const log = (await chat.locator('.log').boundingBox())!;
      assert.ok(field.y + field.height <= log.y + log.height, 'the comment is seen');
      await comment(chat).fill('Не то.');
      await give(page, () => comment(chat).press('Enter'));
      await outcome(chat).getByText('Отправлено').waitFor();
      assert.deepEqual([await heightOf(answers.first()), await heightOf(answers.last())], before);
    });
  }

  it('is deleted with its conversation when a new one starts', async () => {
    const visit = await stage.visit({ body: INLINE });
    const { page, chat } = visit;
    const conversationId = await askOne(visit);
    await give(page, () => thumb(chat, 'up').click());
    const forgotten = page.waitForResponse(
      (response) => response.request().method() === 'DELETE' && response.url().endsWith(`/${conversationId}`),
    );
    await chat.getByRole('button', { name: 'Новый разговор' }).click();
    assert.equal((await forgotten).status(), 204);
    assert.equal(await kept(conversationId), undefined);
    const next = await askOne(visit);
    assert.notEqual(next, conversationId);
    assert.deepEqual(await pressed(chat), [false, false]);
  });
});

describe('feedback on an answer', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('is not offered when the server keeps no conversations', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
    await chat.getByRole('button', { name: 'Копировать' }).waitFor();
    assert.equal(await chat.locator('.thumb').count(), 0);
  });
});

describe('feedback on an answer of the documents', { skip: noBrowser }, () => {
  const stage = setStage(openIndexedAssistant);

  it('is kept with each question of its conversation', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    for (const question of ['Кто председательствовал в ОДКБ в 2024 году?', 'Что сказано об Афганистане?']) {
      await ask(chat, question);
      await chat.locator('.turn:last-child[aria-busy="false"] .question', { hasText: question }).waitFor();
    }
    const sent = page.waitForResponse(/\/feedback$/);
    await thumb(chat, 'down').click();
    const address = (await sent).url().replace('/feedback', '');
    const { turns } = (await (await fetch(address)).json()) as { turns: { feedback: Feedback | null }[] };
    assert.deepEqual(
      turns.map(({ feedback }) => feedback),
      [null, { thumb: 'down', comment: null }],
    );
  });

  it('shows the whole field for a comment, also at the bottom of a small chat', async () => {
    const { page, chat } = await stage.visit({ language: 'ru', body: INLINE.replace('>', ' style="height: 300px">') });
    await ask(chat, questionFor('answered', 'ru'));
    await lastAnswer(chat);
    await give(page, () => thumb(chat, 'down').click());
    const [field, log] = [await comment(chat).boundingBox(), await chat.locator('.log').boundingBox()];
    assert.ok(field!.y + field!.height <= log!.y + log!.height, 'the field is in sight');
  });
});

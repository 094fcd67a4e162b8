import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { ask, heightOf, lastAnswer, setStage } from './stage.ts';

const QUESTIONS = {
  ru: { question: 'Кто председательствовал в ОДКБ в 2024 году?', open: 'Задать вопрос', marker: 'Цитата 1, абзац 32' },
  en: { question: 'Who chaired the CSTO in 2024?', open: 'Ask a question', marker: 'Citation 1, paragraph 32' },
} as const;
/** More presses of a key than any way through the chat needs. */
const MAX_PRESSES = 12;

/** Presses a key until what is named has the focus. */
async function pressUntilFocused(page: Page, key: string, name: string): Promise<void> {
  const wanted = page.locator(`pilcrow-chat ${name}:focus`);
  for (let presses = 0; presses < MAX_PRESSES && (await wanted.count()) === 0; presses += 1) {
    await page.keyboard.press(key);
  }
  assert.equal(await wanted.count(), 1, `${key} does not lead to ${name}`);
}

describe('asking a question', { skip: noBrowser }, () => {
  const stage = setStage(openIndexedAssistant);

  for (const language of ['ru', 'en'] as const) {
    const { question, open, marker } = QUESTIONS[language];
    for (const mode of ['launcher', 'docked', 'inline'] as const) {
      it(`needs no pointer: ${mode}, ${language}`, async () => {
        const { page, chat } = await stage.visit({ language, body: `<pilcrow-chat mode="${mode}"></pilcrow-chat>` });
        if (mode === 'launcher') {
          assert.equal(await chat.getByRole('button', { name: open }).getAttribute('aria-expanded'), 'false');
          await pressUntilFocused(page, 'Tab', '.launcher');
          await page.keyboard.press('Enter');
        } else await pressUntilFocused(page, 'Tab', 'textarea');
        await chat.locator('textarea:focus').waitFor();

        await page.keyboard.type(question);
        await page.keyboard.press('Enter');
        await lastAnswer(chat);
        await chat.locator('textarea:focus').waitFor();
        await pressUntilFocused(page, 'Shift+Tab', '.marker');
        assert.equal(await chat.locator('.marker:focus').getAttribute('aria-label'), marker);
        await page.keyboard.press('Enter');
        await chat.locator('.marker[aria-expanded="true"]').waitFor();
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await chat.locator('.card-link:focus').waitFor();

        await page.keyboard.press('Escape');
        await chat.locator('.marker:focus').waitFor();
        assert.equal(await chat.locator('.card').count(), 0);
        await page.keyboard.press('Escape');
        if (mode === 'inline') await chat.locator('.marker:focus').waitFor();
        else await chat.locator(mode === 'launcher' ? '.launcher:focus' : 'textarea:focus').waitFor();
        assert.equal(await chat.getByRole('log').count(), mode === 'inline' ? 1 : 0);
      });
    }
  }

  it('inserts a line break with Shift+Enter, and sends no empty question', async () => {
    const { page, chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    const field = chat.getByRole('textbox', { name: 'Ваш вопрос' });
    await field.fill('  ');
    await field.press('Enter');
    assert.equal(await chat.locator('.turn').count(), 0);
    await field.fill('Кто председательствовал');
    await field.press('Shift+Enter');
    await page.keyboard.type('в ОДКБ в 2024 году?');
    assert.equal(await field.inputValue(), 'Кто председательствовал\nв ОДКБ в 2024 году?');
    await page.keyboard.press('Enter');
    await lastAnswer(chat);
    assert.equal(await field.inputValue(), '');
    assert.match((await chat.locator('.question').textContent()) ?? '', /Кто председательствовал\nв ОДКБ/);
  });

  for (const language of ['ru', 'en'] as const) {
    it(`starts with what the document is and with suggested questions: ${language}`, async () => {
      const { chat } = await stage.visit({ language, body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
      await chat.locator('.opening[aria-busy="false"]').waitFor();
      const about = { ru: /Декларация .* · 28 ноября 2024 г. · 39 абзацев/, en: /· 28 November 2024 · 39 paragraphs/ };
      assert.match((await chat.locator('.opening-about').textContent()) ?? '', about[language]);
      const suggestions = chat.locator('.suggestion');
      assert.equal(await suggestions.count(), 3);
      const question = (await suggestions.first().textContent()) ?? '';
      await suggestions.first().click();
      await lastAnswer(chat);
      await chat.locator('.question', { hasText: question }).waitFor();
      assert.equal(await chat.locator('.opening').count(), 0);
    });
  }

  it('suggests the questions of the page', async () => {
    const questions = 'Что сказано об Афганистане? | Кто подписал?';
    const { chat } = await stage.visit({
      body: `<pilcrow-chat mode="inline" questions="${questions}"></pilcrow-chat>`,
    });
    await chat.locator('.suggestion').first().waitFor();
    assert.deepEqual(await chat.locator('.suggestion').allTextContents(), questions.split(' | '));
  });

  it('shows each new question at the same place', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    const places: number[] = [];
    for (const question of ['Кто председательствовал в ОДКБ в 2024 году?', 'Что сказано об Афганистане?']) {
      await ask(chat, question);
      const turn = chat.locator('.turn:last-child', { hasText: question });
      await turn.waitFor();
      places.push(await heightOf(turn));
      await lastAnswer(chat);
      places.push(await heightOf(turn));
    }
    assert.deepEqual(places, Array(4).fill(places[0]));
  });
});

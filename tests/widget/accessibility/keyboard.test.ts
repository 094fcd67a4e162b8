import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { ask, lastAnswer, setStage } from '../browser/stage.ts';
import { openChat } from './chat-states.ts';
import { openStagedAssistant, questionFor } from './staged-assistant.ts';

const between = (chat: string) => `<a href="#before">before</a>${chat}<a href="#after">after</a>`;

/** What the Tab key reaches, by name, until it leaves the element named last. */
async function tabThrough(page: Page, { key, last, most = 30 }: { key: string; last: string; most?: number }) {
  const names: string[] = [];
  for (let presses = 0; presses < most && names.at(-1) !== last; presses += 1) {
    await page.keyboard.press(key);
    names.push(
      await page.evaluate(() => {
        const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement!;
        return focused.getAttribute('aria-label') ?? focused.textContent!.replace(/\s+/g, ' ').trim();
      }),
    );
  }
  return names;
}

const focused = (chat: Locator, selector: string) => chat.locator(`${selector}:focus`).waitFor();

describe('the keyboard', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  it('goes through an open launcher and out of it, both ways', async () => {
    const { page, chat } = await stage.visit({ body: between('<pilcrow-chat></pilcrow-chat>') });
    await openChat(page);
    await ask(chat, questionFor('unanswered', 'ru'));
    await lastAnswer(chat);
    await page.getByText('before').focus();
    const forth = await tabThrough(page, { key: 'Tab', last: 'after' });
    assert.deepEqual(
      forth.map((name) => name.slice(0, 20)),
      [
        ...['¶Закрыть', 'Новый разговор', 'Закрыть', 'Вопросы и ответы', 'Ближайшее по смыслу'],
        ...['¶3Абзац 3: The catal', '¶4Абзац 4: Раздел 1.', '¶5Абзац 5: Раздел 2.'],
        ...['Копировать', 'Ответ помог', 'Ответ не помог', 'Ваш вопрос', 'Спросить', 'after'],
      ],
    );
    const back = await tabThrough(page, { key: 'Shift+Tab', last: 'before' });
    assert.deepEqual(back.slice(0, -1).reverse(), forth.slice(0, -1));
  });

  it('reaches the quote right after its marker, and returns to the marker however the quote is closed', async () => {
    const { page, chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    await ask(chat, questionFor('answered', 'ru'));
    await lastAnswer(chat);
    const marker = chat.getByRole('button', { name: 'Цитата 1, абзац 2' });
    for (const leave of ['Escape', 'Enter'] as const) {
      await marker.focus();
      await page.keyboard.press('Enter');
      assert.equal(await marker.getAttribute('aria-expanded'), 'true');
      assert.equal(await marker.evaluate((button) => button.nextElementSibling?.className), 'card');
      await page.keyboard.press('Tab');
      await focused(chat, '.card .plain-button');
      await page.keyboard.press(leave);
      await focused(chat, '.marker');
      assert.equal(await chat.locator('.card').count(), 0);
    }
  });

  it('hides a quote that is pointed at with Escape, wherever the focus is, and nothing else', async () => {
    const { page, chat } = await stage.visit({ body: between('<pilcrow-chat mode="inline"></pilcrow-chat>') });
    await ask(chat, questionFor('answered', 'ru'));
    await lastAnswer(chat);
    await page.getByText('before').focus();
    await chat.locator('.marker').first().hover();
    await chat.locator('.card').waitFor();
    await page.keyboard.press('Escape');
    await chat.locator('.card').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'before');
  });

  it('keeps the focus when the pressed button is removed', async () => {
    const { page, chat } = await stage.visit(
      { body: '<pilcrow-chat mode="inline"></pilcrow-chat>' },
      { expected: /Failed to load resource/ },
    );
    await page.route('**/api/chat', (route) => route.fulfill({ status: 500, json: {} }));
    const press = async (button: Locator, thenFocused: string) => {
      await button.focus();
      await page.keyboard.press('Enter');
      await focused(chat, thenFocused);
    };
    await press(chat.locator('.suggestion').first(), '.log');
    await press(chat.getByRole('button', { name: 'Повторить' }), 'textarea');
    await chat.locator('.failure').waitFor();
    await press(chat.getByRole('button', { name: 'Новый разговор' }), 'textarea');
    await page.evaluate(() =>
      document.querySelector('pilcrow-chat')!.askAbout({ documentId: 'rules', paragraph: 2, text: 'Зал' }),
    );
    await press(chat.getByRole('button', { name: 'Спросить обо всём документе' }), 'textarea');
    await page.unroute('**/api/chat');
    await ask(chat, questionFor('answering', 'ru'));
    await press(chat.getByRole('button', { name: 'Остановить' }), '.send');
  });

  for (const [mode, opener] of [
    ['launcher', '.launcher'],
    ['docked', 'textarea'],
  ] as const) {
    it(`returns to what opened the chat: ${mode}`, async () => {
      const { page, chat } = await stage.visit({ body: between(`<pilcrow-chat mode="${mode}"></pilcrow-chat>`) });
      for (const close of ['Escape', 'button']) {
        await openChat(page);
        await focused(chat, 'textarea');
        if (close === 'Escape') await page.keyboard.press('Escape');
        else await chat.locator('.header').getByRole('button', { name: 'Закрыть' }).press('Enter');
        await focused(chat, opener);
        assert.equal(await chat.getByRole('log').count(), 0);
      }
    });
  }
});

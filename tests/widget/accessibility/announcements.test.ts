import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';
import { ask, lastAnswer, setStage } from '../browser/stage.ts';
import { openStagedAssistant, questionFor } from './staged-assistant.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
/** What compiles the tests names functions with `__name`, which pages do not know. */
const prepare = 'globalThis.__name = (named) => named';

/** Writes down what screen readers are given to read out: every change in a live region, as the text of the whole region. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const isLive = (node: Node | null) =>
      (node instanceof Element ? node : node?.parentElement)?.closest('[aria-live], [role=status], [role=alert]') ??
      null;
    const observer = new MutationObserver((changes) => {
      const regions = new Set(changes.map(({ target }) => isLive(target)));
      for (const region of regions) {
        const text = region?.getAttribute('aria-live') === 'off' ? '' : region?.textContent?.trim();
        // What is added to a log is read out, unless it says that it is not.
        const isLog = region?.getAttribute('role') === 'log';
        const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => isLive(node) === region);
        const said = isLog ? added.map(({ textContent }) => textContent).join(' ') : text;
        if (said) heard.push(said);
      }
    });
    observer.observe(document.querySelector('pilcrow-chat')!.shadowRoot!, {
      ...{ subtree: true, childList: true, characterData: true },
    });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

describe('announcements', { skip: noBrowser }, () => {
  const pieces = Array.from({ length: 50 }, (_, index) => `слово${index} `);
  const release = new EventEmitter();
  const stage = setStage(async () => ({
    assistant: createScriptedAssistant({
      introduction: async () => ({ about: 'Правила', questions: [] }),
      async *streamAnswer() {
        for (const event of scriptedEvents(pieces)) {
          // Each piece waits until the one before has been drawn.
          if (event.event === 'text-delta') await once(release, 'piece');
          yield event;
        }
      },
    }),
  }));

  it('say that an answer is being searched for and then the whole answer, however many pieces it arrives in', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare });
    await chat.locator('.opening[aria-busy="false"]').waitFor();
    const heard = await listen(page);
    await ask(chat, 'Вопрос?');
    await chat.locator('.finding').waitFor();
    for (const piece of pieces) {
      assert.equal(await chat.locator('.turn').getAttribute('aria-busy'), 'true');
      release.emit('piece');
      await chat.getByText(piece.trim(), { exact: false }).first().waitFor();
    }
    await lastAnswer(chat);
    assert.deepEqual(await heard(), [
      'Ищем в документе',
      `Ответ получен. ${scriptedAnswer(pieces.join('')).text}`.trim(),
    ]);
    assert.equal(await chat.getByRole('log').getAttribute('aria-live'), 'polite');
  });
});

describe('announcements', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  it('leave out the numbers of markers, and have the language of the answer', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare });
    await ask(chat, questionFor('answered', 'en'));
    await lastAnswer(chat);
    const status = chat.locator('.pilcrow > [role=status]');
    assert.match((await status.textContent())!, /^Ответ получен\. «.*»\n“.*”$/);
    assert.equal(await status.locator('span').getAttribute('lang'), 'en');
    await page.reload();
    await lastAnswer(chat);
    assert.equal(await status.textContent(), '');
  });

  it('announce that an answer was stopped, did not arrive, or was copied', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare, expected: /Failed to load resource/ });
    const heard = await listen(page);
    await ask(chat, questionFor('answering', 'ru'));
    await chat.locator('.answer').waitFor();
    await chat.getByRole('button', { name: 'Остановить' }).click();
    await chat.locator('.notice').waitFor();
    await page.route('**/api/chat', (route) => route.fulfill({ status: 500, json: {} }));
    await ask(chat, questionFor('answered', 'ru'));
    await chat.locator('.failure').waitFor();
    await page.unroute('**/api/chat');
    await chat.getByRole('button', { name: 'Повторить' }).click();
    await lastAnswer(chat);
    await chat.getByRole('button', { name: 'Копировать' }).click();
    await chat.getByRole('button', { name: 'Скопировано' }).waitFor();
    const news = (await heard()).map((text) => text.replace(/(?<=Ответ получен\.).*/s, ''));
    const sought = 'Ищем в документе';
    assert.deepEqual(news, [
      ...[sought, 'Ответ остановлен.', sought, 'Ответ не получен. Повторите.'],
      ...[sought, 'Ответ получен.', 'Скопировано'],
    ]);
  });

  it('leave out opened quotes and the introduction, which are read in place', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare });
    const heard = await listen(page);
    await chat.evaluate((element) => element.setAttribute('language', 'en'));
    await chat.getByText('When is it open?').waitFor();
    await ask(chat, questionFor('answered', 'ru'));
    await lastAnswer(chat);
    const before = await heard();
    await chat.locator('.marker').first().click();
    await chat.locator('.card').waitFor();
    assert.deepEqual(await heard(), before);
    assert.equal(before.length, 2);
  });

  it('announce the result of a comment, and nothing for a thumb, whose button has a pressed state', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare, expected: /Failed to load resource/ });
    await ask(chat, questionFor('answered', 'ru'));
    await lastAnswer(chat);
    await page.reload();
    await lastAnswer(chat);
    const heard = await listen(page);
    const down = chat.getByRole('button', { name: 'Ответ не помог' });
    const kept = page.waitForResponse(/\/feedback$/);
    await down.click();
    await kept;
    await chat.locator('.comment textarea').fill('Не то.');
    assert.deepEqual(await heard(), []);
    await page.route('**/feedback', (route) => route.fulfill({ status: 500, json: {} }));
    await chat.getByRole('button', { name: 'Отправить' }).click();
    await chat.getByText('Не отправлено. Повторите.').waitFor();
    await page.unroute('**/feedback');
    await chat.getByRole('button', { name: 'Отправить' }).click();
    await chat.getByText('Отправлено', { exact: true }).waitFor();
    assert.deepEqual(await heard(), ['Не отправлено. Повторите.', 'Отправлено']);
  });
});

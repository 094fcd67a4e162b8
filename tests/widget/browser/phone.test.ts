import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const PHONE = { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true };
/** The window that is left of 1280 pixels at 200 % and at 400 % zoom (WCAG 1.4.10). */
const ZOOMED = { '200 %': { width: 640, height: 400 }, '400 %': { width: 320, height: 256 } };
const LONG = `Слово${'длинное'.repeat(30)} и ещё [1].\n\n    ${'код'.repeat(80)}`;

describe('a small window', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  async function converse(chat: Locator): Promise<void> {
    await ask(chat, 'Кто подписал этот устав и где это было?');
    (await nextPrompt()).answer({ text: LONG, citations: [madeUpCitation({ quote: 'Слово'.repeat(60) })] });
    await (await lastAnswer(chat)).locator('.marker').click();
    await chat.locator('.card').waitFor();
  }
  async function fits(page: Page, chat: Locator): Promise<void> {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `the page scrolls sideways by ${overflow} px`);
    for (const part of ['.panel', '.log', '.card', '.form']) {
      const box = (await chat.locator(part).boundingBox())!;
      const { width } = page.viewportSize()!;
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${part} is from ${box.x} to ${box.x + box.width}`);
      assert.ok(await chat.locator(part).evaluate((place) => place.scrollWidth <= place.clientWidth), part);
    }
  }

  it('of a phone is filled by the launcher’s panel, whose field does not zoom the page', async () => {
    const { page, chat } = await stage.visit({}, PHONE);
    await chat.getByRole('button', { name: 'Задать вопрос' }).tap();
    const panel = chat.getByRole('dialog');
    assert.deepEqual(await panel.boundingBox(), { x: 0, y: 0, width: 375, height: 667 });
    const size = await chat.locator('textarea').evaluate((field) => getComputedStyle(field).fontSize);
    assert.ok(Number.parseFloat(size) >= 16, size);
    await converse(chat);
    await fits(page, chat);
    const heights = await chat
      .locator('button:visible')
      .evaluateAll((buttons) =>
        buttons.map((button) => Math.min(button.getBoundingClientRect().width, button.getBoundingClientRect().height)),
      );
    assert.ok(Math.min(...heights) >= 24, `targets are at least 24 px (WCAG 2.5.8): ${heights}`);
    await panel.locator('.header').getByRole('button', { name: 'Закрыть' }).tap();
    await chat.locator('.launcher:focus').waitFor();
  });

  it('of a phone has the greeting above the docked field, until the first question', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="docked"></pilcrow-chat>' }, PHONE);
    const greeting = chat.locator('.greeting:visible');
    await greeting.waitFor();
    await chat.getByRole('button', { name: 'Показать вопросы и ответы' }).tap();
    await chat.locator('.header:visible').waitFor();
    assert.equal(await greeting.count(), 1, 'the open sheet greets once');
    await converse(chat);
    await chat.locator('.header').getByRole('button', { name: 'Закрыть' }).tap();
    await chat.locator('.header').waitFor({ state: 'hidden' });
    assert.equal(await greeting.count(), 0);
  });

  for (const mode of ['docked', 'inline']) {
    it(`of a phone contains the whole chat: ${mode}`, async () => {
      const { page, chat } = await stage.visit({ body: `<pilcrow-chat mode="${mode}"></pilcrow-chat>` }, PHONE);
      await converse(chat);
      await fits(page, chat);
      const form = (await chat.locator('.form').boundingBox())!;
      if (mode === 'docked') assert.equal(form.y + form.height, 667);
    });
  }

  it('of a phone has a sheet no higher than its answer, so that the document is visible above it', async () => {
    const { page, chat } = await stage.visit({ body: '<pilcrow-chat mode="docked"></pilcrow-chat>' }, PHONE);
    await page.evaluate(() => document.querySelector('pilcrow-chat')!.open());
    const share = async () => (await chat.locator('.panel').boundingBox())!.height / page.viewportSize()!.height;
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
    assert.ok((await share()) < 0.6, String(await share()));
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Слово и ещё слово. '.repeat(100) });
    await lastAnswer(chat);
    assert.ok((await share()) > 0.8 && (await share()) < 0.86, String(await share()));
  });

  for (const [zoom, viewport] of Object.entries(ZOOMED)) {
    for (const mode of ['launcher', 'docked', 'inline']) {
      it(`of ${zoom} zoom can be used: ${mode}`, async () => {
        const { page, chat } = await stage.visit(
          { body: `<pilcrow-chat mode="${mode}"></pilcrow-chat>` },
          { viewport },
        );
        if (mode === 'launcher') await chat.locator('.launcher').click();
        await converse(chat);
        await fits(page, chat);
        const log = (await chat.locator('.log').boundingBox())!;
        assert.ok(log.height >= 60, `the answer has ${log.height} px to be read in`);
        await chat.locator('textarea').click();
        await page.keyboard.press('Escape');
        assert.equal(await chat.locator('.log').isVisible(), mode === 'inline');
      });
    }
  }
});

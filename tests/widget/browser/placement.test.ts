import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const WINDOW = { width: 800, height: 600 };
const LAUNCHER = '<pilcrow-chat></pilcrow-chat>';
/** As those that ask for consent are: at the foot of the window, in front of the page. */
const BANNER =
  '<div id="banner" style="position: fixed; inset: auto 0 0 0; height: 120px; z-index: 1000">Cookies</div>';

describe('the place of the chat', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  /** How far an element is from each side of the window. */
  async function offsetsOf(element: Locator): Promise<Record<string, number>> {
    const { x, y, width, height } = (await element.boundingBox())!;
    return { left: x, right: WINDOW.width - x - width, top: y, bottom: WINDOW.height - y - height };
  }
  const topmostAt = (page: Page, x: number, y: number) =>
    page.evaluate(
      ([left, top]) => {
        const element = document.elementFromPoint(left!, top!);
        return element?.id || element?.localName;
      },
      [x, y],
    );

  for (const [position, offsets] of Object.entries({
    'bottom-end': { right: 24, bottom: 24 },
    'bottom-start': { left: 24, bottom: 24 },
    'top-end': { right: 24, top: 24 },
    'top-start': { left: 24, top: 24 },
  })) {
    it(`is a corner, for the button and the panel: ${position}`, async () => {
      const { chat } = await stage.visit(
        { body: LAUNCHER.replace('>', ` position="${position}">`) },
        { viewport: WINDOW },
      );
      const launcher = chat.locator('.launcher');
      const closed = await offsetsOf(launcher);
      for (const [side, distance] of Object.entries(offsets)) assert.equal(closed[side], distance, side);
      await launcher.click();
      const [opened, panel] = [await offsetsOf(launcher), await offsetsOf(chat.locator('.panel'))];
      for (const [side, distance] of Object.entries(offsets)) assert.equal(opened[side], distance, side);
      const aside = position.endsWith('end') ? 'right' : 'left';
      assert.equal(panel[aside], 24);
      assert.ok(
        Object.values(panel).every((distance) => distance >= 0),
        JSON.stringify(panel),
      );
    });
  }

  it('is on the left for a language that is written from the right, whatever the page is', async () => {
    const { page, chat } = await stage.visit({ body: LAUNCHER, language: 'ar' }, { viewport: WINDOW });
    const launcher = chat.getByRole('button', { name: 'اطرح سؤالاً' });
    await launcher.waitFor();
    assert.equal((await offsetsOf(launcher)).left, 24);
    assert.equal(await chat.locator('.pilcrow').getAttribute('dir'), 'rtl');
    await launcher.click();
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: '«Стороны договорились.» [1]', citations: [madeUpCitation()] });
    await lastAnswer(chat);
    const directions = await chat.evaluate((element) =>
      ['.header', 'blockquote', '.question-text', 'textarea'].map(
        (part) => getComputedStyle(element.shadowRoot!.querySelector(part)!).direction,
      ),
    );
    assert.deepEqual(directions, ['rtl', 'ltr', 'ltr', 'rtl']);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      document.querySelector('pilcrow-chat')!.setAttribute('language', 'en');
    });
    await chat.locator('.pilcrow[dir="ltr"]').waitFor();
    assert.equal((await offsetsOf(chat.locator('.launcher'))).right, 24);
  });

  it('is moved, raised and sized by custom properties, and by its part', async () => {
    const head = `<style>pilcrow-chat { --pilcrow-offset-inline: 40px; --pilcrow-offset-block: 90px; --pilcrow-z-index: 1001;
      --pilcrow-width: 300px; --pilcrow-height: 320px }</style>`;
    const { page, chat } = await stage.visit({ head, body: LAUNCHER + BANNER }, { viewport: WINDOW });
    const { right, bottom } = await offsetsOf(chat.locator('.launcher'));
    assert.deepEqual([right, bottom], [40, 90]);
    assert.equal(await topmostAt(page, 740, 500), 'pilcrow-chat');
    await chat.locator('.launcher').click();
    const { width, height } = (await chat.locator('.panel').boundingBox())!;
    assert.deepEqual([width, height], [300, 320]);
    await page.addStyleTag({ content: 'pilcrow-chat::part(chat) { inset: 10px auto auto 10px }' });
    const { left, top } = await offsetsOf(chat.locator('.panel'));
    assert.deepEqual([left, top], [10, 10]);
  });

  for (const mode of ['launcher', 'docked']) {
    it(`is below what asks for consent: ${mode}`, async () => {
      const { page, chat } = await stage.visit(
        { body: LAUNCHER.replace('>', ` mode="${mode}">`) + BANNER },
        { viewport: WINDOW },
      );
      await chat.locator('.pilcrow').waitFor();
      assert.equal(await topmostAt(page, 720, 560), 'banner');
      await chat.evaluate((element) => element.setAttribute('layer', 'top'));
      await chat.locator('.pilcrow:popover-open').waitFor();
      assert.equal(await topmostAt(page, 720, 560), 'pilcrow-chat');
    });
  }

  it('is none until the page shows it', async () => {
    const { page, chat } = await stage.visit({ body: LAUNCHER.replace('>', ' hidden>') });
    await chat.locator('.launcher').waitFor({ state: 'attached' });
    assert.equal(await chat.locator('.launcher').isVisible(), false);
    await page.evaluate(() => document.querySelector('pilcrow-chat')!.show());
    await chat.locator('.launcher').waitFor();
    assert.equal(await chat.locator('.panel').isVisible(), false);
  });
});

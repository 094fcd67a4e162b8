import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Citation } from '../../../src/protocol/answer.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { noBrowser } from '../../support/browser.ts';
import { readMarks } from './marked-quotes.ts';
import { DECLARATION, startReader } from './open-reader.ts';

const QUESTION = 'Какие специальные операции проводятся?';
const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };

describe('the chat beside a document', { skip: noBrowser }, () => {
  const reader = startReader();
  const askField = (page: Page) => page.locator('pilcrow-chat').getByRole('textbox');
  const focused = (page: Page) => page.evaluate('document.activeElement.tagName.toLowerCase()');

  /** Asks, and gives the citations of the answer once their markers are there. */
  async function ask(page: Page): Promise<Citation[]> {
    await askField(page).fill(QUESTION);
    await askField(page).press('Enter');
    await page.getByRole('button', { name: /^Цитата 1,/ }).waitFor();
    return (await reader.assistant().ask({ message: QUESTION })).citations;
  }

  it('marks all quotes of the answer when a marker is pressed, the pressed one stronger, in a URL that can be shared', async () => {
    const page = await reader.open('/');
    const citations = await ask(page);
    await page.getByRole('button', { name: /^Цитата 1,/ }).click();
    assert.deepEqual(await readMarks(page), Object.fromEntries(citations.map(({ marker, quote }) => [marker, quote])));
    assert.equal(await page.locator('mark.strong').first().getAttribute('data-marker'), '1');
    const { search, hash } = new URL(page.url());
    assertIncludes(search, `quote=${citations[0]!.start}-${citations[0]!.end}`);
    assert.equal(hash, `#paragraph-${citations[0]!.paragraph}`);
    await page.goBack();
    assert.deepEqual(await readMarks(page), {});
    await page.goForward();
    assert.equal((await readMarks(page))[1], citations[0]!.quote);
    await page.reload();
    assert.equal((await readMarks(page))[1], citations[0]!.quote);
    await page.context().close();
  });

  it('stays on the page for "show in the document", moves the focus to the words, and offers a way back', async () => {
    const page = await reader.open(DECLARATION);
    await ask(page);
    await page.getByRole('button', { name: /^Цитата 1,/ }).click();
    await page.getByRole('link', { name: 'Показать в документе' }).click();
    assert.equal(page.context().pages().length, 1);
    assert.equal(await focused(page), 'mark');
    await page.getByRole('button', { name: 'К ответу' }).click();
    assert.equal(await focused(page), 'pilcrow-chat');
    await page.context().close();
  });

  it('leaves the document where it is while a question is typed', async () => {
    for (const viewport of [
      { width: 1440, height: 600 },
      { width: 375, height: 740 },
    ]) {
      const page = await reader.open(DECLARATION, { viewport });
      await askField(page).focus();
      for (const letter of 'Что?') await page.keyboard.type(letter);
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
      assert.equal(await page.evaluate('scrollY'), 0);
      await page.context().close();
    }
  });

  it('is docked on a phone, where its sheet makes room for the words and comes back', async () => {
    const page = await reader.open('/', PHONE);
    assert.equal(await page.locator('pilcrow-chat').getAttribute('mode'), 'docked');
    await ask(page);
    await page.getByRole('button', { name: /^Цитата 1,/ }).tap();
    await page.getByRole('link', { name: 'Показать в документе' }).tap();
    await page.getByRole('log').waitFor({ state: 'hidden' });
    const box = (await page.locator('mark.strong').first().boundingBox())!;
    assert.ok(box.y >= 0 && box.y < 740, String(box.y));
    await page.getByRole('button', { name: 'К ответу' }).tap();
    await page.getByRole('log').waitFor();
    await page.setViewportSize({ width: 1200, height: 740 });
    await page.locator('pilcrow-chat[mode="inline"]').waitFor();
    await page.context().close();
  });

  it('asks about a paragraph by mouse, by keyboard and by touch', async () => {
    const page = await reader.open(DECLARATION);
    await page.locator('#paragraph-20').hover();
    await page.getByRole('button', { name: 'Спросить об этом: абзац 20' }).click();
    assert.equal(await focused(page), 'pilcrow-chat');
    await page.getByText('¶20', { exact: false }).last().waitFor();
    await page.locator('#paragraph-5 .number').focus();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Спросить об этом: абзац 5');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.hash'), '#paragraph-6');
    await page.context().close();
    const phone = await reader.open(DECLARATION, PHONE);
    await phone.locator('#paragraph-2 .text').tap();
    await phone.getByRole('button', { name: 'Спросить об этом: абзац 2' }).tap();
    await phone.getByRole('log').waitFor();
    await phone.context().close();
  });

  it('cause no errors or warnings in the browser', () => {
    assert.deepEqual(reader.complaints, []);
  });
});

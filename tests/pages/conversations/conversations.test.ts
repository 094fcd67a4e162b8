import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { assertExcludes, assertIncludes } from '../../support/assertions.ts';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { serveApp } from '../../support/serve-app.ts';
import { serveDocuments } from '../../support/serve-documents.ts';
import { checkWithAxe } from '../../widget/accessibility/run-axe.ts';

const FILES = {
  'garden.txt': 'Сад\n\nВ саду растут яблони и груши. Яблони посажены в 1998 году.',
  'kitchen.txt': 'Кухня\n\nНа кухне стоит газовая плита.',
};
const FIRST = 'Что растёт в саду?';
const SECOND = 'Когда посажены яблони?';

describe('conversations of a browser', { skip: noBrowser }, () => {
  const documents = serveDocuments(FILES);
  let browser: Browser;
  let context: BrowserContext;
  const complaints: string[] = [];
  before(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(complaints.splice(0), []);
  });
  after(() => browser?.close());

  async function open(options: { url?: string; width?: number; locale?: string } = {}): Promise<Page> {
    const { url = documents.url, width = 1280, locale = 'ru-RU' } = options;
    context = await browser.newContext({ locale, reducedMotion: 'reduce', viewport: { width, height: 800 } });
    const page = await context.newPage();
    page.on('console', (message) => {
      const isExpected = /status of 404/.test(message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    return page;
  }
  const ask = (page: Page, question: string) =>
    page.evaluate((text) => document.querySelector('pilcrow-chat')!.ask(text), question);
  const questions = (page: Page) => page.locator('pilcrow-chat .question-text').allTextContents();
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Разговоры' });
  async function showDialog(page: Page) {
    await page.getByRole('button', { name: 'Разговоры' }).click();
    return dialog(page);
  }
  const startNew = (page: Page) => page.locator('pilcrow-chat').getByRole('button', { name: 'Новый разговор' }).click();

  it('lists them by the first question, and opens one again as it was, to go on with it', async () => {
    const page = await open();
    const answer = await ask(page, FIRST);
    await ask(page, SECOND);
    await startNew(page);
    assert.deepEqual(await questions(page), []);
    await page.reload();
    const shown = await showDialog(page);
    await shown.getByRole('button', { name: FIRST, exact: true }).click();
    await shown.waitFor({ state: 'hidden' });
    await page.locator('pilcrow-chat .marker').first().waitFor();
    assert.deepEqual(await questions(page), [FIRST, SECOND]);
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.url().endsWith('/api/chat')),
      ask(page, 'А плита?'),
    ]);
    assert.equal(request.postDataJSON().conversationId, answer!.conversationId);
    await page.locator('pilcrow-chat .turn').nth(2).locator('.answer').waitFor();
    assert.equal(await (await showDialog(page)).locator('li').count(), 1, 'it is the same conversation');
  });

  it('erases one, also from the server, and says so when the server has one no longer', async () => {
    const page = await open();
    const { conversationId } = (await ask(page, FIRST))!;
    await startNew(page);
    const other = (await ask(page, SECOND))!;
    const address = (id: string) => `${documents.url}/api/conversations/${id}`;
    assert.equal((await fetch(address(conversationId))).status, 200, 'a new conversation leaves the one before');
    const shown = await showDialog(page);
    await shown.getByRole('button', { name: `Стереть разговор «${FIRST}»` }).click();
    await shown.getByText('Стёрто').waitFor();
    assert.equal((await fetch(address(conversationId))).status, 404);
    assert.deepEqual(await questions(page), [SECOND], 'the one in the chat stays');
    await fetch(address(other.conversationId), { method: 'DELETE' });
    await shown.getByRole('button', { name: SECOND, exact: true }).click();
    await shown.getByText('Этого разговора на сервере больше нет').waitFor();
    assert.equal(await shown.locator('li').count(), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  it('erases all, with the one in the chat', async () => {
    const page = await open();
    await ask(page, FIRST);
    await startNew(page);
    await ask(page, SECOND);
    const shown = await showDialog(page);
    await shown.getByRole('button', { name: 'Стереть все' }).click();
    const sure = shown.getByRole('button', { name: 'Нажмите ещё раз, чтобы стереть все (2)' });
    assert.equal(await shown.locator('li').count(), 2, 'one press erases nothing');
    await sure.click();
    await shown.getByText('Стёрто').waitFor();
    assert.equal(await shown.getByText('Прошлые разговоры').count(), 0);
    assert.deepEqual(await questions(page), []);
  });

  it('lists none where the server keeps none', async () => {
    const { assistant, discard } = await openIndexedAssistant({
      DOCUMENTS_DIR: documents.directory,
      STORE_CONVERSATIONS: 'false',
    });
    const served = await serveApp({ assistant });
    const page = await open({ url: served.url });
    await ask(page, FIRST);
    const shown = await showDialog(page);
    await shown.getByRole('button', { name: 'Скачать Markdown' }).waitFor();
    assert.equal(await shown.getByText('Прошлые разговоры').count(), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await served.stop({ graceMs: 0 });
    await discard();
  });

  it('saves the one in the chat as Markdown, its notes numbered as in the answers', async () => {
    const page = await open();
    await ask(page, FIRST);
    await ask(page, SECOND);
    const shown = await showDialog(page);
    const saving = page.waitForEvent('download');
    await shown.getByRole('button', { name: 'Скачать Markdown' }).click();
    const saved = await saving;
    assert.match(saved.suggestedFilename(), /^conversation-\d{4}-\d\d-\d\d\.md$/);
    const markdown = readFileSync(await saved.path(), 'utf8');
    assert.match(markdown, /^# Вопросы о документах\n\n## Что растёт в саду\?\n\n/);
    assertIncludes(markdown, `## ${SECOND}`);
    assert.match(markdown, /^- \[1\] «[^»]*яблони[^»]*» Сад, ¶\d+: <http:.+\/documents\/garden\?quote=.+>$/m);
  });

  for (const width of [1280, 375]) {
    it(`prints the one in the chat alone, with its notes, ${width} px wide`, async () => {
      const page = await open({ width });
      await ask(page, FIRST);
      await page.evaluate(() => {
        window.print = () => {};
      });
      await (await showDialog(page)).getByRole('button', { name: 'Печать или PDF' }).click();
      await page.locator('html[data-print=conversation]').waitFor();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      // As wide as a sheet of A4.
      await page.setViewportSize({ width: 794, height: 1123 });
      const chat = page.locator('pilcrow-chat');
      assert.equal(await page.locator('main').isVisible(), false);
      assert.equal(await chat.locator('textarea').isVisible(), false);
      assert.equal(await chat.locator('.question').isVisible(), true);
      assert.equal(await chat.locator('.turn-actions').isVisible(), false);
      assertIncludes((await chat.locator('.printed-notes').textContent())!, 'Сад, ¶');
      const paper = await chat.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
      assertExcludes(['rgb(28, 28, 30)', 'rgb(27, 27, 29)'], paper);
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      assert.equal(await page.locator('html[data-print]').count(), 0);
      assert.equal(await chat.getAttribute('mode'), width < 1024 ? 'docked' : 'inline');
    });
  }

  for (const [locale, width, name] of [
    ['ru-RU', 375, 'Разговоры'],
    ['en-GB', 1280, 'Conversations'],
  ] as const) {
    it(`passes axe: ${locale}, ${width} px`, async () => {
      const page = await open({ locale, width });
      await ask(page, FIRST);
      await page.evaluate(() => document.querySelector('pilcrow-chat')!.close());
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog', { name }).getByText(FIRST).waitFor();
      await checkWithAxe(page);
    });
  }
});

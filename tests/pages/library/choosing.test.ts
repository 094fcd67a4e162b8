import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { formOf, serveDocuments } from '../../support/serve-documents.ts';
import { checkWithAxe } from '../../widget/accessibility/run-axe.ts';

const FILES = {
  'garden.txt': 'Сад\n\nВ саду растут яблони и груши.',
  'kitchen.txt': 'Кухня\n\nНа кухне стоит плита.',
  'cellar.txt': 'Подвал\n\nВ подвале хранится картофель.',
};

describe('choosing which documents are asked', { skip: noBrowser }, () => {
  const documents = serveDocuments(FILES, { http: { rateLimitPerMinute: 0 } });
  let browser: Browser;
  let context: BrowserContext;
  const complaints: string[] = [];
  before(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  after(() => browser?.close());

  async function open(locale = 'ru-RU'): Promise<Page> {
    context = await browser.newContext({ locale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(documents.url);
    return page;
  }
  const box = (page: Page, title: string) => page.getByRole('checkbox', { name: `Спрашивать «${title}»` });
  const said = (page: Page) => page.locator('.choosing [role=status]');
  const chatHeading = (page: Page) => page.locator('pilcrow-chat').getByRole('heading', { level: 2 });

  /** Asks in the chat, and returns the documents that the request named. */
  async function askedDocuments(page: Page): Promise<string[] | undefined> {
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.url().endsWith('/api/chat')),
      page.evaluate(() => document.querySelector('pilcrow-chat')?.ask('Что растёт в саду?')),
    ]);
    return request.postDataJSON().documentIds;
  }

  it('checks all at first, and asks all', async () => {
    const page = await open();
    for (const title of ['Сад', 'Кухня', 'Подвал']) assert.equal(await box(page, title).isChecked(), true, title);
    assert.equal(await said(page).textContent(), 'Вопросы ко всем документам');
    assert.equal(await chatHeading(page).textContent(), 'Вопросы о документах');
    assert.equal(await askedDocuments(page), undefined);
  });

  it('asks the checked ones, names them above the chat, and remembers them in this browser', async () => {
    const page = await open();
    await box(page, 'Сад').click();
    await page.getByText('Вопросы к отмеченным: 2 из 3').waitFor();
    assert.equal(await chatHeading(page).textContent(), 'Вопросы о документах «Кухня», «Подвал»');
    assert.deepEqual(await askedDocuments(page), ['kitchen', 'cellar']);
    await page.reload();
    await page.getByText('Вопросы к отмеченным: 2 из 3').waitFor();
    assert.equal(await box(page, 'Сад').isChecked(), false);
    assert.equal(await page.locator('pilcrow-chat .turn').count(), 1, 'the conversation is still there');
    assert.deepEqual(await askedDocuments(page), ['kitchen', 'cellar']);
  });

  it('begins from none, and says that all are asked while none is checked', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Снять все' }).click();
    await page.getByText('Ничего не отмечено: вопросы ко всем документам').waitFor();
    assert.equal(await askedDocuments(page), undefined);
    await box(page, 'Сад').click();
    assert.equal(await chatHeading(page).textContent(), 'Вопросы о документе «Сад»');
    assert.deepEqual(await askedDocuments(page), ['garden']);
    await page.getByRole('button', { name: 'Отметить все' }).click();
    await page.getByText('Вопросы ко всем документам', { exact: true }).waitFor();
    assert.equal(await askedDocuments(page), undefined);
  });

  it('asks a document that is added later, too', async () => {
    const page = await open();
    await box(page, 'Кухня').click();
    await page.getByText('Вопросы к отмеченным: 2 из 3').waitFor();
    const added = await documents.call('/api/documents', {
      method: 'POST',
      body: formOf({ 'attic.txt': 'Чердак\n\nНа чердаке сушат травы.' }),
    });
    assert.equal(added.status, 201);
    await page.reload();
    await page.getByText('Вопросы к отмеченным: 3 из 4').waitFor();
    assert.deepEqual(await askedDocuments(page), ['cellar', 'garden', 'attic']);
  });

  it('passes axe, in English too', async () => {
    const page = await open('en-GB');
    await page.getByRole('checkbox', { name: 'Ask “Сад”' }).click();
    await page.getByText('Questions go to the checked ones:').waitFor();
    await checkWithAxe(page);
  });
});

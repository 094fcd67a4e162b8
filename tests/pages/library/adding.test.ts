import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { ADMIN_TOKEN, serveDocuments } from '../../support/serve-documents.ts';
import { checkWithAxe } from '../../widget/accessibility/run-axe.ts';

const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const LEASE = `Договор аренды

Арендная плата составляет 40 000 рублей в месяц. Договор действует до 31 декабря 2026 года.`;

describe('adding documents', { skip: noBrowser }, () => {
  const initial = Object.fromEntries(
    Array.from({ length: 7 }, (_, count) => [`note-${count}.txt`, `Заметка ${count}\n\nСодержание заметки ${count}.`]),
  );
  const documents = serveDocuments(initial, { http: { rateLimitPerMinute: 0 } });
  let browser: Browser;
  let context: BrowserContext;
  before(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => context.close());
  after(() => browser?.close());

  async function open(address = '/'): Promise<Page> {
    context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(documents.url + address);
    return page;
  }
  const rows = (page: Page) => page.locator('.uploads li');

  it('says in every row that the token was refused, and sends all of them with the next one', async () => {
    const page = await open('/#token=wrong');
    await page
      .locator('input[type=file]')
      .setInputFiles([file('note-0.txt', initial['note-0.txt']!), file('note-1.txt', initial['note-1.txt']!)]);
    for (const place of [0, 1]) await rows(page).nth(place).getByText('Сервер не принял токен').waitFor();
    await checkWithAxe(page);
    await page.getByLabel('Токен администратора').fill(ADMIN_TOKEN);
    await page.keyboard.press('Enter');
    for (const place of [0, 1]) await rows(page).nth(place).getByText('без изменений').waitFor();
    assert.equal(await page.locator('.finished').textContent(), 'Без изменений: 2.', 'nothing was added');
    assert.equal(await page.locator('h1 .count').textContent(), '7');
  });

  it('introduces the documents anew, counts them and offers to find them once there are many', async () => {
    const page = await open(`/#token=${ADMIN_TOKEN}`);
    const chat = page.locator('pilcrow-chat');
    await chat.getByText('7 документов').waitFor();
    assert.equal(await page.getByRole('searchbox').count(), 0);
    await page.locator('input[type=file]').setInputFiles(file('lease.txt', LEASE));
    await page.getByText('Добавлено: 1.').waitFor();
    await chat.getByText('8 документов').waitFor();
    assert.equal(await page.locator('h1 .count').textContent(), '8');
    await page.getByRole('searchbox', { name: 'Найти документ' }).waitFor();
    await page.getByRole('button', { name: 'Удалить «Договор аренды»' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await chat.getByText('7 документов').waitFor();
    assert.equal(await page.locator('h1 .count').textContent(), '7');
  });

  it('shows over the whole page that files may be dropped, until they leave it', async () => {
    const page = await open();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Текст'], 'текст.txt'));
      return transfer;
    });
    const cover = page.getByText('Отпустите файлы, чтобы добавить их');
    const drag = (place: string, type: string) => page.dispatchEvent(place, type, { dataTransfer: data });
    assert.equal(await cover.isVisible(), false);
    await drag('body', 'dragenter');
    await drag('main', 'dragenter');
    await drag('body', 'dragleave');
    assert.equal(await cover.isVisible(), true);
    await checkWithAxe(page);
    await drag('main', 'dragleave');
    assert.equal(await cover.isVisible(), false);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assertExcludes, assertIncludes } from '../../support/assertions.ts';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { withServedApp } from '../../support/serve-app.ts';
import { ADMIN_TOKEN, serveDocuments } from '../../support/serve-documents.ts';
import { checkWithAxe } from '../../widget/accessibility/run-axe.ts';

const text =
  (name: string, mimeType = 'text/plain') =>
  (content: string | Buffer) => ({
    name,
    mimeType,
    buffer: Buffer.from(content),
  });
const SIDECAR = JSON.stringify({ tags: ['право', 'архив'] });
const initial = Object.fromEntries(
  Array.from({ length: 9 }, (_, count) => [`doc-${count}.txt`, `Документ номер ${count}\n\nСодержание документа.`]),
);

describe('the list of documents', { skip: noBrowser }, () => {
  const documents = serveDocuments({ ...initial, 'doc-3.meta.json': SIDECAR }, { http: { rateLimitPerMinute: 0 } });
  let browser: Browser;
  const complaints: string[] = [];
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(complaints, []);
  });

  async function open(address = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      const isExpected = /status of 401/.test(message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(documents.url + address);
    return page;
  }
  const titles = (page: Page) => page.locator('.document-list .title').allTextContents();
  async function enterToken(page: Page, token = ADMIN_TOKEN) {
    await page.getByLabel('Токен администратора').fill(token);
    await page.keyboard.press('Enter');
  }

  it('works without JavaScript: every document with its metadata and a link, tags as links', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    assert.equal((await titles(page)).length, 9);
    const row = page.locator('.document-list li[data-id="doc-3"]');
    assert.match((await row.textContent())!, /русский · 2 абзаца\s+право\s+архив/);
    await row.getByRole('link', { name: 'архив' }).click();
    assert.deepEqual(await titles(page), ['Документ номер 3']);
    assert.equal(await page.locator('pilcrow-chat').getAttribute('tags'), 'архив');
    await page.getByRole('link', { name: 'Документ номер 3' }).click();
    assert.match(page.url(), /\/documents\/doc-3$/);
    await page.context().close();
  });

  it('lets the browser of a printed link add documents at once, and keeps the token out of the address', async () => {
    const page = await open(`/#token=${ADMIN_TOKEN}`);
    await page.locator('input[type=file]').setInputFiles(text('по ссылке.txt')('По ссылке\n\nДобавлено без токена.'));
    await page.getByText('Добавлено: 1.').waitFor();
    assert.equal(await page.getByLabel('Токен администратора').isVisible(), false);
    assertExcludes(page.url(), 'token');
    await fetch(`${documents.url}/api/documents/${encodeURIComponent('по-ссылке')}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    }).then(({ status }) => assert.equal(status, 204));
    await page.context().close();
  });

  it('finds documents by title and tag as words are typed', async () => {
    const page = await open();
    const field = page.getByRole('searchbox', { name: 'Найти документ' });
    await field.fill('НОМЕР 7');
    await page.locator('.document-list li').nth(1).waitFor({ state: 'detached' });
    assert.deepEqual(await titles(page), ['Документ номер 7']);
    await field.fill('архив');
    await page.getByRole('link', { name: 'Документ номер 3' }).waitFor();
    await field.fill('такого нет');
    await page.getByText('Ничего не найдено').waitFor();
    await field.press('Escape');
    await page.locator('.document-list li').nth(8).waitFor();
    await page.context().close();
  });

  it('adds chosen files, reports each one, and lists it, and asks for the token once without storing it', async () => {
    const page = await open();
    await page.getByText('Добавить документы').click();
    await enterToken(page, 'wrong');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles(text('новый.txt')('Наш огород\n\nТам растёт лук.'));
    await page.getByRole('alert').getByText('Сервер не принял токен').waitFor();
    await enterToken(page);
    await page.getByText('Добавлено: 1.').waitFor();
    await page.getByLabel('Метки для новых документов').fill('свежее, архив');
    await choose.setInputFiles([
      text('ещё.md')('# Ещё один'),
      text('скан.tiff', 'image/tiff')('x'),
      text('двоичный.txt')(Buffer.from([0, 1])),
      text('doc-1.txt')('Новая редакция\n\nТекст.'),
    ]);
    await page.getByText('Добавлено: 1. Не добавлено: 3.').waitFor();
    const rows = await page.locator('.uploads li').allTextContents();
    assert.match(rows[1]!, /ещё\.md.*добавлен: Ещё один/);
    assert.match(rows[2]!, /скан\.tiff.*Такие файлы не читаются\. Подойдут \.txt, .+, \.ndjson\./);
    assert.match(rows[3]!, /двоичный\.txt.*Файл не подошёл\. it holds binary data/);
    assert.match(rows[4]!, /doc-1\.txt.*Документ с таким именем уже есть/);
    await page.getByRole('button', { name: 'Заменить' }).click();
    await page.locator('.uploads li').nth(4).getByText('заменён').waitFor();
    await page
      .locator('.finished')
      .filter({ hasText: /^Заменено: 1\.$/ })
      .waitFor();
    const listed = await titles(page);
    for (const title of ['Наш огород', 'Ещё один', 'Новая редакция'])
      assert.ok(listed.includes(title), `${title} in ${listed.join('; ')}`);
    assert.equal(await page.locator('h1 .count').textContent(), '11');
    assertExcludes(await page.content(), ADMIN_TOKEN);
    assert.deepEqual(await page.evaluate(() => [location.search, localStorage.length]), ['', 0]);
    await page.reload();
    await page.getByText('Добавить документы').click();
    await page.getByRole('button', { name: 'Выбрать файлы' }).waitFor();
    await page.context().close();
  });

  it('accepts files that are dropped anywhere on the page', async () => {
    const page = await open();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Брошенный документ'], 'брошенный.txt'));
      return transfer;
    });
    for (const type of ['dragenter', 'dragover', 'drop'])
      await page.dispatchEvent('main', type, { dataTransfer: data });
    await enterToken(page);
    await page.getByText('Добавлено: 1.').waitFor();
    assertIncludes(await titles(page), 'брошенный');
    await page.context().close();
  });

  it('deletes after a confirmation, by keyboard alone', async () => {
    const page = await open();
    await page.getByText('Добавить документы').click();
    await enterToken(page);
    await page.getByRole('button', { name: 'Удалить «Документ номер 8»' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Удалить «Документ номер 8»?' });
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    assert.ok((await titles(page)).includes('Документ номер 8'), 'the first answer is no');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '«Документ номер 8» удалён' }).waitFor({ state: 'attached' });
    assertExcludes(await titles(page), 'Документ номер 8');
    assertExcludes(documents.files(), 'doc-8.txt');
    await dialog.waitFor({ state: 'detached' });
    assert.match(await page.evaluate(() => document.activeElement?.className ?? ''), /title/);
    await page.context().close();
  });

  it('offers no upload when uploads are switched off', async () => {
    await withServedApp({ assistant: documents.assistant }, async ({ url }) => {
      const page = await (await browser.newContext({ locale: 'ru-RU' })).newPage();
      await page.goto(url);
      await page.getByRole('searchbox', { name: 'Найти документ' }).waitFor();
      assert.doesNotMatch(await page.content(), /Добавить|adding/);
      await page.context().close();
    });
  });

  for (const [locale, colorScheme, width] of [
    ['ru-RU', 'light', 1280],
    ['en-GB', 'dark', 375],
  ] as const) {
    it(`passes axe: ${locale}, ${colorScheme}, ${width} px`, async () => {
      const page = await open('/', { locale, colorScheme, viewport: { width, height: 800 } });
      await page.locator('summary').first().click();
      await checkWithAxe(page);
      await page.locator('#admin-token').fill(ADMIN_TOKEN);
      await page.keyboard.press('Enter');
      await page.locator('input[type=file]').setInputFiles([text('a.gif')('x'), text('doc-2.txt')('Другое')]);
      await page.locator('.finished').filter({ hasText: /\d/ }).waitFor();
      await checkWithAxe(page);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        'nothing sticks out',
      );
      await page.locator('.delete').first().click();
      await page.locator('dialog').waitFor();
      await checkWithAxe(page);
      await page.context().close();
    });
  }
});

describe('a front page without documents', { skip: noBrowser }, () => {
  const documents = serveDocuments();

  it('lets the first one be added, and then shows it', async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage({ locale: 'ru-RU' });
    await page.goto(documents.url);
    await page.getByLabel('Токен администратора').fill(ADMIN_TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('input[type=file]').setInputFiles(text('первый.txt')('Первый документ\n\nНачало.'));
    await page.getByRole('link', { name: 'Показать все документы' }).click();
    await page.getByRole('heading', { level: 1, name: 'Первый документ' }).waitFor();
    await browser.close();
  });
});

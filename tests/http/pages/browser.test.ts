import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';

describe('the pages in a browser', { skip: noBrowser, timeout: 60_000 }, () => {
  let opened: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  let browser: Browser;
  const complaints: string[] = [];

  before(async () => {
    opened = await openIndexedAssistant();
    served = await serveApp({ assistant: opened.assistant });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await served?.stop({ graceMs: 0 });
    await opened?.discard();
  });

  async function openPage(path: string, locale: string): Promise<Page> {
    const page = await browser.newPage({ locale });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${served.url}${path}`);
    return page;
  }

  async function ask(page: Page, question: string): Promise<void> {
    await page.getByRole('textbox').fill(question);
    await page.getByRole('textbox').press('Enter');
  }

  it('answers a Russian question with a citation that leads to the words in the document', async () => {
    const page = await openPage('/', 'ru-RU');
    await ask(page, 'Когда была подписана декларация?');
    await page.getByText('«28 ноября 2024 года»').first().waitFor();
    await page.locator('a[href$="#paragraph-38"]').first().click();
    await page.waitForURL(/\/documents\/csto-declaration-2024#paragraph-38$/);
    assert.match((await page.locator('#paragraph-38').textContent()) ?? '', /28 ноября 2024 года/);
    await page.close();
  });

  it('answers an English question in English on an English page', async () => {
    const page = await openPage('/', 'en-US');
    await ask(page, 'What are the names of the special operations?');
    await page.getByText('The document says, in Russian:').waitFor();
    await page.close();
  });

  it('shows a question that holds HTML as text', async () => {
    const page = await openPage('/', 'en-US');
    await ask(page, '<img src=x onerror=alert(1)>');
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    assert.equal(await page.locator('img').count(), 0);
    await page.close();
  });

  it('fits a phone without scrolling sideways', async () => {
    const page = await openPage('/documents/csto-declaration-2024', 'ru-RU');
    await page.setViewportSize({ width: 375, height: 800 });
    const { scroll, client } = (await page.evaluate(
      '({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth })',
    )) as { scroll: number; client: number };
    assert.ok(scroll <= client, `${scroll} > ${client}`);
    await page.close();
  });

  it('gives the browser nothing to complain about', () => {
    assert.deepEqual(complaints, []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../../../support/browser.ts';
import { openIndexedAssistant } from '../../../support/indexed-assistant.ts';
import { type ServedApp, serveApp } from '../../../support/serve-app.ts';

const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 375, height: 740 },
];

/** How far things have moved without being asked to: the sum of all layout shifts, as web vitals count them. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[];
          resolve(shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // Without any shift the observer is never called; two frames later it has reported all of them.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0))));
      }),
  );
}

describe('loading the front page', { skip: noBrowser }, () => {
  let opened: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  let browser: Browser;

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

  it('requests one HTML, one CSS and one JS file, and then the introduction of the chat', async () => {
    const page = await browser.newPage({ locale: 'ru-RU' });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.resourceType()} ${new URL(request.url()).pathname}`));
    await page.goto(served.url);
    await page.getByRole('button', { name: 'Что сказано об Афганистане?' }).waitFor();
    assert.deepEqual(requests, [
      'document /',
      'stylesheet /reader.css',
      'script /reader.js',
      'fetch /api/introduction',
    ]);
    await page.close();
  });

  for (const viewport of VIEWPORTS) {
    it(`causes no layout shift, nor does an answer that arrives, ${viewport.width} px wide`, async () => {
      const page = await browser.newPage({ locale: 'ru-RU', viewport });
      await page.goto(served.url);
      await page.locator('pilcrow-chat textarea').waitFor();
      // What follows a key within half a second is no shift by definition (the field grows): the second question is asked without one.
      await page.locator('pilcrow-chat textarea').pressSequentially('Что сказано об Афганистане?');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Цитата 1, абзац 9' }).waitFor();
      await page.evaluate(() => document.querySelector('pilcrow-chat')?.ask('Кто председательствовал в ОДКБ?'));
      await page.getByRole('button', { name: 'Цитата 1, абзац 32' }).waitFor();
      assert.equal(await layoutShift(page), 0);
      await page.close();
    });
  }
});

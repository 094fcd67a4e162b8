import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Assistant } from '../../../src/assistant.ts';
import { launchBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';

/** The real server over the bundled document, and a browser, for the tests of one suite. */
export interface Reader {
  url: () => string;
  assistant: () => Assistant;
  /** Opens a page of the server; the caller closes it with its context. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What browsers complained of so far: errors of scripts, refused sources, missing files. */
  complaints: string[];
}

/** The path of the bundled document's page. */
export const DECLARATION = '/documents/csto-declaration-2024';

/** Starts server and browser before the tests of a suite, and stops them after. */
export function startReader(adapt: (assistant: Assistant) => Assistant = (assistant) => assistant): Reader {
  let opened: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  let browser: Browser;
  const complaints: string[] = [];
  before(async () => {
    opened = await openIndexedAssistant();
    served = await serveApp({ assistant: adapt(opened.assistant) });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await served?.stop({ graceMs: 0 });
    await opened?.discard();
  });
  return {
    url: () => served.url,
    assistant: () => opened.assistant,
    complaints,
    async open(path, options = {}) {
      const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`${path}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
      await page.goto(served.url + path);
      return page;
    },
  };
}

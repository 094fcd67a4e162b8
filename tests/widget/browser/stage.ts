import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Assistant } from '../../../src/assistant.ts';
import type { HttpConfig } from '../../../src/config/config.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type HostSite, serveHostSite } from '../../support/host-page.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';

/** Small: what is drawn without a graphics card is drawn for every step of a test. */
const WINDOW = { width: 800, height: 600 };

/** A page of another site with the widget in it. */
export interface HostPage {
  /** The `lang` of the page. */
  language?: string;
  /** Before the script of the widget. */
  head?: string;
  body?: string;
  /** Headers of the page. */
  headers?: Record<string, string>;
}

/** How a page is looked at. */
export interface Visitor extends BrowserContextOptions {
  /** What may be on the console. */
  expected?: RegExp;
  permissions?: string[];
  /** Runs in the page before anything of its own. */
  prepare?: string;
}

/** A page that a visitor has open. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** The first chat of the page. */
  chat: Locator;
}

/** What the browser tests of the widget stand on: a browser, a Pilcrow server, and another site whose pages it may be used on. */
export interface Stage {
  readonly assistant: Assistant;
  readonly server: ServedApp;
  readonly host: HostSite;
  /** The tag that loads the widget. */
  readonly script: string;
  visit(hostPage?: HostPage, visitor?: Visitor): Promise<Visit>;
  /** Opens an address; `visit` makes a page for it. */
  open(address: string, visitor?: Visitor): Promise<Visit>;
}

/**
 * Sets the stage for the tests of a suite. Every visit ends with its test, which fails when something was on the console that
 * was not expected.
 */
export function setStage(
  openAssistant: () => Promise<{ assistant: Assistant; discard?: () => Promise<void> }>,
  {
    allowed = (hostOrigin: string) => [hostOrigin],
    http = {},
  }: { allowed?: (hostOrigin: string) => string[]; http?: Partial<HttpConfig> } = {},
): Stage {
  let assistant: Assistant;
  let browser: Browser;
  let host: HostSite;
  let server: ServedApp;
  let discard: (() => Promise<void>) | undefined;
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];

  before(async () => {
    ({ assistant, discard } = await openAssistant());
    host = await serveHostSite();
    server = await serveApp({ assistant, allowedOrigins: allowed(host.origin), http });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const [open, heard] = [contexts, complaints];
    [contexts, complaints] = [[], []];
    await Promise.all(open.map((context) => context.close()));
    assert.deepEqual(heard, []);
  });
  after(async () => {
    await browser?.close();
    await server?.stop({ graceMs: 0 });
    await host?.stop();
    await discard?.();
  });

  async function open(address: string, { expected, prepare, ...options }: Visitor = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: WINDOW, ...options });
    contexts.push(context);
    const complain = (text: string) => expected?.test(text) || complaints.push(text);
    context.on('weberror', (thrown) => complain(String(thrown.error())));
    context.on('console', (entry) => /error|warning/.test(entry.type()) && complain(entry.text()));
    if (prepare !== undefined) await context.addInitScript(prepare);
    const page = await context.newPage();
    await page.goto(address);
    return { page, context, chat: page.locator('pilcrow-chat').first() };
  }

  return {
    get assistant() {
      return assistant;
    },
    get server() {
      return server;
    },
    get host() {
      return host;
    },
    get script() {
      return `<script type="module" src="${server.url}/widget.js"></script>`;
    },
    open,
    visit: ({ headers, ...hostPage } = {}, visitor) =>
      open(host.put('/', htmlOf(hostPage, { script: `${server.url}/widget.js` }), headers), visitor),
  };
}

function htmlOf(
  { language = 'ru', head = '', body = '<pilcrow-chat></pilcrow-chat>' }: HostPage,
  { script }: { script: string },
): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A page of another site</title>
<link rel="icon" href="data:,">
${head}
<script type="module" src="${script}"></script>
</head>
<body>${body}</body>
</html>`;
}

/** Types a question into a chat and sends it. */
export async function ask(chat: Locator, question: string): Promise<void> {
  const field = chat.locator('.form').getByRole('textbox');
  await field.fill(question);
  await field.press('Enter');
}

/** The last question of a chat with its answer, once it has arrived whole. */
export async function lastAnswer(chat: Locator): Promise<Locator> {
  const answer = chat.locator('.turn:last-child[aria-busy="false"] .answer');
  await answer.waitFor();
  return answer;
}

/** How far down something stands, in whole pixels. */
export async function heightOf(place: Locator): Promise<number> {
  return Math.round((await place.boundingBox())!.y);
}

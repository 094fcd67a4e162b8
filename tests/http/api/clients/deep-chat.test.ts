import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Assistant } from '../../../../src/assistant.ts';
import { PROJECT_DIRECTORY } from '../../../../src/config/config.ts';
import { launchBrowser, noBrowser } from '../../../support/browser.ts';
import { type HostSite, serveHostSite } from '../../../support/host-page.ts';
import { openIndexedAssistant } from '../../../support/indexed-assistant.ts';
import { createScriptedAssistant, scriptedEvents } from '../../../support/scripted-assistant.ts';
import { type ServedApp, serveApp, withServedApp } from '../../../support/serve-app.ts';

const QUESTIONS = { ru: 'Что сказано об Афганистане?', en: 'What is said about Afghanistan?' };

/** Runs in the page: answers arrive one byte at a time. */
const CUT_EVERY_BYTE = `{
  const whole = window.fetch;
  window.fetch = async (...call) => {
    const response = await whole(...call);
    const cut = new TransformStream({
      transform: (chunk, controller) => { for (const byte of chunk) controller.enqueue(new Uint8Array([byte])); },
    });
    return new Response(response.body.pipeThrough(cut), response);
  };
}`;

let browser: Browser;
let host: HostSite;
let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
let served: ServedApp;

describe('the deep-chat component, on a page of another origin', { timeout: 120_000, skip: noBrowser }, () => {
  before(async () => {
    browser = await launchBrowser();
    host = await serveHostSite();
    const bundle = createRequire(import.meta.url)
      .resolve('deep-chat')
      .replace(/[^/]+$/, 'deepChat.bundle.js');
    host.put('/deep-chat.js', await readFile(bundle));
    indexed = await openIndexedAssistant();
    served = await serveApp({ assistant: indexed.assistant, allowedOrigins: [host.origin] });
  });

  after(async () => {
    await browser?.close();
    await host?.stop();
    await served?.stop();
    await indexed?.discard();
  });

  async function openChat(attributes: Record<string, unknown>, script = ''): Promise<Page> {
    const written = Object.entries(attributes).map(([name, value]) => `${name}='${JSON.stringify(value)}'`);
    return openPage(`<deep-chat ${written.join(' ')}></deep-chat>`, script);
  }

  async function openPage(tag: string, script = ''): Promise<Page> {
    host.put(
      '/',
      `<!doctype html><meta charset="utf-8"><script>${script}</script>
       <script type="module" src="/deep-chat.js"></script>${tag}`,
    );
    const page = await browser.newPage();
    await page.goto(host.origin);
    return page;
  }

  /** Types a question, waits for the answer to be whole, and gives its text and its links. */
  async function askIn(page: Page, question: string) {
    await page.locator('deep-chat #text-input').fill(question);
    await page.keyboard.press('Enter');
    const answer = page.locator('deep-chat .ai-message-text, deep-chat .error-message-text').last();
    await answer.filter({ hasText: /\[1\][\s\S]*¶|rror/ }).waitFor();
    const links = await answer.locator('a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    return { text: (await answer.textContent()) ?? '', links };
  }

  async function assertAnswered(page: Page, question: string): Promise<void> {
    const { text, links } = await askIn(page, question);
    assert.match(text, /Афганистан/);
    assert.doesNotMatch(text, /\uFFFD/);
    assert.notEqual(links.length, 0);
    for (const link of links)
      assert.match(link, new RegExp(`^${served.url}/documents/csto-declaration-2024#paragraph-`));
  }

  for (const address of ['/api/chat', '/v1/chat/completions']) {
    for (const [language, question] of Object.entries(QUESTIONS)) {
      it(`connects to ${address} by its URL (${language})`, async () => {
        const page = await openChat({ connect: { url: served.url + address } });
        await assertAnswered(page, question);
        await page.close();
      });

      it(`streams from ${address}, also when the stream is cut at every byte (${language})`, async () => {
        const page = await openChat({ connect: { url: served.url + address, stream: true } }, CUT_EVERY_BYTE);
        await assertAnswered(page, question);
        await page.close();
      });
    }
  }

  it('streams as from OpenAI, with the address of this server', async () => {
    const page = await openChat({
      directConnection: { openAI: { key: 'none', completions: true } },
      connect: { url: `${served.url}/v1/chat/completions`, stream: true },
    });
    await page.locator('deep-chat #text-input').fill(QUESTIONS.ru);
    await page.keyboard.press('Enter');
    const answer = page.locator('deep-chat .ai-message-text').last();
    await answer.filter({ hasText: /Афганистан[\s\S]*\[1\]/ }).waitFor();
    await page.close();
  });

  it('sends the conversation with the tag that the documentation has', async () => {
    const documentation = await readFile(path.join(PROJECT_DIRECTORY, 'docs/http-api.md'), 'utf8');
    const tag = /<deep-chat[^>]*><\/deep-chat>/.exec(documentation)![0];
    const histories: (number | undefined)[] = [];
    const streamAnswer: Assistant['streamAnswer'] = async function* ({ history }) {
      histories.push(history?.length);
      yield* scriptedEvents(['Стороны.']);
    };
    await withServedApp(
      { assistant: createScriptedAssistant({ streamAnswer }), allowedOrigins: [host.origin] },
      async ({ url }) => {
        const page = await openPage(tag.replace('http://127.0.0.1:3000', url));
        for (let asked = 1; asked <= 8; asked += 1) {
          await page.locator('deep-chat #text-input').fill(`Вопрос ${asked}?`);
          await page.keyboard.press('Enter');
          await page
            .locator('deep-chat .ai-message-text', { hasText: 'Стороны' })
            .nth(asked - 1)
            .waitFor();
        }
        await page.close();
      },
    );
    assert.deepEqual(histories, [0, 2, 4, 6, 8, 10, 12, 12]);
  });

  it('shows a failure of a request and of a stream', async () => {
    const ask = async () => {
      throw new Error('secret place');
    };
    const assistant = createScriptedAssistant({ ask });
    await withServedApp({ assistant, allowedOrigins: [host.origin] }, async ({ url }) => {
      for (const stream of [true, false]) {
        const page = await openChat({ connect: { url: `${url}/api/chat`, stream } });
        const { text } = await askIn(page, 'a');
        assert.match(text, /error/i);
        assert.doesNotMatch(text, /secret/);
        await page.close();
      }
    });
  });
});

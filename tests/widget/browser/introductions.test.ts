import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Route } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const LISTEN = `document.addEventListener('pilcrow-error', ({ detail }) => { window.failure = detail })`;
const GREETING = /Спросите своими словами/;

/** What becomes of the introduction, and what is then said of it to the page. */
const FAILURES: Record<string, { answer: (route: Route) => Promise<void>; kind: string; after?: number }> = {
  'the server fails': { answer: (route) => route.fulfill({ status: 500, json: {} }), kind: 'failed' },
  'something else answers': { answer: (route) => route.fulfill({ body: '<h1>Sign in</h1>' }), kind: 'failed' },
  'there are too many calls': { answer: (route) => route.fulfill({ status: 429, json: {} }), kind: 'limited' },
  'there is no connection': { answer: (route) => route.abort('internetdisconnected'), kind: 'offline' },
  'the server is silent': { answer: async () => {}, kind: 'offline', after: 20_000 },
};

describe('a panel whose introduction does not arrive', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  for (const [name, { answer, kind, after }] of Object.entries(FAILURES)) {
    it(`shows the greeting and the field, which works: ${name}`, async () => {
      const { page, chat } = await stage.visit({}, { expected: /Failed to load resource/, prepare: LISTEN });
      await page.route('**/api/introduction*', answer);
      if (after !== undefined) await page.clock.install();
      await chat.locator('.launcher').click();
      await chat.getByText(GREETING).waitFor();
      await chat.locator('textarea:focus').waitFor();
      if (after !== undefined) {
        assert.equal(await chat.locator('.opening').getAttribute('aria-busy'), 'true');
        await page.clock.fastForward(after);
      }
      await chat.locator('.opening[aria-busy="false"]').waitFor();
      await chat.getByText(GREETING).waitFor();
      assert.deepEqual(await page.evaluate('failure'), { during: 'introduction', kind, detail: null });
      assert.equal(await chat.locator('.suggestion, .opening-about').count(), 0);
      await ask(chat, 'Кто?');
      (await nextPrompt()).answer({ text: 'Стороны.' });
      assert.match((await (await lastAnswer(chat)).textContent())!, /Стороны/);
    });
  }

  it('has the page’s own questions', async () => {
    const body = '<pilcrow-chat mode="inline" questions="Кто? | Где?"></pilcrow-chat>';
    const { page, chat } = await stage.visit({ body: '' }, { expected: /Failed to load resource/ });
    await page.route('**/api/introduction*', (route) => route.fulfill({ status: 500 }));
    await page.evaluate((html) => {
      document.body.innerHTML = html;
    }, body);
    await chat.getByRole('button', { name: 'Где?' }).waitFor();
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { xssPayloads } from '../../support/xss-payloads.ts';
import { setStage } from '../browser/stage.ts';
import { createHostileAssistant, hostileAnswer } from './hostile-assistant.ts';
import { assertHarmless, TRAP, watchTraffic } from './trap.ts';

const PAYLOADS = xssPayloads();
/** What the server takes as a question. */
const ASKED = PAYLOADS.filter((payload) => payload.trim().length > 0 && payload.trim().length <= 2000);
/** So many turns at once: more make every drawing longer. */
const BATCH = 10;
const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const REFUSED = /Failed to load resource|Access to fetch/;

describe('no payload does anything in the chat', { skip: noBrowser, timeout: 120_000 }, () => {
  const stage = setStage(async () => ({ assistant: createHostileAssistant(PAYLOADS) }));

  /** Opens a page with a chat and lets `harm` do its worst. */
  async function attack(body: string, harm: (visit: Awaited<ReturnType<typeof stage.visit>>) => Promise<void>) {
    const visit = await stage.visit({ body }, { prepare: TRAP, expected: REFUSED });
    const traffic = watchTraffic(visit, [stage.server.url, stage.host.origin]);
    await harm(visit);
    await assertHarmless(visit.page);
    assert.deepEqual(traffic, []);
  }

  it('there are more than 500', () => assert.ok(PAYLOADS.length > 500));

  it('as a question, and as everything that is said of it', async () => {
    await attack(INLINE, async ({ page }) => {
      for (let first = 0; first < ASKED.length; first += BATCH) {
        const answered = await page.evaluate(
          async (payloads) => {
            const chat = document.querySelector('pilcrow-chat')!;
            const root = chat.shadowRoot!;
            root.querySelector<HTMLElement>('[aria-label="Новый разговор"]')?.click();
            const answers: (string | undefined)[] = [];
            for (const payload of payloads) answers.push((await chat.ask(payload))?.citations[0]?.quote);
            for (const hidden of root.querySelectorAll<HTMLElement>('.marker, details:not([open]) > summary'))
              hidden.click();
            return answers;
          },
          ASKED.slice(first, first + BATCH),
        );
        assert.deepEqual(
          answered,
          ASKED.slice(first, first + BATCH).map((payload) => payload.trim()),
        );
        await assertHarmless(page);
      }
    });
  });

  it('as what a tab kept, also where it was tampered with', async () => {
    await attack(INLINE, async ({ page, chat }) => {
      await page.evaluate(() => document.querySelector('pilcrow-chat')!.ask('x'));
      const turns = PAYLOADS.map((payload, id) => ({
        ...{ id, question: payload, about: { documentId: payload, paragraph: payload, text: payload } },
        ...{ status: id % 3 === 0 ? 'failed' : 'done', text: hostileAnswer(payload).text },
        ...{ citations: hostileAnswer(payload).citations, answer: hostileAnswer(payload) },
        failure: { kind: 'refused', retryAfterSeconds: payload, detail: payload },
      }));
      await page.evaluate((tampered) => {
        for (const key of Object.keys(sessionStorage)) {
          const kept = JSON.parse(sessionStorage.getItem(key)!);
          sessionStorage.setItem(key, JSON.stringify({ ...kept, turns: tampered }));
        }
      }, turns);
      await page.reload();
      await chat
        .locator('.turn')
        .nth(PAYLOADS.length - 1)
        .waitFor();
    });
  });

  it('as the introduction and the questions of the server', async () => {
    await attack(INLINE, async ({ page, chat }) => {
      await chat
        .locator('.suggestion')
        .nth(PAYLOADS.length - 1)
        .waitFor();
      const shown = await page.evaluate(() =>
        [...document.querySelector('pilcrow-chat')!.shadowRoot!.querySelectorAll('.suggestion')].map(
          ({ textContent }) => textContent,
        ),
      );
      assert.deepEqual(shown, PAYLOADS);
    });
  });

  it('as what a server says when it refuses', async () => {
    await attack(INLINE, async ({ page, chat }) => {
      await page.route('**/api/chat', (route) =>
        route.fulfill({ status: 400, json: { error: { message: route.request().postDataJSON().message } } }),
      );
      await page.evaluate(
        async (payloads) => {
          for (const payload of payloads) await document.querySelector('pilcrow-chat')!.ask(payload);
        },
        ASKED.filter((_, index) => index % 10 === 0),
      );
      assert.ok((await chat.locator('.failure-detail').count()) > 50);
    });
  });

  it('as an attribute of the element', async () => {
    await attack(INLINE, async ({ page }) => {
      await page.evaluate(async (payloads) => {
        const chat = document.querySelector('pilcrow-chat')!;
        for (const payload of payloads) {
          for (const name of ['heading', 'placeholder', 'questions', 'mode', 'language', 'theme', 'document']) {
            chat.setAttribute(name, name === 'mode' ? `inline ${payload}` : payload);
          }
          chat.setAttribute('mode', 'inline');
          if (!/^\s*\/|xss\.invalid/.test(payload)) chat.setAttribute('server', payload);
          await Promise.resolve();
        }
        for (const name of ['heading', 'placeholder', 'questions']) chat.setAttribute(name, payloads.join('|'));
      }, PAYLOADS);
    });
  });

  it('as the paragraph that is asked about', async () => {
    await attack(INLINE, async ({ page }) => {
      await page.evaluate(async (payloads) => {
        const chat = document.querySelector('pilcrow-chat')!;
        for (const text of payloads) chat.askAbout({ documentId: text, paragraph: 1, text });
      }, PAYLOADS);
    });
  });
});

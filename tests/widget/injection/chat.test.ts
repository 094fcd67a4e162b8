import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertAbove } from '../../support/assertions.ts';
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
/** Every so many payloads one is a comment: each has a field of its own. */
const COMMENTED = 8;
const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const REFUSED = /Failed to load resource|Access to fetch/;

describe('no payload has an effect in the chat', { skip: noBrowser }, () => {
  const stage = setStage(async () => ({ assistant: createHostileAssistant(PAYLOADS) }));

  /** Opens a page with a chat and lets `harm` do its worst. */
  async function attack(body: string, harm: (visit: Awaited<ReturnType<typeof stage.visit>>) => Promise<void>) {
    const visit = await stage.visit({ body }, { prepare: TRAP, expected: REFUSED });
    const traffic = watchTraffic(visit, [stage.server.url, stage.host.origin]);
    await harm(visit);
    await assertHarmless(visit.page);
    assert.deepEqual(traffic, []);
  }

  it('of more than 500', () => assertAbove(PAYLOADS.length, 500));

  it('as a question, and as every field of its answer', async () => {
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

  it('as a conversation saved in the tab, also a manipulated one', async () => {
    await attack(INLINE, async ({ page, chat }) => {
      await page.evaluate(() => document.querySelector('pilcrow-chat')!.ask('x'));
      const turns = PAYLOADS.map((payload, id) => ({
        ...{ id, question: payload, about: { documentId: payload, paragraph: payload, text: payload } },
        ...{ status: id % 3 === 0 ? 'failed' : 'done', text: hostileAnswer(payload).text },
        ...{ citations: hostileAnswer(payload).citations, answer: hostileAnswer(payload) },
        failure: { kind: 'refused', retryAfterSeconds: payload, detail: payload },
        ...{ isKept: true, feedback: { thumb: 'up', comment: payload } },
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

  it('as a comment: one that is saved in the tab, and one that is sent', async () => {
    await attack(INLINE, async ({ page, chat }) => {
      await page.route('**/feedback', (route) => route.fulfill({ json: route.request().postDataJSON() }));
      await page.evaluate(() => document.querySelector('pilcrow-chat')!.ask('x'));
      const turns = PAYLOADS.filter((_, index) => index % COMMENTED === 0).map((payload, id) => ({
        ...{ id, question: payload, about: null, status: 'done', text: 'Да.', citations: [], failure: null },
        ...{ answer: { ...hostileAnswer(payload), conversationId: payload.toWellFormed() }, isKept: true },
        feedback: { thumb: 'up', comment: payload },
      }));
      await page.evaluate((tampered) => {
        for (const key of Object.keys(sessionStorage)) {
          const kept = JSON.parse(sessionStorage.getItem(key)!);
          sessionStorage.setItem(key, JSON.stringify({ ...kept, turns: tampered }));
        }
      }, turns);
      await page.reload();
      await chat.locator('.thumb').first().waitFor();
      const thumbs = chat.locator('[data-thumb="down"]');
      await thumbs.evaluateAll((buttons) => {
        for (const button of buttons) (button as HTMLElement).click();
      });
      const fields = chat.locator('.comment textarea');
      await fields.nth(turns.length - 1).waitFor();
      const comments = await fields.evaluateAll((found) => found.map((field) => (field as HTMLTextAreaElement).value));
      assert.deepEqual(
        comments,
        turns.map(({ question }) => asFieldValue(question)),
      );
      await assertHarmless(page);
      await fields.last().fill(`${turns.at(-1)!.question}!`);
      await fields.last().press('Enter');
      await chat.locator('.comment-outcome', { hasText: 'Отправлено' }).waitFor();
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

  it('as the message of a refusal', async () => {
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
      assertAbove(await chat.locator('.failure-detail').count(), 50);
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

  it('as the paragraph that the question is about', async () => {
    await attack(INLINE, async ({ page }) => {
      await page.evaluate(async (payloads) => {
        const chat = document.querySelector('pilcrow-chat')!;
        for (const text of payloads) chat.askAbout({ documentId: text, paragraph: 1, text });
      }, PAYLOADS);
    });
  });
});

/** A text as a field has it: one kind of line break. */
function asFieldValue(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

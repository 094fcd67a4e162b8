import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../src/documents/document.ts';
import { assertAbove } from '../support/assertions.ts';
import { noBrowser } from '../support/browser.ts';
import { indexedDocument } from '../support/index-update.ts';
import { xssPayloads } from '../support/xss-payloads.ts';
import { setStage } from '../widget/browser/stage.ts';
import { createHostileAssistant } from '../widget/injection/hostile-assistant.ts';
import { assertHarmless, TRAP, watchTraffic } from '../widget/injection/trap.ts';

const PAYLOADS = xssPayloads();
/** As canonical texts are: nothing empty, no half a character, and no NUL, for a file that has one is not taken for a text. */
const TEXTS = PAYLOADS.map((payload) => payload.toWellFormed().normalize('NFC').replaceAll('\0', '').trim()).filter(
  Boolean,
);
const REFUSED = /Failed to load resource/;
/** The server takes so much of an address. */
const MAX_ADDRESS_LENGTH = 6000;

/** A document whose every paragraph is a payload; its title is one, too. */
function hostileDocument(title: string, paragraphs = TEXTS): Document {
  const { document } = indexedDocument(
    'hostile',
    paragraphs.map((text) => ({ text })),
  );
  return { ...document, title, language: 'ru', sha256: title };
}

const inShort = (title: string) => hostileDocument(title, [title, 'Второй абзац.']);
const titleAt = (id: string) => PAYLOADS[Number(id)]!;

describe('no payload has an effect in the pages', { skip: noBrowser }, () => {
  const stage = setStage(async () => ({
    assistant: createHostileAssistant(PAYLOADS, {
      documents: async () =>
        ['hostile', ...PAYLOADS.keys()].map((id) => ({
          ...{ id: String(id), language: 'ru', paragraphs: 2, sha256: String(id), tags: [], url: null },
          ...{ act: null, omissions: [] },
          title: id === 'hostile' ? PAYLOADS.join(' ') : titleAt(String(id)),
        })),
      document: async (id) => (id === 'hostile' ? hostileDocument(PAYLOADS.join(' ')) : inShort(titleAt(id))),
    }),
  }));

  async function attack(address: string, harm: (visit: Awaited<ReturnType<typeof stage.open>>) => Promise<void>) {
    const visit = await stage.open(stage.server.url + address, { prepare: TRAP, expected: REFUSED });
    const traffic = watchTraffic(visit, [stage.server.url]);
    await harm(visit);
    await assertHarmless(visit.page);
    assert.deepEqual(traffic, []);
  }

  it('as the titles of a list', async () => {
    await attack('/', async ({ page }) => {
      await page.locator('.find input').waitFor();
      const titles = await page.evaluate(() =>
        [...document.querySelectorAll('.document-list a.title')].map(({ textContent }) => textContent),
      );
      // In text, unlike in attributes, a parser leaves NUL out.
      const known = new Set([PAYLOADS.join(' '), ...PAYLOADS].map((text) => text.toWellFormed().replaceAll('\0', '')));
      assert.equal(titles.length, Math.min(100, PAYLOADS.length + 1));
      assert.deepEqual(
        titles.filter((title) => !known.has(title ?? '')).map((title) => JSON.stringify(title)),
        [],
      );
    });
  });

  it('as the text and the title of a document', async () => {
    await attack('/documents/hostile', async ({ page }) => {
      await page.locator('.find input').waitFor();
      const texts = await page.evaluate(() =>
        [...document.querySelectorAll('.paragraph > .text')].map(({ textContent }) => textContent),
      );
      assert.deepEqual(texts, TEXTS);
    });
  });

  it('as each title, on the page and in its lists', async () => {
    await attack('/chat', async ({ page }) => {
      const read = await page.evaluate(async (count) => {
        const pages: { elements: string; title: string | undefined }[] = [];
        for (let id = 0; id < count; id += 1) {
          const html = await (await fetch(`/documents/${id}`)).text();
          const parsed = new DOMParser().parseFromString(html, 'text/html');
          const elements = [...parsed.querySelectorAll('*:not(.cell)')].map(({ localName }) => localName).join(' ');
          pages.push({ elements, title: parsed.querySelector('article')?.dataset.title });
        }
        return pages;
      }, PAYLOADS.length);
      assert.deepEqual(
        read.map(({ title }) => title),
        PAYLOADS.map(asParsed),
      );
      assert.equal(new Set(read.map(({ elements }) => elements)).size, 1);
    });
  });

  it('in the URL of the page for frames', async () => {
    const names = ['heading', 'placeholder', 'questions', 'document', 'theme', 'language', 'nothing'];
    await attack('/chat', async ({ page }) => {
      const addresses = PAYLOADS.map(
        (payload) => `/chat?${names.map((name) => `${name}=${encode(payload)}`).join('&')}`,
      );
      const fitting = addresses.filter(({ length }) => length < MAX_ADDRESS_LENGTH);
      const read = await page.evaluate(async (wanted) => {
        const pages: { elements: string; attributes: string }[] = [];
        for (const address of wanted) {
          const parsed = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
          const attributes = [...parsed.querySelector('pilcrow-chat')!.attributes].map(({ name }) => name).join(' ');
          pages.push({
            elements: [...parsed.querySelectorAll('*')].map(({ localName }) => localName).join(' '),
            attributes,
          });
        }
        return pages;
      }, fitting);
      assertAbove(fitting.length, 500);
      assert.equal(new Set(read.map(({ elements }) => elements)).size, 1);
      assert.deepEqual(
        new Set(read.map(({ attributes }) => attributes)),
        new Set(['id mode language heading placeholder questions document']),
      );
      const joined = PAYLOADS.filter((_, index) => index % 20 === 0).join(' ');
      await page.goto(`${stage.server.url}/chat?heading=${encode(joined)}&questions=${encode(joined)}`);
    });
  });

  it('in the address of a document: quotes, paragraph, and the state in the history', async () => {
    await attack('/documents/1', async ({ page }) => {
      await page.locator('.find input').waitFor();
      await page.evaluate(async (payloads) => {
        for (const payload of payloads) {
          const words = [{ paragraph: payload, start: payload, end: payload, marker: payload }];
          const address = `?quote=${encodeURIComponent(payload)}&quote=0-5#paragraph-1${encodeURIComponent(payload)}`;
          for (const state of [null, { words, pressed: 0 }]) {
            history.replaceState(state, '', address);
            window.dispatchEvent(new PopStateEvent('popstate', { state }));
          }
        }
      }, TEXTS);
      await page.evaluate(() => history.replaceState(null, '', location.pathname));
    });
  });

  it('as a search in a document of payloads', async () => {
    await attack('/documents/hostile', async ({ page }) => {
      await page.locator('.find input').waitFor();
      await page.evaluate(
        (payloads) => {
          const field = document.querySelector<HTMLInputElement>('.find input')!;
          for (const payload of payloads) {
            field.value = payload;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }
        },
        TEXTS.filter((_, index) => index % 8 === 0),
      );
    });
  });
});

const encode = (text: string) => encodeURIComponent(text.toWellFormed());

/** A text as it arrives: half a character is not sent, and HTML has no NUL. */
function asParsed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

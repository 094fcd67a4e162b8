import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HTML, scriptSite } from '../../library/sites/scripted-site.ts';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const CLOSING = 'The <b>boat hall</b>, of course, is well-lit &amp; open until nine in the evening.';
const filler = Array.from({ length: 60 }, (_, index) => `<p>Row ${index + 1} of the harbour book is kept empty.</p>`);
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour</title></head><body><main><h1>Harbour</h1>
${filler.join('\n')}<h2 id="hall">Boat hall</h2><p>${CLOSING}</p>${filler.join('\n')}</main></body></html>`;
const QUOTED =
  '#:~:text=The%20boat%20hall%2C%20of%20course%2C%20is%20well%2Dlit%20%26%20open%20until%20nine%20in%20the%20evening.';

const site = await scriptSite({ '/harbour': { headers: HTML, body: PAGE } });
const directory = writeFiles(temporaryDirectory(), {
  'harbour.html': PAGE,
  'harbour.meta.json': JSON.stringify({ url: `${site.url}/harbour` }),
  'lease.txt': 'Lease\n\nThe rent is 420 euro a month.',
});

describe('the citations of a document with a page of its own', { skip: noBrowser }, () => {
  const stage = setStage(() => openIndexedAssistant({ DOCUMENTS_DIR: directory }));

  it('lead there in a new tab, where the browser scrolls to the words', async () => {
    const { page, chat } = await stage.visit({ language: 'en', body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    await ask(chat, 'Until when is the boat hall open?');
    const answer = await lastAnswer(chat);
    await answer.locator('.marker').first().click();
    const link = answer.locator('.card-link');
    assert.deepEqual(
      [await link.getAttribute('href'), await link.getAttribute('target'), await link.getAttribute('rel')],
      [`${site.url}/harbour${QUOTED}`, '_blank', 'noopener'],
    );
    const [own] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await own.waitForLoadState();
    assert.equal(await own.evaluate(() => window.opener), null);
    // The words are in the middle of a long page.
    const isSeen = () =>
      own.evaluate(() => {
        const { top } = document.querySelector('#hall + p')!.getBoundingClientRect();
        return window.scrollY > 0 && top > 0 && top < window.innerHeight;
      });
    await until(isSeen, { what: 'the words to be scrolled to' });
  });
});

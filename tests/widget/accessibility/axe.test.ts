import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { setStage } from '../browser/stage.ts';
import { CHAT_STATES } from './chat-states.ts';
import { assertNothingIsLost } from './lost-content.ts';
import { checkWithAxe } from './run-axe.ts';
import { DOCUMENT, openStagedAssistant } from './staged-assistant.ts';

/** The content around the chat on a third-party page. */
const hostBody = (mode: string) => `<main><h1>Library</h1><p>Text of the page.</p></main>
<pilcrow-chat mode="${mode}"></pilcrow-chat>`;

const [, quoted, other] = DOCUMENT.paragraphs;
const MARKED = `/documents/rules?quote=${quoted!.start}-${quoted!.end - 9}&quote=${other!.start}-${other!.end}#paragraph-2`;
const RIGHT_TO_LEFT_STATES =
  /^(?:an open launcher|answered, with an open quote|related|unanswered|failed|a docked sheet)$/;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 375, height: 720 };

describe('the chat passes axe, and loses no content when zoomed', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  for (const { name, mode, reach } of CHAT_STATES) {
    it(`${name}, in both themes and languages`, async () => {
      const visit = await stage.visit({ body: hostBody(mode) }, { expected: /Failed to load resource/ });
      const { page, chat } = visit;
      await reach(visit, 'ru');
      await checkWithAxe(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await checkWithAxe(page, { rules: 'colours' });
      await chat.evaluate((element) => element.setAttribute('language', 'en'));
      await chat.locator('.pilcrow[lang="en"]').waitFor();
      await checkWithAxe(page);
      await assertNothingIsLost(visit);
    });
  }
});

describe('the chat in a language that is written from the right passes axe', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  for (const { name, mode, reach } of CHAT_STATES.filter(({ name }) => RIGHT_TO_LEFT_STATES.test(name))) {
    it(name, async () => {
      const body = hostBody(mode).replace('<pilcrow-chat', '<pilcrow-chat contact="اسألنا | tel:+1"');
      const visit = await stage.visit({ language: 'ar', body }, { expected: /Failed to load resource/ });
      await visit.chat.locator('.pilcrow[dir="rtl"][data-waiting="false"]').waitFor();
      await reach(visit, 'en');
      await checkWithAxe(visit.page);
      await assertNothingIsLost(visit);
    });
  }
});

describe('the pages pass axe', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  for (const viewport of [WIDE, NARROW]) {
    for (const [address, isReady] of [
      ['/?language=ru', '.find input'],
      [MARKED.replace('?', '?language=en&'), 'mark.citation.strong'],
      ['/chat?language=en', 'pilcrow-chat .suggestion'],
    ] as const) {
      it(`${address}, ${viewport.width} pixels wide, in both themes`, async () => {
        const { page } = await stage.open(stage.server.url + address, { viewport });
        await page.locator(isReady).first().waitFor({ state: 'attached' });
        await checkWithAxe(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await checkWithAxe(page, { rules: 'colours' });
      });
    }

    it(`found words beside marked words, ${viewport.width} pixels wide`, async () => {
      const { page } = await stage.open(stage.server.url + MARKED, { viewport });
      await page.locator('.find input').fill('читал');
      await page.locator('mark.match').first().waitFor();
      await page.locator('.number').nth(3).focus();
      await page.locator('.ask').waitFor();
      await checkWithAxe(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await checkWithAxe(page, { rules: 'colours' });
    });
  }
});

describe('the chat without documents passes axe', { skip: noBrowser }, () => {
  const stage = setStage(() => openStagedAssistant({ documents: [] }));

  for (const language of ['ru', 'en']) {
    it(`in ${language}`, async () => {
      const { page } = await stage.open(`${stage.server.url}/?language=${language}`);
      await checkWithAxe(page);
    });
  }
});

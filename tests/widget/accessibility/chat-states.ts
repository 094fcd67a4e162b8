import type { Page, Route } from 'playwright-core';
import type { Language } from '../../../src/protocol/language.ts';
import type { ChatMode } from '../../../src/widget/chat-element.ts';
import { ask, type Visit } from '../browser/stage.ts';
import { DOCUMENT, type Outcome, questionFor } from './staged-assistant.ts';

/** A state of the chat, and how a visitor brings it about. */
export interface ChatState {
  name: string;
  mode: ChatMode;
  reach: (visit: Visit, language: Language) => Promise<void>;
}

const PROBLEMS: Record<string, (route: Route) => Promise<void>> = {
  offline: (route) => route.abort('internetdisconnected'),
  limited: (route) => route.fulfill({ status: 429, headers: { 'retry-after': '30' }, json: {} }),
  preparing: (route) => route.fulfill({ status: 503, json: {} }),
  busy: (route) => route.fulfill({ status: 503, json: { error: { code: 'SERVER_BUSY', message: '' } } }),
  refused: (route) => route.fulfill({ status: 400, json: { error: { message: 'Cannot use the request: too long' } } }),
  failed: (route) => route.fulfill({ status: 500, json: {} }),
};

const comesTo =
  (outcome: Outcome, until: string): ChatState['reach'] =>
  async ({ chat }, language) => {
    await ask(chat, questionFor(outcome, language));
    await chat.locator(until).first().waitFor();
  };
const WHOLE = '.turn[aria-busy="false"] .answer';

/** Opens the panel of a launcher, or the sheet of a docked chat. */
export const openChat = (page: Page) => page.evaluate(() => document.querySelector('pilcrow-chat')!.open());

/** Every state a chat can be in. */
export const CHAT_STATES: ChatState[] = [
  { name: 'a closed launcher', mode: 'launcher', reach: ({ chat }) => chat.locator('.launcher').waitFor() },
  {
    name: 'an open launcher',
    mode: 'launcher',
    async reach({ page, chat }) {
      await openChat(page);
      await chat.locator('.suggestion').first().waitFor();
    },
  },
  {
    name: 'an open launcher with an answer',
    mode: 'launcher',
    async reach(visit, language) {
      await openChat(visit.page);
      await comesTo('answered', WHOLE)(visit, language);
    },
  },
  { name: 'a docked field', mode: 'docked', reach: ({ chat }) => chat.locator('textarea').waitFor() },
  { name: 'a docked sheet', mode: 'docked', reach: comesTo('answered', WHOLE) },
  { name: 'inline, empty', mode: 'inline', reach: ({ chat }) => chat.locator('.suggestion').first().waitFor() },
  { name: 'finding', mode: 'inline', reach: comesTo('finding', '.finding') },
  { name: 'answering', mode: 'inline', reach: comesTo('answering', '.answer') },
  {
    name: 'stopped',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('answering', '.answer')(visit, language);
      await visit.chat.locator('.send').click();
      await visit.chat.locator('.notice').waitFor();
    },
  },
  {
    name: 'answered, with an open quote',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('answered', WHOLE)(visit, language);
      await visit.chat.locator('.marker').first().click();
      await visit.chat.locator('.marker[aria-expanded="true"]').waitFor();
    },
  },
  {
    name: 'answered, with a quote pointed at',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('answered', WHOLE)(visit, language);
      await visit.chat.locator('.marker').first().hover();
      await visit.chat.locator('.card').waitFor();
    },
  },
  { name: 'answered in Markdown', mode: 'inline', reach: comesTo('prose', WHOLE) },
  {
    name: 'related',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('related', WHOLE)(visit, language);
      await visit.chat.locator('summary').click();
    },
  },
  {
    name: 'answered, with a thumb and an empty comment',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('answered', WHOLE)(visit, language);
      await visit.chat.locator('.thumb').first().click();
      await visit.chat.locator('.comment').waitFor();
    },
  },
  {
    name: 'in a docked sheet, with a comment that did not get through',
    mode: 'docked',
    async reach(visit, language) {
      await visit.page.route('**/feedback', (route) => route.fulfill({ status: 404, json: {} }));
      await comesTo('unanswered', WHOLE)(visit, language);
      await visit.chat.locator('.thumb').last().click();
      await visit.chat.locator('.comment textarea').fill('В правилах сказано иначе, чем здесь.');
      await visit.chat.locator('.comment textarea').press('Enter');
      await visit.chat.locator('.comment-outcome:not(:empty)').waitFor();
    },
  },
  {
    name: 'answered, with a comment that was sent',
    mode: 'inline',
    async reach(visit, language) {
      await comesTo('answered', WHOLE)(visit, language);
      await visit.chat.locator('.thumb').last().click();
      await visit.chat.locator('.comment textarea').fill('Не то.');
      await visit.chat.locator('.comment .text-button').click();
      await visit.chat.locator('.comment-outcome:not(:empty)').waitFor();
    },
  },
  { name: 'unanswered', mode: 'inline', reach: comesTo('unanswered', '.nearest-link') },
  ...Object.entries(PROBLEMS).map(
    ([name, answer]): ChatState => ({
      name,
      mode: 'inline',
      async reach(visit, language) {
        await visit.page.route('**/api/chat', answer);
        await comesTo('answered', '.failure')(visit, language);
      },
    }),
  ),
  {
    name: 'asked about a paragraph',
    mode: 'inline',
    async reach({ page, chat }) {
      const about = { documentId: DOCUMENT.id, paragraph: 3, text: 'The catalogue is open to everybody' };
      await page.evaluate((paragraph) => document.querySelector('pilcrow-chat')!.askAbout(paragraph), about);
      await chat.locator('.about').waitFor();
    },
  },
];

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillMessage } from '../../../src/widget/messages/fill-message.ts';
import { MESSAGES_BY_LANGUAGE } from '../../../src/widget/messages/messages-by-language.ts';
import { noBrowser } from '../../support/browser.ts';
import { ask, lastAnswer, setStage } from '../browser/stage.ts';
import { openStagedAssistant, questionFor } from './staged-assistant.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';

describe('accessible names', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  for (const language of ['ru', 'en'] as const) {
    const messages = MESSAGES_BY_LANGUAGE[language];
    const other = language === 'ru' ? 'en' : 'ru';
    const citation = fillMessage(messages.citation, { marker: 1, paragraph: 2 });

    it(`has a name in the language of the chat: ${language}`, async () => {
      const { page, chat } = await stage.visit({ language, body: '<pilcrow-chat></pilcrow-chat>' });
      await chat.getByRole('button', { name: messages.open, expanded: false }).press('Enter');
      const panel = chat.getByRole('dialog', { name: messages.heading });
      await panel.getByRole('heading', { name: messages.heading, level: 2 }).waitFor();
      await panel.getByRole('heading', { name: messages.worthAsking, level: 3 }).waitFor();
      await panel.getByRole('textbox', { name: messages.placeholder }).fill(questionFor('related', other));
      await panel.getByRole('button', { name: messages.ask, exact: true }).click();
      await lastAnswer(chat);
      await panel.getByRole('heading', { name: messages.question, level: 3 }).waitFor();
      await panel.getByRole('log', { name: messages.conversation }).waitFor();
      const marker = panel.getByRole('button', { name: citation });
      await marker.press('Enter');
      const card = panel.getByRole('group', { name: citation });
      await card.getByRole('link', { name: messages.showInDocument }).waitFor();
      await card.getByRole('button', { name: messages.close }).waitFor();
      for (const name of [messages.newConversation, messages.copy]) await panel.getByRole('button', { name }).waitFor();
      await panel.locator('summary', { hasText: MESSAGES_BY_LANGUAGE[other].otherNearest }).press('Enter');
      await panel
        .getByRole('link', {
          name: new RegExp(`^${fillMessage(MESSAGES_BY_LANGUAGE[other].paragraph, { paragraph: 4 })}: Раздел 1`),
        })
        .waitFor();
      await page.keyboard.press('Escape');
    });

    it(`names the language of texts that are not the chat's own: ${language}`, async () => {
      const { chat } = await stage.visit({ language, body: INLINE });
      await ask(chat, questionFor('answered', other));
      await lastAnswer(chat);
      const languageOf = (selector: string) =>
        chat.locator(selector).evaluate((element) => element.closest('[lang]')!.getAttribute('lang'));
      assert.equal(await languageOf('.question > span:last-child'), 'en');
      assert.equal(await languageOf('.label'), 'ru');
      for (const [index, quoted] of ['ru', 'en'].entries()) {
        assert.equal(await languageOf(`blockquote >> nth=${index}`), quoted);
        await chat.locator('.marker').nth(index).press('Enter');
        assert.equal(await languageOf(`.marker >> nth=${index}`), language);
        assert.equal(await languageOf('.card-link'), language);
        assert.equal(await languageOf('.card-words'), quoted);
        assert.equal(await languageOf('.place-name'), 'ru');
      }
    });
  }
});

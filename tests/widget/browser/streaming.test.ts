import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation, wholeAnswer } from './prompted-assistant.ts';
import { ask, heightOf, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const delta = (text: string): AnswerEvent => ({ event: 'text-delta', data: { text } });
const texts = (places: Locator) => places.allTextContents();

describe('an answer that arrives', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('is shown as it arrives, without moving what is already shown', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто подписал?');
    const { events } = await nextPrompt();
    await chat.locator('.finding', { hasText: 'Ищем в документе' }).waitFor();
    const question = chat.locator('.question');
    const places = [await heightOf(question)];

    const [citation, later] = [madeUpCitation(), madeUpCitation({ marker: 2, quote: 'Стороны подписали устав.' })];
    events.write({ event: 'citation-added', data: citation });
    events.write(delta('«Стороны договорились.» [1]\n\nИ **подпис'));
    const quote = chat.locator('blockquote');
    await chat.getByText('И **подпис').waitFor();
    places.push(await heightOf(question));
    const first = await heightOf(quote);

    const rest = `али** её все [2].\n\n${'Так сказано в документе. '.repeat(60)}`;
    const text = `«Стороны договорились.» [1]\n\nИ **подпис${rest}`;
    events.write(delta(rest));
    for (const event of wholeAnswer({ text, citations: [citation, later] }).slice(-2)) events.write(event);
    const answer = await lastAnswer(chat);
    assert.equal(await answer.locator('strong').textContent(), 'подписали');
    places.push(await heightOf(question));
    assert.deepEqual(places, Array(3).fill(places[0]));
    assert.equal(await heightOf(quote), first);
  });

  for (const kind of ['related', 'unanswered'] as const) {
    it(`does not move when it turns out to be ${kind}`, async () => {
      const { chat } = await stage.visit({ body: INLINE });
      await ask(chat, 'Кто подписал?');
      const { events } = await nextPrompt();
      const citations = kind === 'related' ? [madeUpCitation()] : [];
      const text =
        kind === 'related' ? 'Ближайшие места в документах:\n«Стороны договорились.» [1]' : 'Об этом не сказано.';
      const all = wholeAnswer({ kind, text, citations });
      for (const event of all.slice(0, -1)) events.write(event);
      const prose = chat.locator('.answer > p').first();
      await chat.locator(kind === 'related' ? 'blockquote' : '.answer').waitFor();
      const places = [await prose.boundingBox()];
      events.write(all.at(-1));
      await chat.locator(`.answer[data-kind="${kind}"]`).waitFor();
      places.push(await prose.boundingBox());
      assert.deepEqual(places[1], places[0]);
    });
  }

  it('is a plain message when it is a reply: nothing to rate, to copy or to look up', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Какие документы есть?');
    const text = 'Я ищу ответы здесь (1 документ):\n- «Устав»';
    (await nextPrompt()).answer({ kind: 'reply', reason: 'documents', confidence: 1, text }, { isKept: true });
    await chat.locator('.answer[data-kind="reply"]').waitFor();
    assert.deepEqual(await texts(chat.locator('.answer li')), ['«Устав»']);
    for (const place of ['.turn-actions', '.feedback', '.nearest', 'blockquote', '.label']) {
      assert.equal(await chat.locator(place).count(), 0, place);
    }
    await ask(chat, 'Кто подписал?');
    (await nextPrompt()).answer({ text: 'Стороны.' }, { isKept: true });
    await chat.locator('.feedback').waitFor();
  });

  it('is stopped by a button, down to the server, and can be retried', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто подписал?');
    const stopped = await nextPrompt();
    stopped.events.write(delta('Подписали сто'));
    await chat.getByText('Подписали сто', { exact: true }).waitFor();
    const left = once(stopped.signal, 'abort');
    await chat.getByRole('button', { name: 'Остановить' }).click();
    await left;
    await chat.locator('.notice', { hasText: 'Ответ остановлен.' }).waitFor();
    assert.deepEqual(await texts(chat.locator('.answer > p')), ['Подписали сто']);

    await chat.getByRole('button', { name: 'Повторить' }).click();
    (await nextPrompt()).answer({ text: 'Подписали стороны.' });
    assert.equal(await (await lastAnswer(chat)).textContent(), 'Подписали стороны.');
    assert.equal(await chat.locator('.turn').count(), 1);
    await chat.locator('textarea:focus').waitFor();
  });

  it('is stopped by the next question', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто подписал?');
    const { signal } = await nextPrompt();
    const left = once(signal, 'abort');
    await ask(chat, 'Где подписали?');
    await left;
    (await nextPrompt()).answer({ text: 'В Астане.' });
    await lastAnswer(chat);
    assert.equal(await chat.locator('.turn').first().locator('.notice').textContent(), 'Ответ остановлен.');
  });

  it('is removed with everything else by a new conversation', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто подписал?');
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
    await ask(chat, 'Где подписали?');
    const { question, signal } = await nextPrompt();
    assert.equal(question.conversationId, 'conversation-1');
    assert.deepEqual(question.history, [
      { role: 'user', content: 'Кто подписал?' },
      { role: 'assistant', content: 'Стороны.' },
    ]);
    const left = once(signal, 'abort');
    await chat.getByRole('button', { name: 'Новый разговор' }).click();
    await left;
    await chat.locator('.suggestion').first().waitFor();
    await chat.locator('textarea:focus').waitFor();
    await chat.getByRole('button', { name: 'Где?' }).click();
    const fresh = await nextPrompt();
    assert.deepEqual([fresh.question.conversationId, fresh.question.history], [undefined, undefined]);
    fresh.answer({ text: 'В Астане.' });
    await lastAnswer(chat);
  });

  for (const hasClipboard of [true, false]) {
    it(`is copied with its sources${hasClipboard ? '' : ', also where the page has no clipboard API'}`, async () => {
      const prepare = hasClipboard ? {} : { prepare: 'delete Navigator.prototype.clipboard' };
      const permissions = ['clipboard-read', 'clipboard-write'];
      const body = `${INLINE}<textarea id="elsewhere"></textarea>`;
      const { page, chat } = await stage.visit({ body }, { permissions, ...prepare });
      await ask(chat, 'Кто подписал?');
      (await nextPrompt()).answer({ text: 'Стороны [1].', citations: [madeUpCitation()] });
      await lastAnswer(chat);
      await chat.getByRole('button', { name: 'Копировать' }).click();
      await chat.getByRole('button', { name: 'Скопировано' }).waitFor();
      await page.locator('#elsewhere').press('Control+V');
      const address = `${stage.server.url}/documents/charter?quote=120-141#paragraph-7`;
      assert.equal(
        await page.locator('#elsewhere').inputValue(),
        `Кто подписал?\n\nСтороны [1].\n\nИсточники:\n[1] «Стороны договорились.» Устав, ¶7: ${address}`,
      );
    });
  }
});

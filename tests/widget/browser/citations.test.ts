import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const DOCUMENT = 'csto-declaration-2024';

describe('the citations of an answer', { skip: noBrowser }, () => {
  const stage = setStage(openIndexedAssistant);

  it('open at their markers, with the quote, its document and paragraph, its neighbours, and a link into the document', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Что сказано о миротворцах?');
    const answer = await lastAnswer(chat);
    const { text } = (await stage.assistant.document(DOCUMENT))!;
    const markers = await answer.locator('.marker').count();
    assert.notEqual(markers, 0);
    for (let index = 0; index < markers; index += 1) {
      await answer.locator('.marker').nth(index).click();
      const card = answer.locator('.card');
      await card.waitFor();
      assert.equal(await card.locator('.place-name').textContent(), 'Декларация Совета коллективной безопасности ОДКБ');
      const paragraph = /^¶(\d+)$/.exec((await card.locator('.place-number').textContent()) ?? '')?.[1];
      const link = new URL((await card.locator('.card-link').getAttribute('href')) ?? '');
      assert.equal(link.origin + link.pathname, `${stage.server.url}/documents/${DOCUMENT}`);
      assert.equal(link.hash, `#paragraph-${paragraph}`);
      const [start, end] = link.searchParams.get('quote')!.split('-').map(Number);
      const [before, quote, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)].map(onOneLine);
      assert.equal(await card.locator('.card-quote').textContent(), quote);
      const neighbours = await card.locator('.neighbour').allTextContents();
      assert.equal(neighbours.length, 2);
      assert.ok(before!.endsWith(onOneLine(neighbours[0]!.replace(/^…/, ''))), neighbours[0]);
      assert.ok(after!.startsWith(onOneLine(neighbours[1]!.replace(/…$/, ''))), neighbours[1]);
      await card.getByRole('button', { name: 'Закрыть' }).click();
      await card.waitFor({ state: 'detached' });
    }
  });

  it('link to the words in the document', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто председательствовал в ОДКБ в 2024 году?');
    const answer = await lastAnswer(chat);
    const quote = await answer.locator('blockquote p').textContent();
    await answer.getByRole('button', { name: 'Цитата 1, абзац 32' }).click();
    const [reader] = await Promise.all([page.waitForEvent('popup'), answer.locator('.card-link').click()]);
    const marked = reader.locator('mark').first();
    await marked.waitFor();
    assert.equal(new URL(reader.url()).hash, '#paragraph-32');
    const words = (await reader.locator('#paragraph-32 mark').allTextContents()).join('');
    assert.ok(quote!.startsWith(onOneLine(words)), words);
  });

  it('show their quote while they are hovered or focused', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто председательствовал в ОДКБ в 2024 году?');
    const answer = await lastAnswer(chat);
    const [marker, card] = [answer.locator('.marker'), answer.locator('.card')];
    await marker.hover();
    await card.waitFor();
    assert.equal(await marker.getAttribute('aria-expanded'), 'false');
    await card.locator('.card-quote').hover();
    assert.equal(await card.count(), 1, 'the pointer may cross from the marker to the card');
    await chat.locator('h2').hover();
    await card.waitFor({ state: 'detached' });

    await page.keyboard.press('Tab');
    await chat.locator('textarea').press('Shift+Tab');
    for (const action of ['[data-thumb="down"]', '[data-thumb="up"]', '.text-button']) {
      await chat.locator(`.turn-actions ${action}:focus`).waitFor();
      await page.keyboard.press('Shift+Tab');
    }
    await chat.locator('.marker:focus').waitFor();
    await card.waitFor();
    await page.keyboard.press('Shift+Tab');
    await card.waitFor({ state: 'detached' });
  });

  it('cause no layout shift when they show their quote, however the lines break', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто председательствовал в ОДКБ в 2024 году?');
    const marker = (await lastAnswer(chat)).locator('.marker');
    const moved = [];
    for (let width = 760; width < 800; width += 4) {
      await page.setViewportSize({ width, height: 600 });
      const before = await marker.boundingBox();
      await marker.focus();
      await marker.press('Enter');
      await chat.locator('.card').waitFor();
      const [after, card] = [(await marker.boundingBox())!, (await chat.locator('.card').boundingBox())!];
      const gap = card.y - after.y - after.height;
      if (before!.x !== after.x || before!.y !== after.y || gap < 0 || gap > 8)
        moved.push({ width, before, after, gap });
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(moved, []);
  });

  it('are not shown for an answer that is only related: it says so and offers more paragraphs', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Что сказано о ядерном оружии?');
    const answer = await lastAnswer(chat);
    assert.equal(await answer.getAttribute('data-kind'), 'related');
    assert.match((await answer.locator('> p').first().textContent()) ?? '', /^Ближайшие места в документах:$/);
    assert.notEqual(await answer.locator('blockquote').count(), 0);
    const nearest = answer.locator('details.nearest');
    assert.equal(await nearest.getAttribute('open'), null);
    await nearest.locator('summary').click();
    assert.equal(await nearest.locator('.nearest-link').count(), 3);
    const cited = await answer.locator('blockquote .place-number').allTextContents();
    const offered = await nearest.locator('.place-number').allTextContents();
    assert.deepEqual(
      offered.filter((number) => cited.includes(number)),
      [],
    );
  });

  it('are missing when the document does not say, and the nearest paragraphs are shown', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Сколько стоит хлеб в магазине?');
    const answer = await lastAnswer(chat);
    assert.equal(await answer.getAttribute('data-kind'), 'unanswered');
    assert.equal(await answer.locator('> p').first().textContent(), 'В документе об этом не сказано.');
    assert.equal(await answer.locator('.marker, blockquote').count(), 0);
    const first = answer.locator('details.nearest[open] .nearest-link').first();
    const number = (await first.locator('.place-number').textContent())!.slice(1);
    assert.equal(await first.getAttribute('href'), `${stage.server.url}/documents/${DOCUMENT}#paragraph-${number}`);
    const [reader] = await Promise.all([page.waitForEvent('popup'), first.click()]);
    await reader.locator(`#paragraph-${number}`).waitFor();
  });

  it('show the outcome: answered, related and unanswered differ in more than their words', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    const looks: string[] = [];
    for (const question of [
      'Кто председательствовал?',
      'Что сказано о ядерном оружии?',
      'Сколько стоит хлеб в магазине?',
    ]) {
      await ask(chat, question);
      await chat.locator('.turn:last-child', { hasText: question }).waitFor();
      const answer = await lastAnswer(chat);
      const quotes = await answer
        .locator('blockquote')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderInlineStart));
      const first = answer.locator('> p').first();
      looks.push(`${quotes[0]} ${await first.evaluate((line) => getComputedStyle(line, '::before').border)}`);
    }
    assert.equal(new Set(looks).size, 3, looks.join('; '));
  });
});

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

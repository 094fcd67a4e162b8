import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';

interface Chat extends HTMLElement {
  open(): void;
  close(): void;
  ask(text: string): Promise<{ text: string } | null>;
}

/** Writes down the events of the chat where they reach the document. */
const LISTEN = `
  window.heard = [];
  window.cancel = false;
  for (const name of ['question', 'answer', 'citation', 'paragraph', 'feedback']) {
    document.addEventListener('pilcrow-' + name, (event) => {
      heard.push({ name, target: event.target.localName, ...structuredClone(event.detail ?? {}) });
      if (cancel) event.preventDefault();
    });
  }`;
const heardOn = (page: Page) =>
  page.evaluate<{ name: string; [detail: string]: unknown }[]>('heard.splice(0, heard.length)');

describe('the interface for the page', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));
  const citations = [madeUpCitation()];
  const paragraphs = [
    {
      documentId: 'charter',
      paragraph: 9,
      text: 'Рядом.',
      similarity: 0.4,
      score: 0.4,
      url: '/documents/charter#paragraph-9',
    },
  ];

  it('has events that reach the document', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { prepare: LISTEN });
    await ask(chat, ' Кто? ');
    (await nextPrompt()).answer({ kind: 'related', text: 'Ближайшее [1].', citations, paragraphs });
    await lastAnswer(chat);
    const [asked, answered] = await heardOn(page);
    assert.deepEqual(asked, { name: 'question', target: 'pilcrow-chat', question: 'Кто?' });
    assert.deepEqual([answered!.name, answered!.question], ['answer', 'Кто?']);
    assert.equal((answered!.answer as { text: string }).text, 'Ближайшее [1].');

    await chat.locator('.marker').click();
    await chat.locator('.marker[aria-expanded="true"]').waitFor();
    assert.deepEqual(await heardOn(page), [
      { name: 'citation', target: 'pilcrow-chat', citation: citations[0], citations, shown: 'quote' },
    ]);
  });

  it('events, which it may cancel to show the words itself', async () => {
    const { page, context, chat } = await stage.visit({ body: INLINE }, { prepare: LISTEN });
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ kind: 'related', text: 'Ближайшее [1].', citations, paragraphs });
    await lastAnswer(chat);
    await chat.locator('.marker').click();
    await chat.locator('.marker[aria-expanded="true"]').waitFor();
    await page.evaluate('heard = [], cancel = true');
    await chat.locator('.card-link').click();
    await chat.locator('.marker').press('Enter');
    await chat.locator('.marker').press('Enter');
    assert.equal(await chat.locator('.marker').getAttribute('aria-expanded'), 'false');
    await chat.locator('summary').click();
    await chat.locator('.nearest-link').click();
    const heard = await heardOn(page);
    assert.deepEqual(
      heard.map(({ name, shown }) => shown ?? name),
      ['document', 'quote', 'paragraph'],
    );
    assert.deepEqual(heard[2], { name: 'paragraph', target: 'pilcrow-chat', documentId: 'charter', paragraph: 9 });
    assert.equal(context.pages().length, 1);
  });

  it('names the documents of the nearest paragraphs where they are of several', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    const near = (documentId: string) => ({ ...paragraphs[0]!, documentId, documentTitle: `Устав ${documentId}` });
    for (const [documentIds, titles] of [
      [
        ['бани', 'сада'],
        ['Устав бани', 'Устав сада'],
      ],
      [['бани'], []],
    ] as const) {
      await ask(chat, 'Кто?');
      (await nextPrompt()).answer({ kind: 'unanswered', text: 'Не сказано.', paragraphs: documentIds.map(near) });
      const shown = (await lastAnswer(chat)).locator('.nearest-title');
      assert.deepEqual(await shown.allTextContents(), titles);
    }
  });

  it('has events of feedback, once the server has saved it', async () => {
    const { page, chat } = await stage.visit(
      { body: INLINE },
      { prepare: LISTEN, expected: /Failed to load resource/ },
    );
    await page.route('**/feedback', (route) => route.fulfill({ status: 500, json: {} }));
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Стороны [1].', citations }, { isKept: true });
    await lastAnswer(chat);
    await chat.locator('.marker').click();
    await page.evaluate('heard = []');
    // The quote covers it, until the focus goes there.
    await chat.locator('.thumb').first().press('Enter');
    await chat.locator('.comment-outcome', { hasText: 'Не отправлено' }).waitFor();
    await page.route('**/feedback', (route) => route.fulfill({ json: {} }));
    await chat.locator('.thumb').first().click();
    await chat.locator('.comment textarea').fill(' Ясно. ');
    await chat.locator('.comment textarea').press('Enter');
    await chat.locator('.comment-outcome', { hasText: 'Отправлено' }).waitFor();
    const heard = await heardOn(page);
    assert.deepEqual(
      heard.map(({ name, target, feedback }) => [name, target, feedback]),
      [
        ['feedback', 'pilcrow-chat', { thumb: 'up', comment: null }],
        ['feedback', 'pilcrow-chat', { thumb: 'up', comment: 'Ясно.' }],
      ],
    );
    assert.equal((heard[0]!.answer as { text: string }).text, 'Стороны [1].');
    await page.evaluate(() => document.querySelector('pilcrow-chat')!.backToAnswer());
    await chat.locator('.marker:focus').waitFor();
  });

  it('has events of opening, closing, a suggestion, a copy and an error', async () => {
    const names = ['open', 'close', 'suggestion', 'copy', 'error', 'question'];
    const visitor = {
      prepare: LISTEN.replace(/\['question.*\]/, JSON.stringify(names)),
      permissions: ['clipboard-write'],
    };
    // A chat inside another component's shadow root: the events reach the document.
    const body = `<div id="host"></div><script>
      document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<pilcrow-chat></pilcrow-chat>';</script>`;
    const { page } = await stage.visit({ body }, { ...visitor, expected: /Failed to load resource/ });
    const chat = page.locator('#host pilcrow-chat');
    await chat.locator('.launcher').click();
    await page.evaluate('cancel = true');
    await chat.getByRole('button', { name: 'Где?' }).click();
    await page.evaluate('cancel = false');
    await chat.getByRole('button', { name: 'Кто?' }).click();
    (await nextPrompt()).answer({ text: 'Стороны [1].', citations });
    await (await lastAnswer(chat)).waitFor();
    await chat.getByRole('button', { name: 'Копировать' }).click();
    await chat.getByRole('button', { name: 'Скопировано' }).waitFor();
    await page.route('**/api/chat', (route) =>
      route.fulfill({ status: 400, json: { error: { message: 'Cannot answer: …' } } }),
    );
    await ask(chat, 'Когда?');
    await chat.locator('.failure').waitFor();
    await page.keyboard.press('Escape');
    const heard = await heardOn(page);
    assert.deepEqual(
      heard.map(({ name, question, during, kind, detail }) => [name, question ?? during, kind, detail].filter(Boolean)),
      [
        ['open'],
        ['suggestion', 'Где?'],
        ['suggestion', 'Кто?'],
        ['question', 'Кто?'],
        ['copy'],
        ['question', 'Когда?'],
        ['error', 'question', 'refused', 'Cannot answer: …'],
        ['close'],
      ],
    );
    assert.match(String(heard[4]!.text), /^Кто\?\n\nСтороны \[1\]\./);
    assert.equal((heard[4]!.answer as { text: string }).text, 'Стороны [1].');
  });

  it('has the methods open, close and ask', async () => {
    const { chat } = await stage.visit();
    await chat.locator('.launcher').waitFor();
    const call = (method: 'open' | 'close') =>
      chat.evaluate((element, name: 'open' | 'close') => (element as Chat)[name](), method);
    await call('open');
    await chat.locator('textarea:focus').waitFor();
    await call('close');
    await chat.locator('.launcher:focus').waitFor();
    assert.equal(await chat.getByRole('dialog').count(), 0);

    const asking = chat.evaluate((element) => (element as Chat).ask('  Кто? '));
    (await nextPrompt()).answer({ text: 'Стороны.' });
    assert.equal((await asking)?.text, 'Стороны.');
    await chat.getByRole('dialog').waitFor();
    assert.equal(await chat.evaluate((element) => (element as Chat).ask(' ')), null);
    assert.equal(await chat.locator('.turn').count(), 1);
  });

  it('has attributes that may change at any time', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await chat.getByRole('heading', { name: 'Вопросы о документе' }).waitFor();
    await chat.getByText('Устав (ru)').waitFor();
    const set = (name: string, value: string) =>
      chat.evaluate((element, [name, value]) => element.setAttribute(name!, value!), [name, value]);
    await set('language', 'en');
    await chat.getByRole('heading', { name: 'Questions about the document' }).waitFor();
    await chat.getByText('Устав (en)').waitFor();
    await set('heading', 'The charter');
    await chat.getByRole('heading', { name: 'The charter' }).waitFor();
    await set('placeholder', 'Ask away');
    await chat.getByPlaceholder('Ask away').waitFor();
    await set('questions', 'Why? | How?');
    await chat.getByRole('button', { name: 'Why?' }).waitFor();
    assert.equal(await chat.locator('.suggestion').count(), 2);
    const paper = () => chat.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    const papers = new Set<string>();
    for (const theme of ['light', 'dark']) {
      await set('theme', theme);
      await chat.locator(`.pilcrow[data-theme="${theme}"]`).waitFor();
      papers.add(await paper());
    }
    assert.equal(papers.size, 2);
    await chat.getByRole('textbox').fill('half a quest');
    await set('mode', 'launcher');
    await chat.getByRole('button', { name: 'Ask a question' }).click();
    await chat.getByRole('dialog', { name: 'The charter' }).waitFor();
    await set('mode', 'docked');
    await chat.locator('.pilcrow[data-mode="docked"]').waitFor();

    await set('document', 'charter');
    await ask(chat, 'Who?');
    const { question, answer } = await nextPrompt();
    assert.deepEqual(question.documentIds, ['charter']);
    answer({ text: 'All of them.' });
    await lastAnswer(chat);
    await set('server', stage.host.origin);
    const asked = page.waitForRequest(`${stage.host.origin}/api/chat`);
    stage.host.put('/api/chat', (_request, response) => response.writeHead(204).end());
    await ask(chat, 'And now?');
    await asked;
  });

  it('defines its element once, also when the script is loaded twice, and no global', async () => {
    const before = await stage.visit({ head: '<script>window.names = Object.getOwnPropertyNames(window)</script>' });
    await before.chat.locator('.launcher').click();
    await before.chat.locator('.suggestion').first().waitFor();
    const added = await before.page.evaluate<string[]>(
      `Object.getOwnPropertyNames(window).filter((name) => name !== 'names' && !names.includes(name))`,
    );
    assert.deepEqual(added, []);

    const twice = stage.script.replace('widget.js', 'widget.js?again');
    const { page, chat } = await stage.visit({ head: `${twice}${stage.script}`, body: INLINE });
    await chat.locator('.suggestion').first().waitFor();
    assert.equal(await page.locator('pilcrow-chat').count(), 1);
  });

  it('does not change the attributes of the page', async () => {
    const body = '<pilcrow-chat class="mine" data-mine="1" mode="docked" heading="Устав"></pilcrow-chat>';
    const { chat } = await stage.visit({ body });
    await chat.locator('textarea').press('Enter');
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
    const names = await chat.evaluate((element) => element.getAttributeNames().filter((name) => name !== 'style'));
    assert.deepEqual(names, ['class', 'data-mine', 'mode', 'heading']);
    assert.equal(await chat.evaluate((element) => element.childNodes.length), 0);
    assert.match(await chat.evaluate((element) => element.style.cssText), /^(--[a-z-]+: [^;]+; ?)*$/);
  });
});

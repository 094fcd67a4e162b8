import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { noBrowser } from '../../support/browser.ts';
import { serveApp } from '../../support/serve-app.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage, type Visit } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const UNANSWERED = { kind: 'unanswered', reason: 'nothing-relevant', language: 'en' } as const;

/** Runs in the page: the language that screen readers read an element in. */
const languageAround = (element: Element) => element.closest('[lang]')?.getAttribute('lang');

describe('the words of the widget', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('are loaded in the language of the page, once, and none for Russian and English', async () => {
    for (const [language, heading] of [
      ['de', 'Fragen zum Dokument'],
      ['zh-Hans', '关于文档的问题'],
      ['uk', 'Запитання про документ'],
      ['en', 'Questions about the document'],
    ] as const) {
      const asked: string[] = [];
      const { page, chat } = await stage.visit({ body: '' });
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.evaluate(
        ([lang, html]) => {
          document.documentElement.lang = lang!;
          document.body.innerHTML = html!;
        },
        [language, INLINE],
      );
      await chat.getByRole('heading', { name: heading }).waitFor();
      assert.equal(await chat.locator('.pilcrow').getAttribute('lang'), language.slice(0, 2));
      const files = asked.filter((path) => path.includes('messages'));
      assert.deepEqual(files, language === 'en' ? [] : [`/widget/messages/${language.slice(0, 2)}.json`]);
    }
  });

  it('come from the server that is asked, below its path', async () => {
    const below = await serveApp({
      assistant,
      allowedOrigins: [stage.host.origin],
      http: { basePath: '/answers' },
    });
    const body = `<pilcrow-chat mode="inline" language="tr" server="${below.url}/answers"></pilcrow-chat>`;
    const { chat } = await stage.visit({ body });
    await chat.getByRole('heading', { name: 'Belge hakkında sorular' }).waitFor();
    await below.stop({ graceMs: 0 });
  });

  it('come from that server in a bundle of the page, too', async () => {
    stage.host.put('/element.js', readFileSync(path.join(PROJECT_DIRECTORY, 'dist/widget/element.js')));
    const body = `<pilcrow-chat mode="inline" language="hy" server="${stage.server.url}"></pilcrow-chat>`;
    const script = '<script type="module">import { define } from "/element.js"; define();</script>';
    const address = stage.host.put(
      '/bundled.html',
      `<!doctype html><html lang="en"><meta charset="utf-8">${script}${body}`,
    );
    const { chat } = await stage.open(address, { expected: /favicon|404/ });
    await chat.getByRole('heading', { name: 'Հարցեր փաստաթղթի մասին' }).waitFor();
  });

  it('are English where the file does not arrive, which is an event', async () => {
    const prepare = `document.addEventListener('pilcrow-error', ({ detail }) => { window.failure = detail })`;
    const { page, chat } = await stage.visit({ body: '' }, { expected: /Failed to load resource/, prepare });
    await page.route('**/widget/messages/**', (route) => route.fulfill({ status: 500 }));
    await page.evaluate(
      (html) => {
        document.body.innerHTML = html;
      },
      INLINE.replace('>', ' language="th">'),
    );
    await chat.locator('.pilcrow[data-waiting="false"]').waitFor();
    await chat.getByRole('heading', { name: 'Questions about the document' }).waitFor();
    assert.equal(await chat.locator('.pilcrow').getAttribute('lang'), 'en');
    await page.waitForFunction('window.failure');
    assert.deepEqual(await page.evaluate('failure'), { during: 'messages', kind: 'failed', detail: null });
  });

  it('are seen in English after a while where the file is slow', async () => {
    const { page, chat } = await stage.visit({ body: '' });
    await page.clock.install();
    let send = () => {};
    await page.route('**/widget/messages/**', (route) => {
      send = () => void route.continue();
    });
    await page.evaluate(
      (html) => {
        document.body.innerHTML = html;
      },
      INLINE.replace('>', ' language="vi">'),
    );
    await chat.locator('.pilcrow[data-waiting="true"]').waitFor({ state: 'attached' });
    await page.clock.fastForward(2000);
    await chat.locator('.pilcrow[data-waiting="false"]').waitFor();
    await chat.getByRole('heading', { name: 'Questions about the document' }).waitFor();
    send();
    await chat.getByRole('heading', { name: 'Câu hỏi về tài liệu' }).waitFor();
  });

  const set = (page: Page, messages: object) =>
    page.evaluate((given) => {
      document.querySelector('pilcrow-chat')!.messages = given;
    }, messages);

  it('are the page’s own by attribute or property, which counts more, also before the script is there', async () => {
    const body = `<pilcrow-chat mode="inline" messages='{"heading":"Устав","greeting":"Здравствуйте"}'></pilcrow-chat>`;
    const { page, chat } = await stage.visit({ body });
    await chat.getByRole('heading', { name: 'Устав' }).waitFor();
    await chat.getByText('Здравствуйте').waitFor();
    await chat.getByRole('heading', { name: 'Можно спросить' }).waitFor();
    await set(page, { heading: 'Вопросы юристу', worthAsking: 'Часто спрашивают' });
    await chat.getByRole('heading', { name: 'Вопросы юристу' }).waitFor();
    await chat.getByRole('heading', { name: 'Часто спрашивают' }).waitFor();

    const early = `<script>const early = document.createElement('pilcrow-chat');
      early.setAttribute('mode', 'inline'); early.messages = { language: 'fr', ask: 'Demander', greeting: 'Bonjour' };
      document.body.append(early);</script>`;
    const second = await stage.visit({ body: early, language: 'fr' });
    await second.chat.getByRole('button', { name: 'Demander' }).waitFor();
    assert.equal(await second.chat.locator('.pilcrow').getAttribute('lang'), 'fr');
  });

  const comesTo = async ({ chat }: Visit, answer: object) => {
    await ask(chat, 'Wer?');
    (await nextPrompt()).answer(answer);
    return lastAnswer(chat);
  };

  it('say what the server says of having no answer, in the language of the chat', async () => {
    const visit = await stage.visit({ body: INLINE, language: 'de' });
    const plain = await comesTo(visit, { ...UNANSWERED, text: 'The document does not say.' });
    assert.match((await plain.textContent())!, /^Dazu steht nichts im Dokument\./);
    assert.equal(await plain.locator('p').first().evaluate(languageAround), 'de');
    const prose = await comesTo(visit, { language: 'en', text: 'They *signed* it.' });
    assert.equal(await prose.locator('p').first().evaluate(languageAround), 'en');
    const told = { ...UNANSWERED, text: 'The document does not say. …', documentLanguages: ['ru', 'en'] };
    const named = await comesTo(visit, told);
    assert.match((await named.textContent())!, /Sprachen der Dokumente: Russisch und Englisch\./);
    const place = await comesTo(visit, { ...UNANSWERED, text: 'There is no clause 99 in the charter.' });
    assert.match((await place.textContent())!, /There is no clause 99/);
    const citations = [madeUpCitation()];
    const text = 'Closest passages:\n“Стороны договорились.” [1]';
    const near = await comesTo(visit, { kind: 'related', language: 'en', text, citations, documentLanguages: ['ru'] });
    assert.match((await near.locator('p').first().textContent())!, /^Dem Sinn nach am nächsten:$/);
    assert.equal(await near.locator('.notice').textContent(), 'Sprache der Dokumente: Russisch.');
    assert.equal(await near.locator('blockquote').count(), 1);
  });

  it('name places in the language of the chat', async () => {
    const citations = [madeUpCitation({ page: 3 })];
    const visit = await stage.visit({ body: INLINE, language: 'zh' });
    const answer = await comesTo(visit, { language: 'en', text: '“Стороны договорились.” [1]', citations });
    assert.match((await answer.locator('.quote-place').textContent())!, /第 3 页/);
  });
});

describe('a line of the page’s own', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  for (const [address, shown] of [
    ['https://example.org/form', 'https://example.org/form'],
    ['tel:+74951234567', 'tel:+74951234567'],
    ['mailto:law@example.org', 'mailto:law@example.org'],
    ['javascript:alert(1)', null],
  ]) {
    it(`stands below an answer that the documents do not have: ${address}`, async () => {
      const body = `<pilcrow-chat mode="inline" contact="Спросите &lt;b&gt;юриста | ${address}"></pilcrow-chat>`;
      const { chat } = await stage.visit({ body });
      await ask(chat, 'Кто?');
      (await nextPrompt()).answer({ text: 'Стороны.' });
      assert.equal(await (await lastAnswer(chat)).locator('.contact').count(), 0);
      await ask(chat, 'Где?');
      (await nextPrompt()).answer({ ...UNANSWERED, language: 'ru', text: 'В документе об этом не сказано.' });
      const line = (await lastAnswer(chat)).locator('.contact');
      assert.equal(await line.textContent(), 'Спросите <b>юриста');
      const link = line.getByRole('link');
      assert.equal((await link.count()) === 0 ? null : await link.getAttribute('href'), shown);
    });
  }
});

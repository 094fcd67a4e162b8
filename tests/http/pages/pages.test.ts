import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { Script } from 'node:vm';
import type { Document } from '../../../src/documents/document.ts';
import type { DocumentSummary } from '../../../src/protocol.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { withServedApp } from '../../support/serve-app.ts';

const TITLE = `<script>alert("1")</script> & 'договор'`;
const TEXT = 'Первый & <b>главный</b>\n\n<img src=x onerror=alert(1)>\nвторая строка\n\n"Третий"';
const DOCUMENT: Document = {
  id: 'договор "1"',
  title: TITLE,
  language: 'ru',
  date: null,
  text: TEXT,
  sha256: '',
  paragraphs: TEXT.split('\n\n').map((paragraph, index) => {
    const start = TEXT.indexOf(paragraph);
    return { number: index + 1, start, end: start + paragraph.length };
  }),
};
const SUMMARY: DocumentSummary = { id: DOCUMENT.id, title: TITLE, language: 'ru', paragraphs: 3, sha256: '' };

const assistant = createScriptedAssistant({
  documents: async () => [SUMMARY],
  document: async (id) => (id === DOCUMENT.id ? DOCUMENT : null),
});

async function openPage(address: string, headers: Record<string, string> = {}) {
  let page = { html: '', type: '', policy: '', vary: '' };
  await withServedApp({ assistant }, async ({ url }) => {
    const response = await fetch(url + address, { headers });
    assert.equal(response.status, 200);
    const header = (name: string) => response.headers.get(name) ?? '';
    page = {
      html: await response.text(),
      type: header('content-type'),
      policy: header('content-security-policy'),
      vary: header('vary'),
    };
  });
  return page;
}

const DOCUMENT_ADDRESS = `/documents/${encodeURIComponent(DOCUMENT.id)}`;
const inlineOf = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'gs'))].map((match) => match[1]!);

describe('pages', { timeout: 20_000 }, () => {
  for (const address of ['/', DOCUMENT_ADDRESS]) {
    it(`${address} lets through its own script and style and nothing else`, async () => {
      const { html, type, policy } = await openPage(address);
      assert.equal(type, 'text/html; charset=utf-8');
      const allowed = [...policy.matchAll(/'(sha256-[^']+)'/g)].map((match) => match[1]);
      const inline = [...inlineOf(html, 'script'), ...inlineOf(html, 'style')];
      const needed = inline.map((text) => `sha256-${createHash('sha256').update(text).digest('base64')}`);
      assert.deepEqual(allowed.sort(), needed.sort());
      assert.match(policy, /^default-src 'none'; /);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.doesNotMatch(html, /\sstyle=|\son\w+="/);
    });

    it(`${address} shows the title as text`, async () => {
      const { html } = await openPage(address);
      assert.ok(html.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;договор&#39;'));
      assert.ok(!html.includes('<script>alert'));
    });
  }

  it('a document has every paragraph under its number, as text', async () => {
    const { html } = await openPage(DOCUMENT_ADDRESS);
    assert.match(html, /<html lang="ru">/);
    assert.match(html, /<p id="paragraph-1">.*>¶1<\/a>Первый &amp; &lt;b&gt;главный&lt;\/b&gt;<\/p>/);
    assert.match(html, /<p id="paragraph-2">.*>¶2<\/a>&lt;img src=x onerror=alert\(1\)&gt;\nвторая строка<\/p>/);
    assert.match(html, /<p id="paragraph-3"><a [^>]*href="#paragraph-3"/);
  });

  it('the start page speaks the language of the browser and links the documents', async () => {
    const inRussian = await openPage('/', { 'accept-language': 'ru-RU,ru;q=0.9,en-US;q=0.8' });
    assert.match(inRussian.html, /<html lang="ru">.*Спросить/s);
    assert.match(inRussian.vary, /Accept-Language/);
    const inEnglish = await openPage('/', { 'accept-language': 'en-GB,ru;q=0.5' });
    assert.match(inEnglish.html, /<html lang="en">.*Ask/s);
    assert.match((await openPage('/', { 'accept-language': 'ja' })).html, /<html lang="en">/);
    assert.ok(inEnglish.html.includes(`href="${DOCUMENT_ADDRESS}"`));
  });

  it('the script of the start page parses, and puts what it is told on the page as text only', async () => {
    const [script] = inlineOf((await openPage('/')).html, 'script');
    assert.doesNotThrow(() => new Script(script!));
    assert.doesNotMatch(script!, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });
});

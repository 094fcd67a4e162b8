import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../../../src/documents/document.ts';
import type { DocumentSummary } from '../../../../src/protocol/documents.ts';
import { assertExcludes, assertIncludes } from '../../../support/assertions.ts';
import { documentOf, listed } from '../../../support/document-of.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { withServedApp } from '../../../support/serve-app.ts';

const TITLE = `<script>alert("1")</script> & 'договор'`;
const SHOWN_TITLE = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;договор&#39;';

function createDocument(changes: Partial<Document> = {}): Document {
  const text = 'Первый & <b>главный</b>\n\n<img src=x onerror=alert(1)>\nвторая строка\n\n"Третий"';
  return documentOf(text, {
    ...{ id: 'договор "1"', title: TITLE, language: 'ru', date: '2024-11-28', sha256: 'one' },
    ...changes,
  });
}

const DOCUMENT = createDocument();
const ADDRESS = `/documents/${encodeURIComponent(DOCUMENT.id)}`;

async function open(address: string, { documents = [DOCUMENT], headers = {} }: Opening = {}) {
  const summaries: DocumentSummary[] = documents.map(listed);
  const assistant = createScriptedAssistant({
    documents: async () => summaries,
    document: async (id) => documents.find((document) => document.id === id) ?? null,
  });
  let opened!: { status: number; html: string; headers: Headers };
  await withServedApp({ assistant }, async ({ url }) => {
    // Without a cache-control of its own, fetch would ask for an answer that no cache may shorten.
    const response = await fetch(url + address, { headers: { 'cache-control': 'max-age=0', ...headers } });
    opened = { status: response.status, html: await response.text(), headers: response.headers };
  });
  return opened;
}

interface Opening {
  documents?: Document[];
  headers?: Record<string, string>;
}

describe('pages', { timeout: 30_000 }, () => {
  for (const address of [
    '/',
    ADDRESS,
    '/chat?heading=%3Cscript%3E&questions=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E',
  ]) {
    it(`${address} is one HTML, one script and one style, and loads nothing else`, async () => {
      const { html, headers } = await open(address);
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      const policy = headers.get('content-security-policy')!;
      assert.match(
        policy,
        /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;/,
      );
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      const loaded = [...html.matchAll(/ (?:src|href)="((?!#)[^"]+)"/g)].map((match) => match[1]!);
      assert.match(loaded[0]!, /^data:image\/svg\+xml,/);
      assert.match(loaded[1]!, /^\/reader\.css\?v=[0-9a-f]{16}$/);
      assert.match(loaded[2]!, /^\/(reader|widget)\.js\?v=[0-9a-f]{16}$/);
      assert.doesNotMatch(html, /<style|<script>|<script(?! type="module" src)|\sstyle=|\son\w+="|<img/);
    });

    it(`${address} is answered with 304 and its security policy while nothing has changed`, async () => {
      const first = await open(address);
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      const headers = { 'if-none-match': first.headers.get('etag')! };
      const second = await open(address, { headers });
      assert.deepEqual([second.status, second.html], [304, '']);
      assert.equal(second.headers.get('content-security-policy'), first.headers.get('content-security-policy'));
      const inEnglish = await open(address, { headers: { ...headers, 'accept-language': 'en' } });
      assert.equal(inEnglish.status, 200);
    });
  }

  it('a changed document gets a new ETag, whatever changed in it', async () => {
    const changes: Partial<Document>[] = [
      {},
      documentOf('Второй'),
      { title: 'Другое' },
      { language: 'en' },
      { date: null },
    ];
    const etags = new Set<string | null>();
    for (const change of changes) {
      for (const address of ['/', ADDRESS]) {
        etags.add((await open(address, { documents: [createDocument(change)] })).headers.get('etag'));
      }
    }
    assert.equal(etags.size, changes.length * 2);
  });

  it('say in the list and above a document what of its file could not be read', async () => {
    const scanned = createDocument({ id: 'scan', omissions: [{ kind: 'pages-without-text', count: 2, of: 4 }] });
    const documents = [scanned, DOCUMENT];
    for (const [language, said] of Object.entries({
      ru: '2 из 4 страниц без текста',
      en: '2 of 4 pages have no text',
    })) {
      for (const address of ['/', '/documents/scan']) {
        const { html } = await open(address, { documents, headers: { 'accept-language': language } });
        assert.equal(html.split(`<p class="omissions" lang="${language}">${said}</p>`).length, 2, address);
      }
    }
  });

  it('names languages that it does not speak, and says nothing of one that is not known', async () => {
    const german = createDocument({ id: 'vertrag', language: 'de' });
    const unknown = createDocument({ id: 'codes', language: 'und' });
    const documents = [german, unknown];
    const list = await open('/', { documents, headers: { 'accept-language': 'ru' } });
    assertIncludes(list.html, '<p class="metadata">немецкий · 3 абзаца</p>');
    assertIncludes(list.html, '<p class="metadata">3 абзаца</p>');
    const { html } = await open('/documents/vertrag', { documents, headers: { 'accept-language': 'ru' } });
    assertIncludes(html, '<article class="document" lang="de"');
    assertIncludes(html, '<a class="number" href="#paragraph-2" lang="ru" aria-label="Абзац 2">¶2</a>');
  });

  it('a document shows its title once, its metadata, and every paragraph with its number, as text', async () => {
    const { html } = await open(ADDRESS, { headers: { 'accept-language': 'ru' } });
    assertIncludes(html, `<title>${SHOWN_TITLE} ¶ Pilcrow</title>`);
    assert.deepEqual(html.match(/<h1.*<\/h1>/g), [`<h1 dir="auto">${SHOWN_TITLE}</h1>`]);
    assert.match(html, /<article class="document" lang="ru" data-document="договор &quot;1&quot;"/);
    assert.match(html, /28 ноября 2024 года · 3 абзаца/);
    assertIncludes(
      html,
      '<p id="paragraph-2" class="paragraph" dir="auto" data-start="25"><a class="number" href="#paragraph-2" aria-label="Абзац 2">¶2</a> ' +
        '<span class="text">&lt;img src=x onerror=alert(1)&gt;\nвторая строка</span></p>',
    );
  });

  it('uses the language of the URL, or else of the browser, and sets Vary for it', async () => {
    const language = async (address: string, accepted: string) => {
      const { html, headers } = await open(address, { headers: { 'accept-language': accepted } });
      assert.match(headers.get('vary')!, /Origin.*Accept-Language/);
      assert.match(html, /<pilcrow-chat id="chat" mode="inline" language="(ru|en)"/);
      return /<html lang="(\w+)"/.exec(html)![1];
    };
    for (const address of ['/', ADDRESS, '/chat']) {
      assert.equal(await language(address, 'ru-RU,ru;q=0.9,en-US;q=0.8'), 'ru');
      assert.equal(await language(address, 'en-GB,ru;q=0.5'), 'en');
      assert.equal(await language(address, 'ja'), 'en');
      assert.equal(await language(address, '*'), 'ru');
      assert.equal(await language(`${address}?language=ru`, 'en'), 'ru');
      assert.equal(await language(`${address}?language=fr&language=ru`, 'en'), 'en');
    }
  });

  it('the front page shows the only document, and its chat asks it', async () => {
    const { html } = await open('/');
    assert.match(html, /<pilcrow-chat [^>]*document="договор &quot;1&quot;"/);
    assert.match(html, /<article [^>]*data-document="договор &quot;1&quot;"/);
    assert.doesNotMatch(html, /class="document-list"/);
  });

  it('the front page lists several documents with their metadata, and its chat asks all of them', async () => {
    const other = createDocument({ id: 'other', title: 'Other', language: 'en', tags: ['a & b', 'в'] });
    const { html } = await open('/', { documents: [DOCUMENT, other], headers: { 'accept-language': 'ru' } });
    assert.doesNotMatch(html, /<pilcrow-chat [^>]*(?:document|tags)=/);
    assert.doesNotMatch(html, /<article/);
    assert.match(html, /<h1>Документы <span class="count">2<\/span><\/h1>/);
    assertIncludes(html, `<a class="title" href="${ADDRESS}" lang="ru" dir="auto">${SHOWN_TITLE}</a>`);
    assertIncludes(html, '<a class="title" href="/documents/other" lang="en" dir="auto">Other</a>');
    assertIncludes(html, 'английский · 3 абзаца <a class="tag" href="/?tag=a+%26+b">a &amp; b</a> <a class="tag"');
  });

  it('the front page limits list and chat to a tag', async () => {
    const documents = [DOCUMENT, createDocument({ id: 'other', title: 'Other', tags: ['"a"'] })];
    const { html } = await open('/?tag=%22a%22', { documents, headers: { 'accept-language': 'en' } });
    assert.match(html, /<h1>Documents tagged “&quot;a&quot;” <span class="count">1<\/span><\/h1>/);
    assert.match(html, /<pilcrow-chat [^>]*tags="&quot;a&quot;"/);
    assertExcludes(html, ADDRESS);
    assertIncludes(html, '<a href="/">All documents</a>');
  });

  it('the front page lists a hundred of many documents, and links to the next', async () => {
    const documents = Array.from({ length: 250 }, (_, count) =>
      createDocument({ id: `doc-${count}`, title: `Документ ${String(count).padStart(3, '0')}` }),
    );
    const listed = (html: string) => [...html.matchAll(/<li data-id="(doc-\d+)"/g)].map((match) => match[1]);
    const first = (await open('/', { documents })).html;
    assert.deepEqual([listed(first).length, listed(first)[0]], [100, 'doc-0']);
    assert.match(first, /<nav class="pages".*\n<span>1 \/ 3<\/span> <a rel="next" href="\/\?page=2">/);
    const last = (await open('/?page=3', { documents })).html;
    assert.deepEqual([listed(last).length, listed(last).at(-1)], [50, 'doc-249']);
    assert.deepEqual(listed((await open('/?page=99', { documents })).html), listed(last));
    assert.equal(listed((await open('/?page=-1', { documents })).html).length, 100);
    assert.ok(first.length < 60_000, `${first.length} characters`);
  });

  it('the front page says what to do where there are no documents', async () => {
    const { html } = await open('/', { documents: [], headers: { 'accept-language': 'ru' } });
    assert.match(html, /<h1>Документов пока нет<\/h1>/);
    assert.doesNotMatch(html, /<pilcrow-chat/);
  });

  it('an unknown document is shown as a page to people, and as an error to programs', async () => {
    const page = await open('/documents/%3Cb%3E', {
      headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': 'en' },
    });
    assert.equal(page.status, 404);
    assert.match(page.html, /<h1>There is no such document<\/h1>\n<p>It may .+\. <a href="\/">To the documents<\/a>/);
    const error = await open('/documents/%3Cb%3E', { headers: { accept: '*/*' } });
    assert.equal(error.status, 404);
    assert.equal(JSON.parse(error.html).error.code, 'DOCUMENT_UNKNOWN');
  });

  it('any other unknown address is a page with a way back to people, and an error to programs', async () => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const page = await open('/no/such/%3Cplace%3E', { headers: { accept, 'accept-language': 'ru' } });
    assert.equal(page.status, 404);
    assert.match(page.html, /<h1>Такой страницы нет<\/h1>\n<p>.+ <a href="\/">К документам<\/a>/);
    assert.doesNotMatch(page.headers.get('content-security-policy')!, /unsafe-inline/);
    for (const other of ['application/json', '*/*']) {
      const error = await open('/no/such/place', { headers: { accept: other } });
      assert.equal(error.status, 404, other);
      assert.equal(JSON.parse(error.html).error.code, 'NOT_FOUND', other);
    }
  });

  it('the page for frames passes the attributes in its URL to the chat, and nothing else', async () => {
    const query = new URLSearchParams({
      theme: 'dark',
      heading: '<b>"',
      document: 'a b',
      language: 'ru',
      mode: 'launcher',
    });
    const { html } = await open(`/chat?${query}`);
    assert.match(html, /<html lang="ru" data-theme="dark">/);
    assertIncludes(
      html,
      '<pilcrow-chat id="chat" mode="inline" language="ru" theme="dark" heading="&lt;b&gt;&quot;" document="a b"></pilcrow-chat>',
    );
    assert.match((await open('/chat?theme=%22x')).html, /<html lang="ru">/);
    const german = (await open('/chat?language=de', { headers: { 'accept-language': 'en' } })).html;
    assert.match(german, /<html lang="en">[\s\S]*<pilcrow-chat id="chat" mode="inline" language="de">/);
  });
});

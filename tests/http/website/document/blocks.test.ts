import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../../src/documents/canonical-text/compose-text.ts';
import { noteReference } from '../../../../src/documents/canonical-text/note-reference.ts';
import { withPageKind } from '../../../../src/documents/canonical-text/page-kind.ts';
import { documentArticle } from '../../../../src/http/website/document/document-article.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { documentOf } from '../../../support/document-of.ts';
import { STRUCTURED } from '../../../support/structured-document.ts';

/** The whole article. */
const articleHtml = (...shown: Parameters<typeof documentArticle>) => [...documentArticle(...shown)].join('');
const articleOf = (blocks: Block[]) => articleHtml(documentOf('', composeText(blocks, { title: null })), 'en');
const plain = (html: string) =>
  html.replace(/<[^>]+>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name as 'amp']);
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** A cell or item without what is not to be seen. */
const seen = (html: string) => html.replace(/<span class="signs">[^<]*<\/span>/g, '');

describe('blocks of a document', () => {
  it('are its text without their tags, character for character', () => {
    const html = articleHtml(STRUCTURED, 'ru');
    const texts = [...html.matchAll(/<(div|span) class="text">([\s\S]*?)<\/\1><\/(?:p|div|h\d)>/g)];
    assert.deepEqual(
      texts.map(([, , own]) => plain(own!)),
      STRUCTURED.paragraphs.map(({ start, end }) => STRUCTURED.text.slice(start, end)),
    );
  });

  it('are lists within lists, each item with its own marker', () => {
    const items = [
      { marker: '7.', depth: 0, text: 'oars & <ropes>' },
      { marker: null, depth: 1, text: 'long' },
      { marker: '8.', depth: 0, text: 'a key' },
    ];
    const html = seen(articleOf([{ kind: 'list', page: null, items }]));
    assertIncludes(
      html,
      '<ol role="list"><li><span class="item marked"><span class="marker">7.</span> oars &amp; &lt;ropes&gt;</span>' +
        '<ul role="list"><li><span class="item bulleted">long</span></li></ul></li>' +
        '<li><span class="item marked"><span class="marker">8.</span> a key</span></li></ol>',
    );
  });

  it('are tables with header cells, and cells that span rows and columns', () => {
    const html = seen(articleHtml(STRUCTURED, 'ru'));
    assertIncludes(html, '<caption>Таблица 1. Плата за место, ₽ в месяц</caption><thead><tr>');
    assertIncludes(
      html,
      '<th scope="col" rowspan="2">Причал</th><th scope="colgroup" colspan="2">Длина лодки</th></tr>',
    );
    assertIncludes(html, '<tr><td rowspan="2">Северный</td><td>1 200</td>');
    assertIncludes(
      html,
      '</tr><tr><td>1 350</td><td>2 400</td></tr><tr><td>Южный</td><td colspan="2">1 800 без различия',
    );
  });

  it('name the header above each part of a divided table, outside of its text', () => {
    const parts = articleHtml(STRUCTURED, 'ru').split('<thead class="repeated">').slice(1);
    assert.ok(parts.length > 1, 'the table is not divided');
    for (const part of parts) {
      assert.match(part, /^<tr><th scope="col" aria-label="Фонарь" data-text="Фонарь"><\/th>/);
    }
  });

  it('keep the lines and blanks of code', () => {
    const html = articleHtml(STRUCTURED, 'ru');
    assertIncludes(html, '<pre><code>def fee(length):\n    if length &lt; 5:\n        return 1_200</code></pre>');
  });

  it('link notes and their marks, wherever the marks stand', () => {
    const mark = noteReference({ id: 'a', marker: '*' });
    const html = articleOf([
      { kind: 'paragraph', text: 'None.', page: null },
      { kind: 'list', page: null, items: [{ marker: null, depth: 0, text: `48${mark} boats` }] },
      { kind: 'note', id: 'a', marker: '*', text: 'Without rafts.', page: null },
    ]);
    assertIncludes(html, '48<a class="note-mark" href="#paragraph-3">[*]</a> boats');
    assertIncludes(html, 'class="text"><a class="note-mark" href="#paragraph-2">[*]</a> Without rafts.');
  });

  it('say under the title what an act says of itself, in its language, and its date once', () => {
    const line = /<p class="metadata" lang="en">(.*?) · \d+ paragraphs/;
    assert.equal(
      line.exec(articleHtml(STRUCTURED, 'en'))?.[1],
      '<span class="act" lang="ru">Правила № 7-П от 20 мая 2024 года, Тихая гавань</span>',
    );
    const lease = { ...STRUCTURED, language: 'en-GB', date: '2024-06-01', act: { kind: 'lease', date: '2024-05-20' } };
    assert.equal(
      line.exec(articleHtml(lease, 'en'))?.[1],
      '<span class="act" lang="en">Lease of 20 May 2024</span> · 1 June 2024',
    );
    const other = { ...STRUCTURED, language: 'be' };
    assert.equal(line.exec(articleHtml(other, 'en'))?.[1], '20 May 2024');
  });

  it('name a slide, sheet or cell where it starts', () => {
    const slides = { ...STRUCTURED, ...withPageKind(STRUCTURED, 'slide') };
    assertIncludes(articleHtml(slides, 'ru'), '<p class="page-mark" lang="ru">слайд 2</p>');
    assertIncludes(articleHtml(STRUCTURED, 'ru'), '<p class="page-mark" lang="ru">с. 2</p>');
  });

  it('say under the title what could not be read', () => {
    assertIncludes(
      articleHtml(STRUCTURED, 'en'),
      '<p class="omissions" lang="en">2 of 6 pages have no text (pages 5, 6) · 3 formulas could not be read</p>',
    );
    assert.equal(articleOf([{ kind: 'paragraph', text: 'All.', page: null }]).includes('omissions'), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../../src/documents/canonical-text/compose-text.ts';
import { documentArticle } from '../../../../src/http/website/document/document-article.ts';
import { documentOf } from '../../../support/document-of.ts';

/** A document of headings (with a level) and paragraphs (with a page). */
function articleOf(title: string, blocks: [levelOrPage: string, text: string][]): string {
  const read = blocks.map(([mark, text]): Block => {
    const number = Number(mark.slice(1));
    if (mark.startsWith('h')) return { kind: 'heading', level: number, text, page: null };
    return { kind: 'paragraph', text, page: number || null };
  });
  return [...documentArticle(documentOf('', { title, language: 'ru', ...composeText(read, { title }) }), 'ru')].join(
    '',
  );
}

describe('headings and pages of a document', () => {
  const html = articleOf('Сад', [
    ['h1', 'Сад'],
    ['p1', 'Открыт.'],
    ['h2', 'Вход & выход'],
    ['p1', 'Бесплатный.'],
    ['p3', 'Служба | Часы\nСклад | 8:00'],
    ['h3', 'Группы'],
    ['p3', 'По заявке.'],
    ['h2', 'Ничего'],
  ]);

  it('are shown as headings above their paragraphs', () => {
    assert.match(html, /<h2 id="heading-1" class="heading" dir="auto">Вход &amp; выход<\/h2>\n<p id="paragraph-2"/);
    assert.match(html, /<h3 id="heading-2" class="heading" dir="auto">Группы<\/h3>\n<p id="paragraph-4"/);
    assert.match(html, />4 абзаца</);
  });

  it('leave out a repeated title, and a heading without paragraphs', () => {
    assert.equal(html.split('>Сад<').length, 2);
    assert.equal(html.includes('Ничего'), false);
  });

  it('are listed in the table of contents', () => {
    assert.match(
      html,
      /<li class="level-1"><a href="#heading-1" dir="auto"><span class="entry-number">¶2<\/span> Вход &amp; выход/,
    );
    assert.match(
      html,
      /<li class="level-2"><a href="#heading-2" dir="auto"><span class="entry-number">¶4<\/span> Группы/,
    );
  });

  it('mark each page where it starts, and only there', () => {
    assert.deepEqual(html.match(/<p class="page-mark" lang="ru">[^<]+/g), [
      '<p class="page-mark" lang="ru">с. 1',
      '<p class="page-mark" lang="ru">с. 3',
    ]);
    assert.equal(articleOf('Сад', [['p0', 'Открыт.']]).includes('page-mark'), false);
  });

  it('keep the lines of a table', () => {
    assert.match(html, /<p id="paragraph-3" class="paragraph lines"/);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Assistant } from '../../../src/assistant.ts';
import type { Document } from '../../../src/documents/document.ts';
import { noBrowser } from '../../support/browser.ts';
import { documentOf } from '../../support/document-of.ts';
import { STRUCTURED } from '../../support/structured-document.ts';
import { DECLARATION, startReader } from './open-reader.ts';

const HOSTILE_TEXT = [
  '# <img src=x onerror=alert(1)>',
  '  <script>alert(1)</script> & "quotes" \u2028 \u00a0 &amp; </span></p></article>',
  'carriage\rreturn, \ttab, \u0001 control, form\ffeed, \u200f and \ud83d\ude00',
  '- list\n-   item',
  'За Армению   <b>За Беларусь</b>\nподпись    подпись',
  '## Heading with `code`',
  `long${'безпробелов'.repeat(60)}`,
].join('\n\n');

function createDocument(id: string, text: string): Document {
  const title = `</title><script>alert(1)</script> ${id}`;
  return documentOf(text, { id, title, language: 'ru', sha256: id });
}

const ARABIC = documentOf('تُرسل الطرود كل مساء.\n\nRiga is a city.', {
  id: 'arabic',
  title: 'عن الطرود',
  language: 'ar',
});

const MADE = [
  STRUCTURED,
  ARABIC,
  createDocument('hostile', HOSTILE_TEXT),
  createDocument('long', Array.from({ length: 10_000 }, (_, index) => `Абзац о деле № ${index + 1}.`).join('\n\n')),
];
const withMade = (assistant: Assistant): Assistant => ({
  ...assistant,
  chain: assistant.chain,
  documents: async () => [
    ...(await assistant.documents()),
    ...MADE.map((document) => ({ ...document, paragraphs: document.paragraphs.length })),
  ],
  introduction: async () => ({ about: '', questions: [] }),
  document: async (id) => MADE.find((document) => document.id === id) ?? assistant.document(id),
});

describe('the reader page', { skip: noBrowser }, () => {
  const reader = startReader(withMade);
  const field = (page: Page) => page.getByRole('searchbox', { name: 'Найти в документе' });
  const count = (page: Page) => page.locator('#find output').textContent();
  const current = (page: Page) => page.locator('mark.match.strong').textContent();

  for (const id of ['csto-declaration-2024', 'hostile', 'long', STRUCTURED.id]) {
    it(`has the canonical text of ${id}, character for character`, async () => {
      const document = MADE.find((made) => made.id === id) ?? (await reader.assistant().document(id))!;
      const page = await reader.open(`/documents/${id}`);
      const texts = await page.locator('.paragraph > .text').allTextContents();
      const slices = document.paragraphs.map(({ start, end }) => document.text.slice(start, end));
      assert.equal(texts.length, slices.length);
      for (const [index, slice] of slices.entries()) assert.equal(texts[index], slice);
      await page.context().close();
    });
  }

  it('runs each paragraph, the title and the contents in the direction of their letters', async () => {
    const page = await reader.open(`/documents/${ARABIC.id}`);
    const directions = await page
      .locator('h1, .contents a, .paragraph')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    assert.deepEqual(directions, ['rtl', 'rtl', 'ltr', 'rtl', 'ltr']);
    await page.context().close();
  });

  it('finds words as they are typed, goes from one to the next, and clears them at Escape', async () => {
    const page = await reader.open(DECLARATION);
    await field(page).fill('ЕЁ спец');
    assert.equal(await count(page), '1 из 2');
    assert.equal(await current(page), 'ее спец');
    const first = await page.locator('mark.match.strong').evaluate(paragraphOf);
    await field(page).press('Enter');
    assert.equal(await count(page), '2 из 2');
    assert.notEqual(await page.locator('mark.match.strong').evaluate(paragraphOf), first);
    await field(page).press('Enter');
    assert.equal(await count(page), '1 из 2');
    await field(page).press('Shift+Enter');
    assert.equal(await count(page), '2 из 2');
    await page.getByRole('button', { name: 'Предыдущее' }).click();
    assert.equal(await count(page), '1 из 2');
    await field(page).fill('нет таких слов');
    assert.equal(await count(page), 'Не найдено');
    await field(page).press('Escape');
    assert.equal(await field(page).inputValue(), '');
    assert.equal(await page.locator('mark').count(), 0);
    await page.context().close();
  });

  it('finds words inside a citation without disturbing its mark', async () => {
    const page = await reader.open(`${DECLARATION}?quote=0-10#paragraph-1`);
    await field(page).fill('АЦИЯ Сов');
    assert.equal(await page.locator('mark.citation').textContent(), 'ДЕКЛАРАЦИЯ');
    assert.equal((await page.locator('mark.match').allTextContents()).join(''), 'АЦИЯ Сов');
    await field(page).fill('');
    assert.deepEqual(await page.locator('mark').allTextContents(), ['ДЕКЛАРАЦИЯ']);
    await page.context().close();
  });

  it('finds words in a document of ten thousand paragraphs', async () => {
    const page = await reader.open('/documents/long#paragraph-9000');
    assert.equal(await page.locator('mark').textContent(), 'Абзац о деле № 9000.');
    await field(page).fill('о деле');
    assert.match((await count(page))!, /^(89|90)\d\d из 10000$/);
    await field(page).fill('9999');
    assert.equal(await count(page), '1 из 1');
    const listed = await page.locator('.contents li').count();
    assert.ok(listed <= 40, `${listed} entries`);
    await page.context().close();
  });

  it('works without JavaScript: the text, the table of contents, and the paragraph of the URL', async () => {
    const page = await reader.open(`${DECLARATION}#paragraph-18`, { javaScriptEnabled: false });
    await page.locator('.chat noscript p').waitFor();
    assert.equal(await page.locator('#find').isHidden(), true);
    await page.locator('summary').click();
    await page.locator('.contents a').first().waitFor();
    assert.match((await page.locator('#paragraph-18:target').textContent())!, /«Наемник»/);
    await page.context().close();
  });

  it('does not scroll sideways in a narrow window', async () => {
    for (const path of [DECLARATION, '/documents/hostile', '/chat']) {
      const page = await reader.open(path, { viewport: { width: 320, height: 640 } });
      const overflow = '(document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)';
      assert.equal(await page.evaluate(overflow), 0, path);
      await page.context().close();
    }
  });

  it('runs no script of a document, and causes no errors in the browser', async () => {
    const page = await reader.open('/documents/hostile#paragraph-1');
    assert.equal(await page.locator('main img, main script').count(), 0);
    assert.equal(await page.title(), '</title><script>alert(1)</script> hostile ¶ Pilcrow');
    await page.context().close();
    assert.deepEqual(reader.complaints, []);
  });
});

/** Runs in the page. */
function paragraphOf(mark: { closest: (selector: string) => { id: string } | null }): string | undefined {
  return mark.closest('.paragraph')?.id;
}

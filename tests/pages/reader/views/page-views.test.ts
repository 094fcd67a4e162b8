import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Citation } from '../../../../src/protocol/answer.ts';
import type { DocumentText } from '../../../../src/protocol/documents.ts';
import { type Letter, lettersOfPdf } from '../../../documents/positions/letters-on-page.ts';
import { launchBrowser, noBrowser } from '../../../support/browser.ts';
import { formOf, serveDocuments } from '../../../support/serve-documents.ts';
import { until } from '../../../support/until.ts';
import { checkWithAxe } from '../../../widget/accessibility/run-axe.ts';

const PDF = readFileSync(new URL('../../../documents/samples/garden.ru.chromium.pdf', import.meta.url));
const QUOTE = 'преимущество имеют многодетные семьи и пенсионеры, которые арендовали участок';
const QUESTION = 'Сколько составляет плата за сезон?';
const PHONE = { viewport: { width: 375, height: 740 } };

/** The box of each mark, and whether something dark is drawn under it, in shares of its page. */
const READ_MARKS = `[...document.querySelectorAll('.quote')].map((mark) => {
  const sheet = mark.closest('.sheet');
  const canvas = sheet.querySelector('canvas');
  const page = [...document.querySelectorAll('.sheet')].indexOf(sheet) + 1;
  const [own, whole] = [mark.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const box = { left: (own.left - whole.left) / whole.width, top: (own.top - whole.top) / whole.height,
    right: (own.right - whole.left) / whole.width, bottom: (own.bottom - whole.top) / whole.height };
  const copy = document.createElement('canvas');
  copy.width = own.width;
  copy.height = own.height;
  const drawing = copy.getContext('2d', { willReadFrequently: true });
  drawing.drawImage(canvas, whole.left - own.left, whole.top - own.top, whole.width, whole.height);
  const { data } = drawing.getImageData(0, 0, copy.width, copy.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] < 100) dark += 1;
  return { page, ...box, isStrong: mark.classList.contains('strong'), dark: (4 * dark) / data.length };
})`;
/** The width of each canvas: 0 when it is erased, and as browsers make it before it is drawn. */
const WIDTHS = `[...document.querySelectorAll('.sheet canvas')].map(({ width }) => width)`;
const DEFAULT_WIDTH = 300;
interface Mark {
  page: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  isStrong: boolean;
  dark: number;
}

describe('the pages of a document', { skip: noBrowser, timeout: 120_000 }, () => {
  const documents = serveDocuments({ 'rules.txt': 'Правила.\n\nЗал открыт до девяти.' });
  let browser: Browser;
  let letters: Letter[][];
  let size: { width: number; height: number };
  let text: string;
  const complaints: string[] = [];

  before(async () => {
    const form = formOf({ 'garden.pdf': PDF, 'lost.pdf': PDF });
    const made = await documents.call('/api/documents', { method: 'POST', body: form });
    assert.equal(made.status, 201, await made.text());
    rmSync(path.join(documents.directory, 'lost.pdf'));
    text = ((await (await documents.call('/api/documents/garden')).json()) as DocumentText).text;
    letters = await lettersOfPdf(PDF);
    const positions = await documents.call('/api/documents/garden/positions?start=0&end=20');
    size = ((await positions.json()) as { pages: (typeof size)[] }).pages[0]!;
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${address}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${address}: ${error.message}`));
    await page.goto(documents.url + address);
    return page;
  }
  const quoteAddress = (more = '') => {
    const start = text.indexOf(QUOTE);
    return `/documents/garden?${more}quote=${start}-${start + QUOTE.length}`;
  };
  /** The marks, once their pages are drawn. */
  async function marksOf(page: Page): Promise<Mark[]> {
    await page.locator('.quote').first().waitFor();
    await until(async () => (await page.evaluate<Mark[]>(READ_MARKS)).every(({ dark }) => dark > 0.01), {
      what: 'words drawn under the marks',
    });
    return page.evaluate<Mark[]>(READ_MARKS);
  }
  const drawnOf = async (page: Page) =>
    (await page.evaluate<number[]>(WIDTHS)).filter((width) => width > DEFAULT_WIDTH).length;
  /** The letters whose middles are under marks. */
  const under = (marks: readonly Mark[]) =>
    marks
      .flatMap(({ page, left, top, right, bottom }) =>
        letters[page - 1]!.filter(({ x, y }) => {
          const [across, down] = [x / size.width, y / size.height];
          return across > left && across < right && down > top && down < bottom;
        }),
      )
      .map(({ sign }) => sign)
      .join('');
  const isInView = async (page: Page) => {
    const box = (await page.locator('.quote.strong').first().boundingBox())!;
    return box.y > 0 && box.y + box.height < page.viewportSize()!.height;
  };

  it('show the words that an address quotes under marks, on their page', async () => {
    const page = await open(quoteAddress());
    await page.getByRole('button', { name: 'На странице' }).click();
    const marks = await marksOf(page);
    assert.ok(under(marks).includes(QUOTE.replace(/\s/g, '')), `under the marks stands "${under(marks)}"`);
    assert.ok(under(marks).length <= QUOTE.replace(/\s/g, '').length + 2, 'and hardly anything else');
    assert.ok(await isInView(page), 'the mark is in view');
    assert.equal(
      await page.getByRole('button', { name: 'Страница', exact: true }).getAttribute('aria-pressed'),
      'true',
    );
    assert.match(page.url(), /[?&]view=page/);
    await page.reload();
    assert.deepEqual(await marksOf(page), marks);
    await page.getByRole('button', { name: 'Снять выделение' }).click();
    await until(async () => (await page.locator('.quote').count()) === 0, { what: 'no mark' });
    await page.context().close();
  });

  it('are marked by a citation of the chat, with a way back to the answer and to the text', async () => {
    const page = await open('/documents/garden?view=page');
    await page.getByRole('textbox').last().fill(QUESTION);
    await page.getByRole('textbox').last().press('Enter');
    await page.getByRole('button', { name: /^Цитата 1,/ }).click();
    const marks = (await marksOf(page)).filter(({ isStrong }) => isStrong);
    const citations: Citation[] = (await documents.assistant.ask({ message: QUESTION, documentIds: ['garden'] }))
      .citations;
    assert.ok(under(marks).includes(citations[0]!.quote.replace(/\s/g, '')), `"${under(marks)}"`);
    assert.ok(await isInView(page), 'the mark is in view');
    await page.locator('.page-view').getByRole('button', { name: 'К ответу' }).click();
    assert.equal(await page.evaluate('document.activeElement.localName'), 'pilcrow-chat');
    await page.locator('.page-view').getByRole('button', { name: 'Текст' }).click();
    assert.equal(await page.locator('mark.strong').first().isVisible(), true);
    await page.context().close();
  });

  it('are loaded when they are asked for, by keyboard as well, and drawn when they come near', async () => {
    const page = await open('/documents/garden');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: 'Страница', exact: true }).focus();
    assert.equal(asked.length, 0);
    await page.keyboard.press('Enter');
    await until(() => drawnOf(page), { what: 'a drawn page' });
    assert.ok(asked.includes('/page-view.js') && asked.includes('/pdf-worker.js'), asked.join(' '));
    const sheets = await page.locator('.sheet').count();
    assert.ok((await drawnOf(page)) < sheets, `${await drawnOf(page)} of ${sheets} are drawn`);
    await page.locator('.sheet').last().scrollIntoViewIfNeeded();
    await until(async () => (await page.evaluate<number[]>(WIDTHS)).at(-1)! > DEFAULT_WIDTH, {
      what: 'the last page',
    });
    assert.ok((await drawnOf(page)) < sheets, 'and those that are far are erased');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('article').isVisible(), true);
    await page.context().close();
  });

  it('give way to the text where the file is gone or cannot be drawn', async () => {
    const missing = await open('/documents/lost?language=en');
    assert.equal(await missing.getByRole('button', { name: 'Page', exact: true }).count(), 0, 'no file, no switch');
    await missing.context().close();
    for (const [route, message] of [
      [{ status: 404, body: '{}' }, /на сервере нет файла/],
      [{ status: 200, body: 'это не PDF' }, /файл повреждён/],
    ] as const) {
      const page = await open('/documents/garden');
      await page.route('**/api/documents/garden/file', (call) => call.fulfill(route));
      await page.getByRole('button', { name: 'Страница', exact: true }).click();
      await page.locator('.notice', { hasText: message }).waitFor();
      assert.equal(await page.locator('article').isVisible(), true);
      await page.unroute('**/api/documents/garden/file');
      await page.getByRole('button', { name: 'Страница', exact: true }).click();
      await until(() => drawnOf(page), { what: 'a drawn page' });
      await page.context().close();
    }
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('404')));
  });

  it('are for PDF only', async () => {
    const page = await open('/documents/rules');
    assert.equal(await page.locator('.views').count(), 0);
    await page.context().close();
  });

  it('fit a phone and a desk, by day and by night, and are accessible', async () => {
    for (const [colorScheme, viewport] of [
      ['light', PHONE.viewport],
      ['dark', { width: 768, height: 900 }],
      ['dark', { width: 1440, height: 900 }],
    ] as const) {
      const page = await open(quoteAddress('view=page&'), { colorScheme, viewport });
      await marksOf(page);
      const { width } = viewport;
      assert.ok(
        (await page.evaluate<number>('document.documentElement.scrollWidth')) <= width,
        `${width} px: nothing is cut`,
      );
      await checkWithAxe(page);
      await page.context().close();
    }
  });

  it('are shown without a complaint of the browser', () => {
    assert.deepEqual(complaints, []);
  });
});

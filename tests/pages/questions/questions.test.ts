import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { parseQuestions } from '../../../src/evaluation/questions.ts';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { postChat } from '../../support/serve-app.ts';
import { ADMIN_TOKEN, serveDocuments } from '../../support/serve-documents.ts';
import { checkWithAxe } from '../../widget/accessibility/run-axe.ts';

const RULES = `# Правила бассейна

Дети до семи лет плавают в бассейне только вместе с родителями.

Касса бассейна открыта с девяти до восьми.
`;
const HOSTILE = '<img src=x onerror=__pwned=1> "><script>__pwned=1</script> сколько весит Луна?';
const QUESTIONS = ['Сколько весит Луна?', 'Какой вес у Луны?', 'Is there a photocopier?', 'Касса?', HOSTILE];

describe('the page of what was asked', { skip: noBrowser, timeout: 120_000 }, () => {
  const documents = serveDocuments({ 'rules.md': RULES });
  let browser: Browser;
  const complaints: string[] = [];
  before(async () => {
    for (const message of QUESTIONS) assert.equal((await postChat(documents.url, { message })).status, 200);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(complaints, []);
  });

  async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('console', (message) => {
      // The page that asks for the token is itself one of status 401.
      if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(documents.url + address);
    return page;
  }
  async function enterToken(page: Page, token = ADMIN_TOKEN) {
    await page.locator('#admin-token').fill(token);
    await page.keyboard.press('Enter');
  }

  it('asks for the token, says when it is wrong, and keeps it in this tab alone', async () => {
    const page = await open('/admin/questions');
    assert.equal(await page.locator('#admin-token').evaluate((field) => field === document.activeElement), true);
    await enterToken(page, 'wrong');
    await page.getByText('Сервер не принял токен').waitFor();
    await enterToken(page);
    await page.getByRole('heading', { name: 'Is there a photocopier?' }).waitFor();
    assert.doesNotMatch(page.url(), /secret/);
    assert.deepEqual(await page.context().cookies(), []);
    await page.reload();
    await page.getByRole('heading', { name: 'Is there a photocopier?' }).waitFor();
    await page.context().close();
  });

  it('shows groups, and runs nothing of what was asked', async () => {
    const page = await open('/admin/questions?language=en');
    await enterToken(page);
    await page.getByRole('heading', { name: 'Is there a photocopier?' }).waitFor();
    const group = page.locator('.question-groups > li').filter({ hasText: 'Какой вес у Луны?' });
    assert.match((await group.locator('.metadata').first().textContent())!, /asked 3 times/);
    await group.getByText('In other words: 2').click();
    assert.equal(await group.getByText(HOSTILE).isVisible(), true);
    assert.equal(await page.evaluate(() => '__pwned' in window), false);
    await group.locator('.near a').first().click();
    await page.locator('.paragraph, [id^=paragraph-]').first().waitFor();
    assert.match(page.url(), /\/documents\/rules#paragraph-\d$/);
    await page.context().close();
  });

  it('copies a line for evaluation, and saves the table', async () => {
    const page = await open('/admin/questions', { permissions: ['clipboard-read', 'clipboard-write'] });
    await enterToken(page);
    const group = page.locator('.question-groups > li').filter({ hasText: 'photocopier' });
    await group.getByText('Скопировать строку').click();
    const copied = async (button: RegExp) => {
      await group.getByRole('button', { name: button }).first().click();
      await page.getByRole('status').getByText('Строка скопирована').waitFor();
      return parseQuestions(await page.evaluate(() => navigator.clipboard.readText()), 'clipboard')[0]!;
    };
    const none = await copied(/В документах этого нет/);
    assert.deepEqual([none.question, none.kind, none.gold], ['Is there a photocopier?', 'unanswerable', null]);
    const here = await copied(/Ответ здесь/);
    assert.deepEqual([here.kind, here.source, here.gold?.paragraphs.length], ['direct', 'rules', 1]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Скачать CSV' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'questions.csv');
    assert.match(await readFile(await download.path(), 'utf8'), /Is there a photocopier\?/);
    await page.context().close();
  });

  it('saves the line as a file where a page may not write to the clipboard', async () => {
    const page = await open('/admin/questions');
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await enterToken(page);
    const group = page.locator('.question-groups > li').first();
    await group.getByText('Скопировать строку').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      group.getByRole('button', { name: 'В документах этого нет' }).click(),
    ]);
    const [question] = parseQuestions(await readFile(await download.path(), 'utf8'), 'questions.jsonl');
    assert.equal(question!.kind, 'unanswerable');
    await page.context().close();
  });

  for (const width of [375, 1440]) {
    for (const language of ['ru', 'en']) {
      it(`passes axe and is no wider than the window, ${width} pixels wide, in ${language}, in both themes`, async () => {
        const page = await open(`/admin/questions?language=${language}`, { viewport: { width, height: 800 } });
        await page.locator('#admin-token').waitFor();
        await checkWithAxe(page);
        await enterToken(page);
        await page.locator('.question-groups').waitFor();
        for (const summary of await page.locator('summary').all()) await summary.click();
        await page.locator('button[data-line]').first().click();
        await checkWithAxe(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await checkWithAxe(page, { rules: 'colours' });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await page.context().close();
      });
    }
  }

  it('says without scripts that it needs them', async () => {
    const page = await open('/admin/questions?language=en', { javaScriptEnabled: false });
    assert.match((await page.locator('main').textContent())!, /needs JavaScript/);
    await page.context().close();
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import type { FrameLocator, Page } from 'playwright-core';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const EXAMPLES = path.join(PROJECT_DIRECTORY, 'examples');
const PLACEHOLDER = 'https://your-server';
const CITED = 'Декларация Совета коллективной безопасности ОДКБ, ¶32';

describe('the examples', { skip: noBrowser }, () => {
  const stage = setStage(openIndexedAssistant);

  /** Puts an example on the other site, with the address of the server in it, and opens its page. */
  async function openExample(name: string): Promise<Page> {
    for (const file of readdirSync(path.join(EXAMPLES, name))) {
      const text = readFileSync(path.join(EXAMPLES, name, file), 'utf8');
      stage.host.put(`/${name}/${file}`, text.replaceAll(PLACEHOLDER, stage.server.url));
    }
    const { page } = await stage.open(`${stage.host.origin}/${name}/index.html`, { expected: /favicon|404/ });
    return page;
  }

  /** Asks, and opens the citation of the answer. */
  async function askAndOpen(page: Page | FrameLocator, { language = 'ru' } = {}): Promise<void> {
    const chat = page.locator('pilcrow-chat');
    await ask(
      chat,
      { ru: 'Кто председательствовал в ОДКБ в 2024 году?', en: 'Who chaired the CSTO in 2024?' }[language]!,
    );
    const answer = await lastAnswer(chat);
    await answer.locator('.marker').first().click();
    assert.equal(await answer.locator('.card .place-number').textContent(), '¶32');
    const address = (await answer.locator('.card-link').getAttribute('href')) ?? '';
    assert.match(address, /\/documents\/csto-declaration-2024\?quote=\d+-\d+#paragraph-32$/);
    assert.ok(address.startsWith(stage.server.url), address);
  }

  it('work: plain HTML, in the colour of the site', async () => {
    const page = await openExample('plain-html');
    const launcher = page.locator('.launcher');
    assert.equal(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor), 'rgb(122, 46, 46)');
    await launcher.click();
    await page.getByRole('dialog', { name: 'Вопросы о документах библиотеки' }).waitFor();
    await askAndOpen(page);
  });

  it('work: React, with its attributes, events and methods', async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(EXAMPLES, 'react/main.jsx')],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    stage.host.put('/react/bundle.js', outputFiles[0]!.contents);
    const page = await openExample('react');
    await page.locator('.suggestion').nth(1).waitFor();
    const cited = page.locator('#root > main > ul > li');
    await page.locator('#root > main > button').click();
    await page.locator('.question', { hasText: 'Что сказано об Афганистане?' }).waitFor();
    await lastAnswer(page.locator('pilcrow-chat'));
    await cited.first().waitFor();
    await page.getByRole('button', { name: 'Новый разговор' }).click();
    await askAndOpen(page);
    await cited.filter({ hasText: CITED }).waitFor();
  });

  it('work: Vue, with an attribute that is bound and an event', async () => {
    const vue = readFileSync(path.join(PROJECT_DIRECTORY, 'node_modules/vue/dist/vue.esm-browser.prod.js'));
    stage.host.put('/vue/vue.esm-browser.prod.js', vue);
    const page = await openExample('vue');
    await askAndOpen(page);
    await page.locator('#app > ul > li', { hasText: CITED }).waitFor();
    await page.locator('select').selectOption('en');
    await page.getByRole('heading', { name: 'Questions about the document' }).waitFor();
    await askAndOpen(page, { language: 'en' });
  });

  it('work: a frame of the server’s own page, set by its address', async () => {
    const page = await openExample('iframe');
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Вопросы о декларации', level: 2 }).waitFor();
    await frame.locator('.suggestion').first().waitFor();
    assert.deepEqual(await frame.locator('.suggestion').allTextContents(), [
      'Что сказано об Афганистане?',
      'Когда и где подписана декларация?',
    ]);
    assert.equal(await frame.locator('.pilcrow').getAttribute('data-theme'), 'light');
    await askAndOpen(frame);
  });

  it('escape the attributes of a WordPress shortcode', () => {
    const plugin = readFileSync(path.join(EXAMPLES, 'wordpress/pilcrow-chat.php'), 'utf8');
    assert.match(plugin, /^<\?php\n/);
    assert.match(plugin, /wp_enqueue_script_module\('pilcrow-chat', \$server \. '\/widget\.js'/);
    assert.match(plugin, /add_shortcode\('pilcrow_chat', 'pilcrow_chat_shortcode'\)/);
    assert.match(plugin, /' ' \. \$name \. '="' \. esc_attr\(\$value\) \. '"'/);
    assert.match(plugin, /esc_url_raw\(\$server, array\('https', 'http'\)\)/);
    assert.match(plugin, /defined\('ABSPATH'\) \|\| exit;/);
    assert.doesNotMatch(plugin, /\becho\b|\$_(GET|POST|REQUEST)/);
    const opened = [...plugin.matchAll(/[([{]/g)].length;
    assert.equal([...plugin.matchAll(/[)\]}]/g)].length, opened, 'brackets close');
  });
});

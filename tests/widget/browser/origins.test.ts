import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { noBrowser } from '../../support/browser.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';

describe('an origin with the widget', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));
  let refusing: ServedApp;
  before(async () => {
    refusing = await serveApp({ assistant });
  });
  after(() => refusing.stop({ graceMs: 0 }));

  it('that is allowed gets answers', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Стороны [1].', citations: [madeUpCitation()] });
    await (await lastAnswer(chat)).locator('.marker').first().click();
    const address = (await chat.locator('.card-link').getAttribute('href')) ?? '';
    assert.ok(address.startsWith(`${stage.server.url}/documents/`), address);
  });

  it('that is not allowed does not get the script', async () => {
    const refused: string[] = [];
    const script = `<script type="module" src="${refusing.url}/widget.js" onerror="document.title = 'refused'"></script>`;
    const address = stage.host.put('/refused.html', `<!doctype html><html lang="ru">${script}${INLINE}`);
    const { page } = await stage.open('about:blank', { expected: /CORS|Failed to load resource/ });
    page.on('requestfailed', (request) => refused.push(request.url()));
    await page.goto(address);
    await page.waitForFunction(() => document.title === 'refused');
    assert.deepEqual(refused, [`${refusing.url}/widget.js`]);
    assert.equal(await page.evaluate(() => customElements.get('pilcrow-chat')), undefined);
  });

  it('that may not call the server shows that, with a retry, where the script comes from elsewhere', async () => {
    stage.host.put('/widget.js', readFileSync(path.join(PROJECT_DIRECTORY, 'dist/widget/widget.js')));
    const body = `<pilcrow-chat mode="inline" server="${refusing.url}" questions="Кто?"></pilcrow-chat>`;
    const address = stage.host.put(
      '/',
      `<!doctype html><html lang="ru"><script type="module" src="/widget.js"></script>${body}`,
    );
    const { page, chat } = await stage.open(address, { expected: /CORS|Failed to load resource/ });
    await chat.getByRole('button', { name: 'Кто?' }).click();
    await chat.locator('.failure', { hasText: 'Нет связи с сервером' }).waitFor();
    assert.equal(await chat.locator('.finding').count(), 0);
    await chat.evaluate((element, server) => element.setAttribute('server', server), stage.server.url);
    await chat.getByRole('button', { name: 'Повторить' }).click();
    (await nextPrompt()).answer({ text: 'Стороны.' });
    await lastAnswer(chat);
    assert.equal(await page.locator('.failure').count(), 0);
  });
});

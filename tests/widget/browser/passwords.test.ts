import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AccessConfig, OPEN_ACCESS, sha256Of } from '../../../src/config/access.ts';
import { noBrowser } from '../../support/browser.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { checkWithAxe } from '../accessibility/run-axe.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const PASSWORD = 'пароль читателей';
const ACCESS: AccessConfig = { ...OPEN_ACCESS, passwordSha256: sha256Of(PASSWORD) };
const QUESTION = 'Какие операции проводятся против наркотиков?';
/** What the browser says of a response with 401. */
const REFUSED = /401 \(Unauthorized\)/;
const CHAT = '<pilcrow-chat mode="inline"></pilcrow-chat>';

describe('documents behind a password', { skip: noBrowser }, () => {
  const stage = setStage(() => openIndexedAssistant(), { http: { access: ACCESS } });

  it('are opened by it where a link led, at the paragraph that was linked, and the chat there asks no more', async () => {
    const linked = `${stage.server.url}/documents/csto-declaration-2024?language=ru#paragraph-5`;
    const { page, chat, context } = await stage.open(linked, { expected: REFUSED });
    const field = page.getByLabel('Пароль или ключ');
    await field.fill('не тот');
    await field.press('Enter');
    await page.getByRole('alert').waitFor();
    await checkWithAxe(page);
    await field.fill(PASSWORD);
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.locator('#paragraph-5:target').waitFor();
    assert.equal(page.url(), linked);
    await ask(chat, QUESTION);
    assert.match((await (await lastAnswer(chat)).textContent())!, /Канал/);
    const [cookie] = await context.cookies();
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Lax']);
    assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes('token')), false);
  });

  it('are asked for in a chat on another site, which keeps a token for the tab and asks the question again', async () => {
    const { page, chat, context } = await stage.visit(
      { body: `<main><h1>Документы</h1>${CHAT}</main>` },
      { expected: REFUSED },
    );
    await ask(chat, QUESTION);
    const field = chat.getByLabel('Введите пароль или ключ.');
    await field.fill('не тот');
    await field.press('Enter');
    await chat.locator('[aria-invalid="true"]').waitFor();
    await checkWithAxe(page);
    await field.fill(PASSWORD);
    await chat.locator('[part="password"]').getByRole('button').click();
    assert.match((await (await lastAnswer(chat)).textContent())!, /Канал/);
    assert.equal(await chat.locator('.turn').count(), 1);
    assert.deepEqual(await context.cookies(), []);

    await page.reload();
    await ask(chat, 'Что сказано об Афганистане?');
    assert.match((await (await lastAnswer(chat)).textContent())!, /Афганистан/);
    assert.equal(await chat.locator('[part="password"]').count(), 0);
  });
});

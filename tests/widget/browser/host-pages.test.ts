import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, type HostPage, lastAnswer, setStage, type Visit, type Visitor } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const TEXT = '«Стороны договорились.» [1]\n\nИ **подписали** [1].';

const HOSTILE_CSS = {
  'all: unset': '* { all: unset !important }',
  'a tiny rem': 'html { font-size: 40% }',
  'important everything': `* { color: red !important; font-size: 60px !important; display: inline !important;
    letter-spacing: 1em !important; text-transform: uppercase !important; line-height: 3 !important }`,
  'rules for the tag itself': `pilcrow-chat, pilcrow-chat * { color: red; font-size: 60px; float: right; visibility: visible }
    body { direction: ltr; text-align: right; white-space: nowrap; word-spacing: 2em; line-height: 4 }`,
};

const PARTS = ['.launcher', '.panel', 'h2', '.question', 'blockquote', '.marker', 'textarea'];

const PATCHES = {
  'Prototype.js': `
    Array.prototype.toJSON = function () { return 'broken' };
    String.prototype.toJSON = function () { return JSON.stringify(this) };
    Array.from = (list) => { const made = []; for (let i = 0; i < list.length; i += 1) made.push(list[i]); return made };
    Element.prototype.remove = function () { this.parentNode.removeChild(this); return this };
    Array.prototype.find = function (wanted) { for (const item of this) if (wanted(item)) return item };`,
  'enumerable extensions': `
    Object.prototype.extend = function () {};
    Array.prototype.each = function () {};
    Function.prototype.bindTo = function () {};
    String.prototype.strip = function () {};
    Object.prototype.toString = function () { return 'patched' };`,
};

describe('the chat on other sites', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }), { allowed: (origin) => [origin, 'null'] });

  /** Asks, opens the quote and closes it: what must work on every page. */
  async function proveItself(chat: Locator): Promise<void> {
    await ask(chat, 'Кто?');
    const { question, answer } = await nextPrompt();
    assert.deepEqual([question.message, question.history], ['Кто?', undefined]);
    answer({ text: TEXT, citations: [madeUpCitation()] });
    const whole = await lastAnswer(chat);
    assert.match((await whole.locator('blockquote').textContent()) ?? '', /^Стороны договорились\.\s1\s¶7$/);
    await whole.locator('.marker').first().click();
    assert.equal(await whole.locator('.card-quote').textContent(), 'Стороны договорились.');
    await whole.locator('.card').getByRole('button', { name: 'Закрыть' }).click();
    await whole.locator('.card').waitFor({ state: 'detached' });
  }

  async function visitAndProve(hostPage: HostPage, visitor?: Visitor): Promise<Visit> {
    const visit = await stage.visit(hostPage, visitor);
    const launcher = visit.chat.locator('.launcher');
    if (!hostPage.body?.includes('mode=')) await launcher.click();
    await proveItself(visit.chat);
    return visit;
  }

  it('needs no unsafe-inline in the Content-Security-Policy', async () => {
    const server = stage.server.url;
    const policy = `default-src 'self'; script-src ${server}; connect-src ${server}`;
    const violations = {
      prepare: 'addEventListener("securitypolicyviolation", (e) => console.error(e.violatedDirective))',
    };
    const headers = { 'content-security-policy': `${policy}; img-src data:` };
    const { chat } = await visitAndProve({ headers }, violations);
    assert.equal(await chat.locator('.answer strong').textContent(), 'подписали');
    const paper = await chat.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    assert.notEqual(paper, 'rgba(0, 0, 0, 0)', 'its styles are there');
  });

  it('shows answers where the page requires Trusted Types', async () => {
    const headers = { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" };
    const { chat } = await visitAndProve({ headers, body: INLINE }, { expected: /TrustedHTML|require-trusted-types/ });
    assert.match((await chat.locator('.answer').textContent()) ?? '', /подписали/);
  });

  it('looks the same whatever styles the page has', async () => {
    const looks: Record<string, unknown> = {};
    for (const [name, css] of Object.entries({ none: '', ...HOSTILE_CSS })) {
      const { page, chat } = await visitAndProve({ head: `<style>${css}</style>` });
      await page.mouse.move(0, 0);
      looks[name] = await chat.evaluate((element, parts) => {
        return parts.map((selector) => {
          const part = element.shadowRoot!.querySelector(selector)!;
          const { color, fontSize, display, letterSpacing, lineHeight, textTransform } = getComputedStyle(part);
          const { x, y, width, height } = part.getBoundingClientRect();
          return { selector, color, fontSize, display, letterSpacing, lineHeight, textTransform, x, y, width, height };
        });
      }, PARTS);
    }
    for (const name of Object.keys(HOSTILE_CSS)) assert.deepEqual(looks[name], looks.none, name);
  });

  it('in the top layer stays in its corner, whatever the page does to the elements around it', async () => {
    const body = '<div class="around"><pilcrow-chat layer="top"></pilcrow-chat></div><p class="above">Объявление</p>';
    const head = `<style>
      body { transform: rotate(3deg); height: 3000px } .around { overflow: hidden; width: 10px; height: 10px; filter: blur(0) }
      .above { position: fixed; inset: 0; z-index: 2147483647; background: pink }
    </style>`;
    const { page, chat } = await stage.visit({ head, body }, { viewport: { width: 1000, height: 700 } });
    const { x, y, width, height } = (await chat.locator('.launcher').boundingBox())!;
    assert.deepEqual([x + width, y + height], [1000 - 24, 700 - 24]);
    await page.mouse.wheel(0, 500);
    await chat.locator('.launcher').click();
    await proveItself(chat);
    assert.equal((await chat.locator('.launcher').boundingBox())!.y, y);
  });

  for (const [name, patch] of Object.entries(PATCHES)) {
    it(`works beside patched prototypes: ${name}`, async () => {
      const { page, chat } = await visitAndProve({ head: `<script>${patch}</script>`, body: INLINE });
      await page.reload();
      await chat.locator('.answer').waitFor();
      await chat.getByRole('button', { name: 'Новый разговор' }).click();
      await chat.locator('.suggestion').first().waitFor();
    });
  }

  it('works beside jQuery with handlers on every element', async () => {
    const jquery = readFileSync(path.join(PROJECT_DIRECTORY, 'node_modules/jquery/dist/jquery.min.js'));
    stage.host.put('/jquery.js', jquery);
    stage.host.put(
      '/site.js',
      `$('*').on('click keydown submit focusin', () => $('*').addClass('touched').css('color', 'red'))`,
    );
    const { page } = await visitAndProve({
      body: `<p id="before"></p>${INLINE}<script src="/jquery.js"></script><script src="/site.js"></script>`,
    });
    assert.equal(await page.locator('#before.touched').count(), 1);
  });

  it('works beside another widget, which works too', async () => {
    const other = `class OtherChat extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<button class="launcher">Other</button>';
        this.shadowRoot.firstChild.onclick = () => { this.shadowRoot.firstChild.textContent = 'Pressed' };
      }
    }
    customElements.define('other-chat', OtherChat);`;
    const { page } = await visitAndProve({
      head: `<script>${other}</script>`,
      body: `${INLINE}<other-chat></other-chat>`,
    });
    await page.locator('other-chat button').click();
    assert.equal(await page.locator('other-chat button').textContent(), 'Pressed');
  });

  it('answers where the page has no storage', async () => {
    stage.host.put('/inside.html', `<!doctype html><html lang="ru">${stage.script}${INLINE}`);
    const { page } = await stage.visit({
      body: '<iframe sandbox="allow-scripts" src="/inside.html" width="600" height="700"></iframe>',
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('.suggestion').first().waitFor();
    const keeps = await page.frames()[1]!.evaluate(() => {
      try {
        return sessionStorage.length >= 0;
      } catch {
        return false;
      }
    });
    assert.equal(keeps, false);
    await proveItself(frame.locator('pilcrow-chat'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { ask, lastAnswer, setStage } from '../browser/stage.ts';
import { openChat } from './chat-states.ts';
import { openStagedAssistant, questionFor } from './staged-assistant.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
/** How far two colours of the page are apart, as WCAG 2 counts it; the browser itself turns both into numbers. */
function contrastOf(page: Page, colours: [string, string]): Promise<number> {
  return page.evaluate((pair) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const [one, other] = pair.map((colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]! + 0.05;
    });
    return Math.max(one!, other!) / Math.min(one!, other!);
  }, colours);
}

describe('the look of the chat', { skip: noBrowser }, () => {
  const stage = setStage(openStagedAssistant);

  it('has a field that phones do not zoom in on', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    const size = await chat.locator('textarea').evaluate((field) => getComputedStyle(field).fontSize);
    assert.ok(Number.parseFloat(size) >= 16, size);
  });

  for (const colorScheme of ['light', 'dark', 'forced'] as const) {
    it(`shows where the focus is, in ${colorScheme} colours`, async () => {
      const scheme = colorScheme === 'forced' ? ({ forcedColors: 'active' } as const) : { colorScheme };
      const { page, chat } = await stage.visit({ body: '<pilcrow-chat></pilcrow-chat>' }, scheme);
      await chat.locator('.launcher').press('Enter');
      await ask(chat, questionFor('unanswered', 'ru'));
      await lastAnswer(chat);
      const seen = new Set<string>();
      for (let presses = 0; presses < 12; presses += 1) {
        await page.keyboard.press('Tab');
        const ring = await chat.evaluate((element) => {
          const focused = element.shadowRoot!.activeElement;
          if (focused === null) return null;
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused.closest('.field') ?? focused);
          // Around a button in the field there are two rings: its own counts.
          const panel = getComputedStyle(element.shadowRoot!.querySelector('.panel')!).backgroundColor;
          return {
            name: focused.className || focused.localName,
            outlineStyle,
            outlineWidth,
            colours: [outlineColor, panel],
          };
        });
        if (ring === null) continue;
        seen.add(ring.name);
        assert.notEqual(ring.outlineStyle, 'none', ring.name);
        assert.ok(Number.parseFloat(ring.outlineWidth) >= 2, ring.name);
        assert.ok((await contrastOf(page, ring.colours as [string, string])) >= 3, ring.name);
      }
      assert.ok(seen.size >= 6, [...seen].join());
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has a readable card, in ${colorScheme} colours`, async () => {
      const { page, chat } = await stage.visit({ body: INLINE }, { colorScheme });
      await ask(chat, questionFor('answered', 'ru'));
      await lastAnswer(chat);
      await chat.locator('.marker').first().click();
      for (const [words, ground] of [
        ['.neighbour', '.card'],
        ['.card-quote', '.card-quote'],
        ['.place-name', '.card'],
        ['.card-link', '.card'],
      ] as const) {
        const colour = await chat
          .locator(words)
          .first()
          .evaluate((element) => getComputedStyle(element).color);
        const behind = await chat
          .locator(ground)
          .first()
          .evaluate((element) => getComputedStyle(element).backgroundColor);
        assert.ok((await contrastOf(page, [colour, behind])) >= 4.5, words);
      }
    });
  }

  it('never covers the focused element with a card, sheet or field', async () => {
    for (const [mode, outcome] of [
      ['inline', 'prose'],
      ['docked', 'related'],
      ['launcher', 'answered'],
    ] as const) {
      const viewport = { width: 375, height: 480 };
      const { page, chat } = await stage.visit({ body: `<pilcrow-chat mode="${mode}"></pilcrow-chat>` }, { viewport });
      await openChat(page);
      await ask(chat, questionFor(outcome, 'ru'));
      await lastAnswer(chat);
      await chat.locator('.marker').first().press('Enter');
      await chat.locator('.card').waitFor();
      for (let presses = 0; presses < 16; presses += 1) {
        await page.keyboard.press('Tab');
        const hidden = await chat.evaluate((element) => {
          const root = element.shadowRoot!;
          const focused = root.activeElement;
          if (focused === null || focused.matches('.log')) return null;
          const { left, right, top, bottom } = focused.getBoundingClientRect();
          const at = root.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1));
          return focused.contains(at) || at?.contains(focused)
            ? null
            : `${focused.className} is under ${at?.className}`;
        });
        assert.equal(hidden, null, mode);
      }
    }
  });

  it('does not move where reduced motion is preferred', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { reducedMotion: 'reduce' });
    await ask(chat, questionFor('finding', 'ru'));
    await chat.locator('.finding').waitFor();
    const moving = await chat.evaluate((element) => element.shadowRoot!.getAnimations().length);
    assert.equal(moving, 0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.equal(await chat.evaluate((element) => element.shadowRoot!.getAnimations().length), 1);
    const scrolls = await chat.locator('.log').evaluate((log) => getComputedStyle(log).scrollBehavior);
    assert.equal(scrolls, 'auto');
  });

  it('looks the same whether the theme comes from the page or from the system', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await chat.locator('.suggestion').first().waitFor();
    const draw = async (colorScheme: 'light' | 'dark', theme: string) => {
      await page.emulateMedia({ colorScheme });
      await chat.evaluate((element, wanted) => element.setAttribute('theme', wanted), theme);
      await chat.locator(`[data-theme="${theme}"]`).waitFor();
      return chat.evaluate((element) =>
        [...element.shadowRoot!.querySelectorAll('.pilcrow, .pilcrow *')].map((part) => {
          const { color, backgroundColor, borderTopColor } = getComputedStyle(part);
          return [color, backgroundColor, borderTopColor].join(' ');
        }),
      );
    };
    assert.deepEqual(await draw('dark', 'light'), await draw('light', 'auto'));
    assert.deepEqual(await draw('light', 'dark'), await draw('dark', 'auto'));
    assert.notDeepEqual(await draw('light', 'dark'), await draw('light', 'light'));
  });
});

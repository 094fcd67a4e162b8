import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Visit } from '../browser/stage.ts';

/** WCAG 2.5.8: a finger or an unsteady hand needs as much. */
const MIN_TARGET = 24;
/** WCAG 1.4.12, as a visitor's own style sheet would set it. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;
/** What shows a part on purpose and leads to the rest; links in running text are as high as their line. */
const EXCERPTS = '.nearest-text, .about-text, .visually-hidden';

const SIZES = [
  { name: '200 % zoom', viewport: { width: 640, height: 400 }, css: '' },
  { name: '400 % zoom', viewport: { width: 320, height: 256 }, css: '' },
  { name: 'the spacing of a visitor', viewport: { width: 375, height: 720 }, css: SPACED },
];

/** Looks at a chat as those do who zoom or space letters: nothing is cut off, and every control can be hit. */
export async function assertNothingIsLost({ page, chat }: Visit): Promise<void> {
  for (const { name, viewport, css } of SIZES) {
    await page.setViewportSize(viewport);
    await chat.evaluate((element, own) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(own);
      element.shadowRoot!.adoptedStyleSheets.push(sheet);
    }, css);
    assert.deepEqual(await lostIn(chat), [], name);
    assert.deepEqual(await smallIn(chat), [], name);
  }
}

function smallIn(chat: Locator): Promise<string[]> {
  const controls = chat.locator(':is(button, summary, textarea, .nearest-link, .card-link):visible');
  return controls.evaluateAll(
    (found, least) =>
      found
        .filter((control) => {
          const { width, height } = control.getBoundingClientRect();
          return Math.min(width, height) < least;
        })
        .map(({ className, localName }) => `${localName}.${className}`),
    MIN_TARGET,
  );
}

/** What of the chat is cut off, stands outside of the window or scrolls sideways. */
function lostIn(chat: Locator): Promise<string[]> {
  return chat.evaluate(
    (element, excerpts) =>
      [
        ...element.shadowRoot!.querySelectorAll<HTMLElement>(
          '.pilcrow *:not(svg, svg *, .printed-notes, .printed-notes *)',
        ),
      ]
        .filter((part) => part.closest(excerpts) === null)
        .filter((part) => {
          const { overflowX, overflowY } = getComputedStyle(part);
          const isCutOff = part.scrollHeight > part.clientHeight + 1 && /hidden|clip/.test(overflowY);
          const { left, right } = part.getBoundingClientRect();
          const isTooWide = part.scrollWidth > part.clientWidth + 1 && overflowX !== 'visible';
          return isCutOff || isTooWide || left < -1 || right > innerWidth + 1;
        })
        .map((part) => `${part.localName}.${part.className}`),
    EXCERPTS,
  );
}

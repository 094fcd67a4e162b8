import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    /** What the trap caught. */
    caught: string[];
  }
}

/** The elements of the widget and the pages; everything else came from a payload. */
const OWN_ELEMENTS = `a article aside blockquote body br button code dd details div dl dt em form h1 h2 h3 h4 head header hr html input label li
  link main mark meta nav noscript ol output p path pilcrow-chat pre q script section span strong summary svg table tbody td textarea th thead title tr ul`;
const OWN_ATTRIBUTES = `action aria- autocomplete charset class content d data- dir disabled enterkeyhint fill focusable for height hidden href id
  label lang maxlength mode name open part placeholder popover rel role rows scope spellcheck start tabindex target theme title type value
  viewBox width style language document server heading questions src`;
const OWN_IDS = /^(panel|chat|find|filter|adding|conversations|text|paragraph-\d+|P\d+-\d+)$/;

/**
 * Runs in the page before everything else: watches the document and every shadow root from their beginning, so that an element that
 * was there for a moment only is caught as well.
 */
function setTrap({ elements, attributes, ids }: { elements: string[]; attributes: string[]; ids: string }): void {
  const caught: string[] = [];
  const isOwnId = new RegExp(ids);
  Object.defineProperty(window, 'caught', { value: caught });
  Object.defineProperty(window, '__pwned', { set: () => caught.push('a payload ran') });
  const checkAttribute = (element: Element, { name, value }: Attr) => {
    const isOwn = attributes.some((own) => name === own || (own.endsWith('-') && name.startsWith(own)));
    const isAddress = name === 'href' || name === 'src';
    const isFromPage = element.localName === 'link' || element.localName === 'script';
    const leadsAstray = isAddress && !isFromPage && !/^(https?:|#|\/(?!\/))/.test(value);
    const isClobbering = name === 'id' && !isOwnId.test(value);
    const isStyle = name === 'style' && element.localName !== 'pilcrow-chat';
    if (!isOwn || leadsAstray || isClobbering || isStyle) caught.push(`${element.localName} ${name}="${value}"`);
  };
  const checkElement = (element: Element) => {
    const isInShadow = element.getRootNode() instanceof ShadowRoot;
    const isOwn =
      elements.includes(element.localName) && !(isInShadow && /^(script|link|input)$/.test(element.localName));
    if (!isOwn) caught.push(`<${element.localName}>`);
    for (const attribute of element.attributes) checkAttribute(element, attribute);
  };
  const isElement = (node: Node) => node instanceof Element;
  const watch = (root: Node) =>
    new MutationObserver((changes) => {
      for (const { target, attributeName, addedNodes } of changes) {
        if (attributeName !== null) checkElement(target as Element);
        for (const added of [...addedNodes].filter(isElement)) {
          for (const element of [added, ...added.querySelectorAll('*')]) checkElement(element);
        }
      }
    }).observe(root, { childList: true, subtree: true, attributes: true });
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
}

const listed = (names: string) => names.split(/\s+/);
const ARGUMENTS = { elements: listed(OWN_ELEMENTS), attributes: listed(OWN_ATTRIBUTES), ids: OWN_IDS.source };

/** The trap as a script for a page. What compiles the tests names functions with `__name`. */
export const TRAP = `globalThis.__name = (named) => named; (${setTrap})(${JSON.stringify(ARGUMENTS)}); delete globalThis.__name;`;

/** What leaves the browser for other places than these, and every dialog that opens. */
export function watchTraffic({ context, page }: { context: BrowserContext; page: Page }, origins: string[]): string[] {
  const seen: string[] = [];
  context.on('request', (request) => {
    const isOwn = origins.some((origin) => request.url().startsWith(`${origin}/`)) || request.url() === 'data:,';
    if (!isOwn && !request.url().startsWith('data:image/svg+xml,%3Csvg')) seen.push(request.url());
  });
  context.on('page', (opened) => seen.push(`a window: ${opened.url()}`));
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const placeOf = (address: string) => address.replace(/[?#].*/s, '');
  const here = placeOf(page.url());
  page.on('framenavigated', (frame) => placeOf(frame.url()) !== here && seen.push(`another page: ${frame.url()}`));
  return seen;
}

/** Nothing ran, nothing was added that is not the widget's, and the page still stands as it should. */
export async function assertHarmless(page: Page): Promise<void> {
  // What was set off by the last change has happened after two frames.
  const { caught, layout } = await page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
    const root = document.querySelector('pilcrow-chat')!.shadowRoot!;
    const field = root.querySelector('.form textarea')!.getBoundingClientRect();
    const wide = [document.scrollingElement!, ...root.querySelectorAll('.log, .panel')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.localName}.${element.className} is ${element.scrollWidth} wide`);
    const isFieldSeen = field.top >= 0 && field.bottom <= innerHeight && field.left >= 0 && field.right <= innerWidth;
    return {
      caught: [...new Set(window.caught)],
      layout: [...wide, ...(isFieldSeen ? [] : ['the field is not seen'])],
    };
  });
  assert.deepEqual(caught, []);
  assert.deepEqual(layout, []);
}

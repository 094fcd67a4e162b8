import { createElement } from '../../create-element.ts';
import { pageMessages } from '../../messages/page-messages.ts';
import { readerMessages } from '../../messages/reader-messages.ts';
import type { PageQuote } from '../../page-view/mark-quotes.ts';
import { addressOf, type Shown } from '../marking/address.ts';
import { createMarkTools } from '../marking/mark-tools.ts';
import type { ShowWords } from '../marking/show-words.ts';
import type { PageDocument } from '../page-document.ts';
import { createShownPages } from './shown-pages.ts';
import { createViewSwitch, keepView, type View, viewOfAddress } from './view-switch.ts';

/** The views of the document of the page. */
export interface PageViews {
  /** Shows words in the view that is chosen. */
  show: ShowWords;
  turnTo(view: View): void;
}

/** Where the pages of the document can be shown; null where its file cannot be had, or is none of pages. */
export function pagesPlace(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.page-view');
}

/** Adds the switch between text and pages. Pages, and what draws them, are loaded when they are first asked for. */
export function createPageViews(
  place: HTMLElement,
  { page, showText, goBack }: { page: PageDocument; showText: ShowWords; goBack: () => void },
): PageViews {
  const messages = pageMessages();
  const notice = createElement('p', { className: 'notice', role: 'status' });
  page.article.before(notice);
  const clear = () => {
    history.pushState(null, '', addressOf(new URL(location.href), null));
    show(null, { isSmooth: false, takesFocus: false });
  };
  const tools = createMarkTools({ messages: readerMessages(), goBack, clear });
  Object.assign(tools.other, { textContent: messages.text, hidden: false, onclick: () => turnTo('text') });
  const pages = createShownPages(place, { page, notice, messages, tools });
  const layout = createLayout(place, page, (view) => turnTo(view));
  let shown: Shown | null = null;

  const showPages = (options: Parameters<ShowWords>[1], read: PageQuote | null = null) =>
    pages.show(shown, { ...options, read }).catch((error: unknown) => {
      pages.clear();
      turnTo('text');
      notice.textContent = isMissing(error) ? messages.fileMissing : messages.fileNotDrawn;
    });
  const show: ShowWords = (words, options) => {
    shown = words;
    notice.textContent = '';
    if (layout.view() === 'page') showPages(options);
    // Also while it is hidden, so that it has the same marks when it is turned to.
    showText(words, options);
  };
  const turnTo = (view: View) => {
    if (view === layout.view()) return;
    notice.textContent = '';
    const read = placeInView(page);
    layout.turnTo(view);
    if (view === 'page') showPages({ isSmooth: false, takesFocus: false }, read);
    else if (shown) showText(shown, { isSmooth: false, takesFocus: false });
  };
  if (viewOfAddress() === 'page') layout.turnTo('page');
  return { show, turnTo };
}

/** What is seen of the document, with the switch that chooses it. */
function createLayout(place: HTMLElement, page: PageDocument, choose: (view: View) => void) {
  const chooser = createViewSwitch(pageMessages(), choose);
  document.querySelector('.bar .brand')?.after(chooser.element);
  chooser.press('text');
  let view: View = 'text';
  let scrolled = 0;
  const heading = createElement('h1', { className: 'visually-hidden', hidden: true }, page.article.dataset.title ?? '');
  place.before(heading);
  return {
    view: () => view,
    turnTo(next: View) {
      if (next === 'page') scrolled = window.scrollY;
      view = next;
      chooser.press(view);
      keepView(view);
      document.body.classList.toggle('shows-pages', view === 'page');
      page.article.hidden = view === 'page';
      place.hidden = view === 'text';
      heading.hidden = view === 'text';
      if (view === 'text') window.scrollTo(0, scrolled);
    },
  };
}

/** The first paragraph below the top of the window. */
function placeInView(page: PageDocument): PageQuote | null {
  const index = page.texts.findIndex((text) => text.getBoundingClientRect().bottom > 0);
  const span = page.spanOf({ paragraph: index + 1, start: 0, end: 0, marker: null });
  return span && { ...span, marker: null, isStrong: true, isUnmarked: true };
}

/** Whether PDF.js failed because the server has no such file. */
function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}

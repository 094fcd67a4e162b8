import { isElement, type PageElement, rawTextOf } from '../parse-html.ts';

/** Words of classes and ids of what never is the text of a page. */
const SURROUNDING = wordSet(
  'ad addthis addtoany ads adv advert advertisement advertising aside authorbox breadcrumb breadcrumbs byline comment cookie cookies consent ' +
    'copyright credits dateline footer gdpr jumplinks login masthead meta metadata modal nav navbar navi navigation newsletter pager pagination paging popup ' +
    'postmeta postmetadata printfriendly readmore related relatedarticles relatedposts share shares sharebar sharedaddy shariff sharing shoutbox sidebar signup skip toolbar topbar trending',
);
/** Those of what is its text on some pages: a page of offers, of the staff, a card of dishes. */
const OFTEN_SURROUNDING = wordSet(
  'author banner feedback follow menu promo promoted promotion recent recommend recommendation recommendations recommended similar social sponsor ' +
    'sponsored subscribe tag tagcloud tags upsell',
);
/** Those of what surrounds a text when links are in it: without, a teaser is the text's first paragraph, a widget any part of a page. */
const SURROUNDING_WITH_LINKS = wordSet('menu tag tags teaser teasers widget widgets');
/** Words of notices that lie over a page. */
const NOTICE = wordSet('cookie cookies consent gdpr onetrust');
/** Words of what readers write below a text. */
const COMMENTS = wordSet('comments commentlist disqus respond kommentare commentaires comentarios commenti komentarze');
/** Words of what opens on a click. */
const OPENING = wordSet('accordion collapse collapsible expandable faq panel spoiler tab tabpanel tabs toggle');
/** Classes by which a blog says what an article is about. */
const TAXONOMY = /^(?:tag|category|post|type|status|format)-/;
const NO_WORDS: readonly string[] = [];

const wordsOfElements = new WeakMap<PageElement, readonly string[]>();

/** The words of the class or id of an element by which it surrounds the text of a page. */
export function surroundingWords(element: PageElement, { hasLinks }: { hasLinks: boolean }): string[] {
  return wordsOf(element).filter((word) => {
    if (SURROUNDING_WITH_LINKS.has(word)) return hasLinks;
    return SURROUNDING.has(word) || COMMENTS.has(word) || OFTEN_SURROUNDING.has(word);
  });
}

/** Whether a word may name the text of a page as well: where much of the page has it, it does. */
export function isDoubtful(word: string): boolean {
  return OFTEN_SURROUNDING.has(word) || SURROUNDING_WITH_LINKS.has(word);
}

/** Whether the class or id of an element has a word of notices about cookies and the like. */
export function isNamedNotice(element: PageElement): boolean {
  return wordsOf(element).some((word) => NOTICE.has(word));
}

/** Whether the class or id of an element has a word of what readers write below a text. */
export function isNamedComments(element: PageElement): boolean {
  return wordsOf(element).some((word) => COMMENTS.has(word));
}

/** Whether the class or id of an element has a word of tabs, accordions and the like. */
export function isNamedOpening(element: PageElement): boolean {
  return wordsOf(element).some((word) => OPENING.has(word));
}

/** The words of class and id, in small letters: those of `siteFooter` and `site-footer` are the same. */
function wordsOf(element: PageElement): readonly string[] {
  const { attributes } = element;
  const classes = attributes.get('class');
  const id = attributes.get('id');
  if (classes === undefined && id === undefined) return NO_WORDS;
  const known = wordsOfElements.get(element);
  if (known) return known;
  const tokens = (classes ?? '').split(/\s+/).filter((token) => !TAXONOMY.test(token));
  if (id !== undefined && !isSlug(id, element)) tokens.push(id);
  const words = tokens
    .join(' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  wordsOfElements.set(element, words);
  return words;
}

/** Whether an id is the place of a heading, made of its words: it names what a section says, not what it is. */
function isSlug(id: string, element: PageElement): boolean {
  const heading = /^h[1-6]$/.test(element.name) ? element : element.children.find(isElement);
  if (heading === undefined || !/^h[1-6]$/.test(heading.name)) return false;
  if (heading === element) return true;
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return letters(rawTextOf(heading)).includes(letters(id));
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

import type { PageElement } from '../parse-html.ts';

/** Words of classes and ids of what surrounds the text of a page. */
const SURROUNDING = new Set(
  (
    'ad ads adv advert advertisement advertising aside author authorbox banner bio breadcrumb breadcrumbs byline comment comments commentlist ' +
    'cookie cookies consent copyright disqus donate feedback follow footer gdpr jumplinks login masthead menu meta metadata ' +
    'modal nav navbar navi navigation newsletter pager pagination paging popup postmeta printfriendly promo promoted promotion readmore recent ' +
    'recommend recommendation recommendations recommended related respond share shares sharebar sharedaddy sharing shoutbox sidebar ' +
    'signup similar skip social sponsor sponsored subscribe subscription tag tagcloud tags teaser toolbar topbar trending upsell ' +
    'widget widgets'
  ).split(' '),
);
/** Words of notices that lie over a page. */
const NOTICE = new Set('cookie cookies consent gdpr onetrust'.split(' '));
/** Words of what opens on a click. */
const OPENING = new Set(
  'accordion collapse collapsible expandable faq panel spoiler tab tabpanel tabs toggle'.split(' '),
);

/** Whether the class or id of an element has a word of what surrounds the text of a page. */
export function isNamedSurrounding(element: PageElement): boolean {
  return wordsOf(element).some((word) => SURROUNDING.has(word));
}

/** Whether the class or id of an element has a word of notices about cookies and the like. */
export function isNamedNotice(element: PageElement): boolean {
  return wordsOf(element).some((word) => NOTICE.has(word));
}

/** Whether the class or id of an element has a word of tabs, accordions and the like. */
export function isNamedOpening(element: PageElement): boolean {
  return wordsOf(element).some((word) => OPENING.has(word));
}

/** The words of class and id, in small letters: those of `siteFooter` and `site-footer` are the same. */
function wordsOf({ attributes }: PageElement): string[] {
  const names = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  if (names === ' ') return [];
  return names
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
}

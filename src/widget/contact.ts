/** Where those are sent whose question the documents do not answer. */
export interface Contact {
  text: string;
  /** Null: the text leads nowhere. */
  href: string | null;
}

/** Where a link of the page's owner may lead. */
const PROTOCOLS = ['https:', 'mailto:', 'tel:'];

/** Reads "text | address"; an address that is none, or leads elsewhere, counts as not given. */
export function readContact(given: string | null): Contact | null {
  const [text = '', ...rest] = (given ?? '').split('|').map((part) => part.trim());
  const address = rest.at(-1) ?? '';
  const href = URL.canParse(address) && PROTOCOLS.includes(new URL(address).protocol) ? new URL(address).href : null;
  return text === '' ? null : { text, href };
}

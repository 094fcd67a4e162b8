import type { Citation } from '../../../../protocol/answer.ts';

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"«»“”]+/gi;
/** Of the sentence or the Markdown around an address, most likely. */
const BEHIND_ADDRESS = /[^\p{L}\p{N}/]+$/u;

/** The web addresses that stand in the quotes of an answer, in the form that the browser gives them. */
export function quotedAddresses(citations: readonly Pick<Citation, 'quote'>[]): Set<string> {
  const written = citations.flatMap(({ quote }) => quote.match(ADDRESS) ?? []);
  const addresses = written
    .flatMap((address) => [address, address.replace(BEHIND_ADDRESS, '')])
    .flatMap((address) => (/^www/i.test(address) ? [`https://${address}`, `http://${address}`] : [address]));
  return new Set(addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).href] : [])));
}

/** Whether a link leads to one of the addresses. */
export function isAmong(href: string, addresses: ReadonlySet<string>): boolean {
  return URL.canParse(href) && addresses.has(new URL(href).href);
}

/** Addresses as programs make links of them, and names of hosts, which are in lower case: "mode.Night" is a slip. */
const ADDRESS =
  /(?:[a-zA-Z][a-zA-Z\d+.-]{1,20}:\/\/|[wW]{3}\.|(?:mailto|tel|javascript|data):(?=\S))[^\s<>"'«»“”|\\)\]}]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}|(?<![\p{L}\p{N}@.-])[a-z\d][a-z\d-]{0,62}(?:\.[a-z\d][a-z\d-]{0,62}){0,5}\.(?:[a-z]{2,24}|рф)(?![\p{L}\p{N}-])(?:\/[^\s<>"'«»“”|\\)\]}]*)?/gu;

/** What is punctuation at the end of an address, and no part of it. */
const AFTER = /[.,;:!?…*_]+$/u;

/** The addresses of a text (of pages, of mail, of hosts), in the form in which they are compared. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([address]) => comparable(address));
}

/** The text with an ellipsis for each address that is not known. */
export function withoutUnknownAddresses(text: string, isKnown: (address: string) => boolean): string {
  return text.replace(ADDRESS, (address) => {
    const [after = ''] = AFTER.exec(address) ?? [];
    return isKnown(comparable(address)) ? address : `…${after}`;
  });
}

function comparable(address: string): string {
  return address
    .replace(AFTER, '')
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');
}

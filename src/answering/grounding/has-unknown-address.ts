/** Addresses of the web and of mail, and numbers of telephones and accounts. */
const ADDRESS =
  /https?:\/\/[^\s)\]>"»]+|www\.[^\s)\]>"»]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|\+?\d[\d\s()-]{8,}\d|(?<!\p{L})[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,}/u;

/** Whether a sentence has an address that no known text has, blanks and dashes aside: a reader may follow it. */
export function hasUnknownAddress(sentence: string, known: string[]): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s()-]|(?<![.,;:!?])[.,;:!?]+$/gu, '');
  const text = known.map(plain).join('\n');
  return addressesIn(sentence).some((address) => !/^[\d\s-]+$/u.test(address) && !text.includes(plain(address)));
}

/** The addresses of a text; one may begin right where another ends. */
function addressesIn(text: string): string[] {
  const addresses: string[] = [];
  let rest = text;
  for (let found = ADDRESS.exec(rest); found !== null; found = ADDRESS.exec(rest)) {
    addresses.push(found[0]);
    rest = rest.slice(found.index + found[0].length);
  }
  return addresses;
}

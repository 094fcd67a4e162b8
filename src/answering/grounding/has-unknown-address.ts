/** Addresses of the web and of mail, and numbers of telephones and accounts. */
const ADDRESS =
  /https?:\/\/[^\s)\]>"»]+|www\.[^\s)\]>"»]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|\+?\d[\d\s()-]{8,}\d|(?<!\p{L})[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,}/gu;

/** Whether a sentence has an address that no known text has, blanks and dashes aside: a reader may follow it. */
export function hasUnknownAddress(sentence: string, known: string[]): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s()-]|[.,;:!?]+$/gu, '');
  const text = known.map(plain).join('\n');
  return (sentence.match(ADDRESS) ?? []).some(
    (address) => !/^[\d\s-]+$/u.test(address) && !text.includes(plain(address)),
  );
}

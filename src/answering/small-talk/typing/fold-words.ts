const MARKED_LATIN = /(\p{Script=Latin})\p{M}+/gu;
/** Signs made of letters and figures: "<3", ":D". */
const EMOTICON = /(?<![\p{L}\p{N}])(?:<3+|[:;=]-?[dpo3])(?![\p{L}\p{N}])/giu;
/** The endings of "what's", "I'm", "you're": the words before them say enough. */
const SHORTENED = /(\p{L})'(?:s|m|re|ll|d|ve)(?!\p{L})/gu;
/** The same without the apostrophe, as it is often typed. */
const RUN_TOGETHER = new Map(
  Object.entries({ whats: 'what', hows: 'how', whos: 'who', wheres: 'where', thats: 'that', youre: 'you', im: 'i' }),
);

/**
 * The words of a message as small talk is compared: small letters, without accents on Latin ones, ё as е, hyphenated words in their parts,
 * "don't" as `dont`, "what's" as `what`.
 */
export function foldWords(message: string): string[] {
  const folded = message
    .normalize('NFKC')
    .replaceAll(EMOTICON, ' ')
    .toLowerCase()
    .replaceAll(/[’ʼ`´]/g, "'")
    .replace(SHORTENED, '$1')
    .replaceAll("'", '')
    .normalize('NFD')
    .replace(MARKED_LATIN, '$1')
    .normalize('NFC')
    .replaceAll('ё', 'е')
    .replaceAll('ı', 'i');
  const words = folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => RUN_TOGETHER.get(word) ?? word);
}

/** A word with each run of the same letter as one: «привееет» and «привет» are alike, and so are "hello" and "helo". */
export function squeezed(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}

/** The keys of two layouts, in the same order. */
const LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC_KEYS = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
/** The same keys with Shift. */
const SHIFTED_LATIN_KEYS = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';

const TO_CYRILLIC = new Map(
  [...CYRILLIC_KEYS].flatMap((letter, index) => [
    [LATIN_KEYS[index]!, letter],
    [SHIFTED_LATIN_KEYS[index]!, letter],
  ]),
);
const TO_LATIN = new Map([...CYRILLIC_KEYS].map((letter, index) => [letter, LATIN_KEYS[index]!]));

/** What a message says when the keys that were pressed are read in the other layout: «ghbdtn» is «привет», «руддщ» is "hello". */
export function inOtherLayout(message: string): string {
  const keys = /\p{Script=Cyrillic}/u.test(message) ? TO_LATIN : TO_CYRILLIC;
  return [...message].map((key) => keys.get(key) ?? keys.get(key.toLowerCase()) ?? key).join('');
}

/** How Russian sounds are written in Latin letters; longer spellings first. */
const LATIN_SOUNDS: [spelling: RegExp, letter: string][] = [
  [/shch|sch/g, 'щ'],
  [/zh/g, 'ж'],
  [/ch|4/g, 'ч'],
  [/sh|6/g, 'ш'],
  [/kh/g, 'х'],
  [/ts|tz/g, 'ц'],
  [/(?:y|j|i)u/g, 'ю'],
  [/(?:y|j|i)a/g, 'я'],
  [/(?:y|j)[oe]/g, 'е'],
  [/q/g, 'к'],
  [/w/g, 'в'],
];
const LATIN_LETTERS = 'abcdefghijklmnoprstuvxyz';
const SOUNDING_LETTERS = 'абцдефгхииклмнопрстувхиз';

/** A Latin word as the Russian one that sounds like it, in the form of `soundOf`: "zdravstvuyte" and "zdravstvujte" are alike. */
export function soundOfLatin(word: string): string {
  const spelled = LATIN_SOUNDS.reduce((text, [spelling, letter]) => text.replace(spelling, letter), word);
  return soundOf([...spelled].map((letter) => SOUNDING_LETTERS[LATIN_LETTERS.indexOf(letter)] ?? letter).join(''));
}

/** A Russian word without what Latin letters do not distinguish. */
export function soundOf(word: string): string {
  return word
    .replaceAll(/[йыи]+/g, 'и')
    .replaceAll('э', 'е')
    .replaceAll(/[ьъ]/g, '')
    .replaceAll('щ', 'ш')
    .replaceAll('тс', 'ц');
}

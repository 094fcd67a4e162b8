const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
/** Neighbouring keys in a row, in either direction: fewer are words, such as "were" and «про». */
const MIN_KEYS = 4;
/** At the beginning of a row fewer are no words: "asd", «йцу». */
const MIN_FIRST_KEYS = 3;
const REPEATED = /^(.+?)\1+$/u;
const ONE_LETTER = /^(.)\1+$/u;

/**
 * Whether a word is keys pressed at random: one letter again and again, or neighbours of one row, such as "asdf" and «фывапр», once or
 * several times.
 */
export function isKeyboardMash(word: string): boolean {
  if (ONE_LETTER.test(word)) return true;
  const once = REPEATED.exec(word)?.[1] ?? word;
  const backwards = [...once].reverse().join('');
  const isRepeated = once !== word && once.length >= MIN_FIRST_KEYS;
  return (
    (isRepeated && ROWS.some((row) => [...once].every((letter) => row.includes(letter)))) ||
    (once.length >= MIN_KEYS && ROWS.some((row) => row.includes(once) || row.includes(backwards))) ||
    (once.length >= MIN_FIRST_KEYS && ROWS.some((row) => row.startsWith(once)))
  );
}

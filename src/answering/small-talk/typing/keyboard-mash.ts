const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
/** Neighbouring keys in a row, in either direction: fewer are words, such as "were" and «про». */
const MIN_KEYS = 4;
const ONE_LETTER = /^(\p{L})\1+$/u;

/** Whether a word is keys pressed at random: one letter again and again, or neighbours of one row, such as "asdf" and «фывапр». */
export function isKeyboardMash(word: string): boolean {
  if (ONE_LETTER.test(word)) return true;
  const backwards = [...word].reverse().join('');
  return word.length >= MIN_KEYS && ROWS.some((row) => row.includes(word) || row.includes(backwards));
}

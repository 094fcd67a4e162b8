const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const ONE_LETTER = /^(\p{L})\1+$/u;
/** Neighbouring keys in a row, in either direction: fewer are words, such as "were" and «про». */
const MIN_KEYS = 4;
/** At the beginning of a row fewer are no words: "asd", «йцу». */
const MIN_FIRST_KEYS = 3;
/** Of keys to and fro, this share are neighbours, none are further apart than one key between them, and so many are no word. */
const NEIGHBOURS = 0.4;
const MAX_STEP = 2;
const MIN_KEYS_TO_AND_FRO = 5;

/** Whether a word is keys pressed at random: one letter again and again, or near keys of one row, such as "asdf", «фывапр» and "asdasd". */
export function isKeyboardMash(word: string): boolean {
  if (ONE_LETTER.test(word)) return true;
  const backwards = [...word].reverse().join('');
  return ROWS.some(
    (row) =>
      (word.length >= MIN_KEYS && (row.includes(word) || row.includes(backwards))) ||
      (word.length >= MIN_FIRST_KEYS && row.startsWith(word)) ||
      (word.length >= MIN_KEYS_TO_AND_FRO && goesToAndFro(word, row)),
  );
}

function goesToAndFro(word: string, row: string): boolean {
  const keys = [...word].map((letter) => row.indexOf(letter));
  if (keys.includes(-1)) return false;
  const steps = keys.slice(1).map((key, index) => Math.abs(key - keys[index]!));
  return (
    steps.every((step) => step <= MAX_STEP) && steps.filter((step) => step === 1).length >= steps.length * NEIGHBOURS
  );
}

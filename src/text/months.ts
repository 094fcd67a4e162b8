/** The names of the months in Russian and English in all their forms, January first, as sources of patterns for lower case. */
const NAMES = [
  'январ\\p{L}*|jan(?:uary)?',
  'феврал\\p{L}*|feb(?:ruary)?',
  'март(?:а|е|у|ом)?|mar(?:ch)?',
  'апрел\\p{L}*|apr(?:il)?',
  'ма[йяею]м?|may',
  'июн\\p{L}*|june?',
  'июл\\p{L}*|july?',
  'август\\p{L}*|aug(?:ust)?',
  'сентябр\\p{L}*|sept?(?:ember)?',
  'октябр\\p{L}*|oct(?:ober)?',
  'ноябр\\p{L}*|nov(?:ember)?',
  'декабр\\p{L}*|dec(?:ember)?',
];
const PATTERNS = NAMES.map((names) => new RegExp(`^(?:${names})$`, 'u'));

/** Source of a pattern that finds the name of a month in Russian or English, in lower case. */
export const MONTH_NAME = NAMES.join('|');

/** The month, 1 to 12, that a word in lower case names in Russian or English; 0 for any other word. */
export function monthOf(word: string): number {
  return PATTERNS.findIndex((pattern) => pattern.test(word)) + 1;
}

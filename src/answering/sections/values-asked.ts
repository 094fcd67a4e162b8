import { hasAnswerType } from '../../text/expected-answer-type.ts';
import { fineAnswerTypesIn } from '../../text/fine-answer-type.ts';

/** «В течение 30 дней», "at the latest within one hour", "14 days in advance". */
const SETS_DEADLINE =
  /(?<!\p{L})(?:не\s+поздн(?:ее|ей)|не\s+позже|в\s+течение|в\s+срок|до\s+\p{N}|за\s+(?:\p{N}|\p{L}+\s+(?:дн|недел|месяц|час))|within|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest|in\s+advance|deadline|until|by\s+\p{N})/iu;
const UNIT_OF_TIME =
  /(?<!\p{L})(?:час|минут|сут(?:ки|ок)|недел|месяц|дн(?:я|ей|и)(?!\p{L})|год|лет(?!\p{L})|hour|minute|day|week|month|year|\p{N}{1,2}[.:]\p{N}{2}|(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|january|february|march|april|may|june|july|august|september|october|november|december)\p{L}*)/iu;

/** Words that name a kind of values, and which sentences have some. */
const VALUES: [word: RegExp, isIn: (sentence: string) => boolean][] = [
  [
    /^(?:срок(?:и|ов)?|дедлайн(?:ы|ов)?|deadlines?)$/u,
    (sentence) => SETS_DEADLINE.test(sentence) && UNIT_OF_TIME.test(sentence),
  ],
  [/^(?:дат(?:ы|у)?|dates?)$/u, (sentence) => hasAnswerType(sentence, 'date')],
  [
    /^(?:сумм(?:ы|у)?|цен(?:ы|у)?|стоимост[ьи]|amounts?|prices?|costs?|fees?)$/u,
    (sentence) => fineAnswerTypesIn(sentence).has('money'),
  ],
  [
    /^(?:имен|имена|фамилии|люд(?:ей|и)|names|people|persons)$/u,
    (sentence) => fineAnswerTypesIn(sentence).has('person'),
  ],
];

/** Whether a sentence has a value of the kind that a word names, such as a date; null for a word that names no kind of values. */
export function valuesNamedBy(word: string): ((sentence: string) => boolean) | null {
  return VALUES.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/**
 * Answer type of a question: the kind of words that an answer must have, a date for "when", a number for "how many".
 *
 * These types rank whole paragraphs; `FineAnswerType` is for single sentences.
 */
export type AnswerType = 'date' | 'number' | 'place' | 'person' | 'party';

/** Bounds of a word in a pattern, because `\b` knows Latin letters only. */
export const WORD = '(?<![\\p{L}\\p{M}])';
export const END = '(?![\\p{L}\\p{M}])';

const MONTH = `(?:январ|феврал|март|апрел|ма[йяею]${END}|июн|июл|август|сентябр|октябр|ноябр|декабр|january|february|march|april|june|july|august|september|october|november|december|may(?=\\s\\d)|(?<=\\d\\s)may${END})`;
const WEEKDAY = `(?:понедельник|вторник|(?:в\\s+среду|по\\s+средам)${END}|четверг|пятниц|суббот|воскресень|(?:mon|tues|wednes|thurs|fri|satur|sun)day)`;
const NUMERAL = [
  `(?:ноль|нул[яью]|один|одн(?:а|о|у|ой|им|ого|ому|их)|об[ае]|дв(?:а|е|ое|ум|умя)|тр(?:и|ое|ём|ем|емя)|четыр(?:е|ём|ем|ьмя)|четверо)${END}`,
  `(?:(?:пят|шест|сем|девят|десят)(?:ь|и|ью|еро|ка|ок|ки|ков)|вос(?:емь|ьми|емью)|сто|ста|сорока?|трет[ьи]|четверт[ьи])${END}`,
  '(?:двух|тр[её]х|четыр[её]х|двест|трист|тысяч|миллион|миллиард|триллион|половин|дюжин)',
  `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|million|billion|third|quarter|dozen)s?|half|once|twice)${END}`,
].join('|');

/** How questions ask for each answer type, in small letters, most specific first. */
const ASKED_BY: [AnswerType, RegExp][] = [
  [
    'person',
    new RegExp(
      `${WORD}как\\s+(?:(?:его|её|ее|их)\\s+)?зовут|фамили|${WORD}имя${END}|по имени|поим[её]нно|${WORD}кто\\s+(?:лично|персонально)|name of the (?:person|minister|president|head|director)|who (?:personally|exactly)`,
      'u',
    ),
  ],
  [
    'number',
    new RegExp(
      `${WORD}сколько|насколько (?:велик|больш)|каков[аоы]?\\s+(?:сумм|стоимост|цен|дол|числен|количеств|размер|площад|температур|скорост|бюджет|длин|срок)|как(?:ой|ая|ую|ова)\\s+(?:процент|сумм|стоимост|цен|дол[яюи]|численност|количеств|размер|площад|температур)|how (?:many|much|long|often|far|old|big|large|deep|tall|fast)|what (?:percentage|percent|share|amount|number|sum|price|cost|size|temperature|budget)`,
      'u',
    ),
  ],
  [
    'date',
    new RegExp(
      `${WORD}когда|в каком году|как(?:ого|ой|ое) (?:числ|год|дат|ден|дн)|с какого (?:числа|года|времени|дня)|до какого (?:числа|года|времени|дня|срок)|во сколько|в какое время|в какой день|\\bwhen\\b|what (?:year|date|day|time|month)|which (?:year|date|day|month)|by what date|since what`,
      'u',
    ),
  ],
  [
    'place',
    new RegExp(
      `${WORD}(?:где|куда|откуда)${END}|в как(?:ом|ой) (?:город|стран|мест|зал|комнат|адрес|регион|област)|по какому адресу|\\bwhere\\b|(?:what|which) (?:city|town|country|place|room|address|location)`,
      'u',
    ),
  ],
  [
    'party',
    new RegExp(
      `${WORD}(?:кто|кого|кому|кем|ком|ч[её]й|чь[яеёию]|чьих|чьего|чьей)${END}|\\b(?:who|whom|whose)\\b|как(?:ие|их|ими|ой|ая) (?:стран|государств|сторон|народ|организац|орган|участник|лиц|компани)|(?:what|which) (?:countries|country|states?|parties|party|organi[sz]ations?|bod(?:y|ies)|compan(?:y|ies))`,
      'u',
    ),
  ],
];

/** Types whose words may be capitalised or not: their patterns are for small letters, as one that finds both takes twice as long to be made. */
const IN_SMALL_LETTERS: ReadonlySet<AnswerType> = new Set(['date', 'number']);
/** How words of each answer type look in a text. Capitals matter where names do. What begins a word stands behind one `WORD`: each takes as long as the rest. */
const SEEN_AS: Record<AnswerType, RegExp> = {
  date: new RegExp(
    `\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?<!\\d)(?:1\\d|20)\\d{2}(?!\\d)|\\d{1,2}[:.]\\d{2}(?!\\d)|${WORD}(?:${MONTH}|${WEEKDAY}|год(?:а|у|ом|ов|ы)?${END}|век(?:а|е|ов)?${END})|century|ежегодн|annual`,
    'u',
  ),
  number: new RegExp(`\\d|дцат[ьи]|ьдесят|ьсот|${WORD}(?:${NUMERAL})`, 'u'),
  place: new RegExp(
    `${WORD}(?:(?:[Вв]о?|[Нн]а|[Ии]з|[Пп]од|[Уу]|[Гг]ород[ае]?|[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|to|[Cc]ity of|[Tt]own of)\\s+[«"“]?\\p{Lu}|(?:г\\.|пос\\.|ул\\.)\\s*\\p{Lu}|(?:зал(?:а|е|у|ах)?|комнат\\p{L}*|кабинет\\p{L}*|этаж\\p{L}*|адрес(?:а|у|е|ом)?|rooms?|floor|hall|offices?|street)${END})`,
    'u',
  ),
  person: new RegExp(
    `\\p{Lu}\\.\\s?(?:\\p{Lu}\\.\\s?)?\\p{Lu}\\p{Ll}+|\\p{Lu}\\p{Ll}+\\s+\\p{Lu}\\.(?:\\s?\\p{Lu}\\.)?|\\p{Lu}\\p{Ll}+\\s+\\p{Lu}\\p{Ll}+(?:вич|вна|ов|ев|ин|ова|ева|ина|ский|ская)${END}|\\b(?:Mr|Mrs|Ms|Dr)\\.?\\s\\p{Lu}|(?<=[\\p{Ll},]\\s)\\p{Lu}[a-z]+\\s\\p{Lu}[a-z]+`,
    'u',
  ),
  party: /(?=\p{Lu})(?<=\p{L}[\s,]{1,20}|[«"“(])\p{Lu}\p{L}|\p{Lu}{2,}/u,
};

/** The answer types a question asks for; none when any words may answer it. */
export function expectedAnswerTypes(question: string): AnswerType[] {
  const small = question.toLowerCase();
  return ASKED_BY.filter(([, asked]) => asked.test(small)).map(([type]) => type);
}

/** Whether a text has words of this answer type. */
export function hasAnswerType(text: string, type: AnswerType): boolean {
  return SEEN_AS[type].test(IN_SMALL_LETTERS.has(type) ? text.toLowerCase() : text);
}

/** Every answer type a text has words of. */
export function answerTypesIn(text: string): AnswerType[] {
  return (Object.keys(SEEN_AS) as AnswerType[]).filter((type) => hasAnswerType(text, type));
}

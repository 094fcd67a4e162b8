/** What kind of words an answer must have: a date for "when", a number for "how many". */
export type Evidence = 'date' | 'number' | 'place' | 'person' | 'party';

const MONTH =
  '(?:январ|феврал|март|апрел|ма[йяе]\\b|июн|июл|август|сентябр|октябр|ноябр|декабр|january|february|march|april|may|june|july|august|september|october|november|december)';
const NUMERAL =
  '(?:ноль|одн[аоиу]|один|дв[ауе]|двух|тр[иеё]х?|четыр|пят[ьи]|шест[ьи]|сем[ьи]\\b|восем|девят|десят|дцат|сорок|сто\\b|двест|трист|[хт]сот|тысяч|миллион|миллиард|половин|трет[ьи]|четверт|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|third|quarter|dozen|once|twice)';

/** How questions ask for each kind, most specific first. */
const ASKED: [Evidence, RegExp][] = [
  [
    'person',
    /как\s+(?:е[гё]о|её|ее|их)?\s*зовут|фамили|\bимя\b|(?:^|\s)имя\b|по имени|поименно|кто\s+(?:лично|персонально)|name of the (?:person|minister|president|head|director)|who (?:personally|exactly)/iu,
  ],
  [
    'number',
    /сколько|насколько (?:велик|больш)|каков[аоы]?\s+(?:сумм|стоимост|цен|дол|числен|количеств|размер|площад|температур|скорост|бюджет|длин|срок)|как(?:ой|ая|ую|ова)\s+(?:процент|сумм|стоимост|цен|дол[яюи]|численност|количеств|размер|площад|температур)|how (?:many|much|long|often|far|old|big|large|deep|tall|fast)|what (?:percentage|percent|share|amount|number|sum|price|cost|size|temperature|budget)/iu,
  ],
  [
    'date',
    /когда|в каком году|как(?:ого|ой|ое) (?:числ|год|дат|ден|дн)|с какого (?:числа|года|времени|дня)|до какого (?:числа|года|времени|дня|срок)|во сколько|в какое время|в какой день|\bwhen\b|what (?:year|date|day|time|month)|which (?:year|date|day|month)|by what date|since what/iu,
  ],
  [
    'place',
    /(?:^|\s)(?:где|куда|откуда)(?:\s|[?,.]|$)|в как(?:ом|ой) (?:город|стран|мест|зал|комнат|адрес|регион|област)|по какому адресу|\bwhere\b|(?:what|which) (?:city|town|country|place|room|address|location)/iu,
  ],
  [
    'party',
    /(?:^|\s)(?:кто|кого|кому|кем|ком|ч[её]й|чь[яеёию]|чьих|чьего|чьей)(?:\s|[?,.]|$)|\b(?:who|whom|whose)\b|как(?:ие|их|ими|ой|ая) (?:стран|государств|сторон|народ|организац|орган|участник|лиц|компани)|(?:what|which) (?:countries|country|states?|parties|party|organi[sz]ations?|bod(?:y|ies)|compan(?:y|ies))/iu,
  ],
];

/** How each kind looks in a text. Capitals matter where names do. */
const SEEN: Record<Evidence, RegExp> = {
  date: new RegExp(
    `\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\b\\d{4}\\b|${MONTH}|\\d{1,2}[:.]\\d{2}(?!\\d)|понедельник|вторник|сред[ауы]\\b|четверг|пятниц|суббот|воскресень|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\bгод(?:а|у|ом|ов)?\\b|век[еа]?\\b|century|ежегодн|annual`,
    'iu',
  ),
  number: new RegExp(`\\d|${NUMERAL}`, 'iu'),
  place:
    /(?:^|[\s«("])(?:в|во|на|из|под|у|г\.|город[ае]?|пос\.|ул\.|in|at|from|near|to|city of|town of)\s+[«"“]?\p{Lu}|(?:зал|комнат|кабинет|этаж|адрес|room|floor|hall|office|street)/u,
  person:
    /\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s+\p{Lu}\.(?:\s?\p{Lu}\.)?|\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:вич|вна|ов|ев|ин|ова|ева|ина|ский|ская)\b|\b(?:Mr|Mrs|Ms|Dr)\.?\s\p{Lu}|(?<=[\p{Ll},]\s)\p{Lu}[a-z]+\s\p{Lu}[a-z]+/u,
  party: /(?<=\p{L}[\s,]+|[«"“(])\p{Lu}\p{L}|\p{Lu}{2,}/u,
};

/** The kinds a question asks for; none when any words may answer it. */
export function expectedEvidence(question: string): Evidence[] {
  return ASKED.filter(([, asked]) => asked.test(question)).map(([evidence]) => evidence);
}

/** Whether a text has words of this kind. */
export function hasEvidence(text: string, evidence: Evidence): boolean {
  return SEEN[evidence].test(text);
}

/** Every kind a text has words of. */
export function evidenceIn(text: string): Evidence[] {
  return (Object.keys(SEEN) as Evidence[]).filter((evidence) => hasEvidence(text, evidence));
}

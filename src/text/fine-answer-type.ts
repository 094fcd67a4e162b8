import { keepLatest } from '../runtime/keep-latest.ts';
import { END, hasAnswerType, WORD } from './expected-answer-type.ts';

/**
 * Fine answer type of a question: the kind of words that the very sentence that answers must have, not only its paragraph: a sum of money
 * for "how much does it cost".
 *
 * These types score sentences; the coarser `AnswerType` ranks paragraphs.
 */
export type FineAnswerType = 'person' | 'money' | 'number' | 'date' | 'place' | 'reason';

/** People who are asked for by their office: «кто директор» asks for a name. */
const ROLE =
  'директор(?!ств)|ректор|дириж|председател(?!ьств)|глав[аыун]|секретар|начальник|руководител|заведующ|автор|владел(?:ец|иц|ьц)|хозя(?:ин|ев|йк)|капитан|министр|президент|мэр|координатор|director|minister|president|head|chief|captain|mayor|owner|manager|secretary|author|chair|chancellor|editor|sister|brother|wife|husband|mother|father';
/** Quantities that are asked for with «какой»: «какая температура», «какой штраф». */
const MEASURE =
  'сумм|стоимост|цен|дол[яюи]|численност|количеств|размер|об[ъь][её]м|площад|температур|скорост|бюджет|длин|высот|ширин|глубин|толщин|диаметр|вес|масс|мощност|давлен|уровен|расход|возраст|срок|продолжительност|процент|скидк|квот|лимит|предел|штраф|зарплат|оклад|тариф|плат[аыу]|ставк|номер|телефон';

/** How questions ask for each type. */
const ASKED_BY: Record<FineAnswerType, RegExp> = {
  person: pattern(
    `${WORD}как\\s+(?:(?:его|её|ее|их)\\s+)?(?:зовут|звали|звать)${END}|фамили|кличк|${WORD}имя${END}|по имени|поим[её]нно|${WORD}кто\\s+(?:лично|персонально)|${WORD}кто\\s+(?:\\p{L}+\\s+)?(?:${ROLE})|name of (?:\\p{L}+ ){0,8}?(?:${ROLE}|person)|who (?:personally|exactly)|who (?:is|was) the${END}`,
  ),
  money: pattern(
    `${WORD}(?:стои(?:т|ть|ла|ло|ли|л)|стоят|обойд[её]тся|обошл[аио]сь|обош[её]лся)${END}|стоимост|${WORD}цен[аыуе]${END}|сколько (?:денег|рублей|евро|долларов|плат)|как(?:ой|ая|ую|ов|ова|ие) (?:\\p{L}+ )?(?:зарплат|оклад|штраф|сумм|плат[аыу]|залог|пособи|бюджет|тариф)|(?:размер|величин[ауые]|объ[её]м)\\p{L}{0,20} (?:\\p{L}+ ){0,2}(?:плат|взнос|пен[ияей]|неустойк|штраф|залог|аванс|зарплат|оклад|преми|компенсац|пособи|суточн|стипенди|депозит|выплат)|how much (?:does|do|did|is|are|was|were|will|would|must|has|have|it|per)${END}`,
  ),
  number: pattern(
    `сколько|скольк[иу]|насколько (?:велик|больш)|${WORD}как(?:ой|ая|ое|ие|ого|ов[аоы]?|ую) (?:\\p{L}+ )?(?:${MEASURE})|^(?:\\p{L}+ )?(?:${MEASURE})|how (?:many|much|long|often|far|old|big|large|deep|tall|high|wide|fast)|what (?:percentage|percent|share|is the (?:number|price|cost|amount|length|size|height|width|depth|capacity|speed|weight|temperature|limit|share|salary|budget|population)|amount|number|sum|price|cost|size|temperature|budget)|phone number`,
  ),
  date: pattern(
    `${WORD}когда${END}|как(?:ом|ого|ой|ое|им) (?:году|числ|год|дат|ден|дн)|(?:с|до) какого (?:числа|года|времени|дня|срок)|во сколько|до скольки|в какое время|в как(?:ой|ие) (?:день|дни|месяц)|${WORD}when${END}|(?:what|which) (?:year|date|day|time|month)s?|by what date|since what`,
  ),
  place: pattern(
    `${WORD}(?:где|куда|откуда)${END}|(?:в|на) как(?:ом|ой) (?:город|стран|мест|зал|комнат|адрес|регион|област|улиц)|по какому адресу|${WORD}where${END}|(?:what|which) (?:city|town|country|place|room|address|location)`,
  ),
  reason: pattern(
    `${WORD}(?:почему|зачем|отчего)${END}|из-за чего|по как(?:ой|им) причин|с какой целью|для чего|${WORD}why${END}|what for|reasons?${END}`,
  ),
};

/** "What is the price?" asks for a sum; "who pays the fee?", "is the fee refunded?" do not. */
const NAMES_SUM = pattern(`${WORD}(?:cost|price|salary|salarie|fee|fine|charge|budget|wage)s?${END}`);
const ASKS_ELSE = pattern(
  `${WORD}(?:where|who|whom|whose|why|when|how(?! much))${END}|^\\P{L}*(?:is|are|was|were|do|does|did|can|could|may|must|shall|should|will|would|has|have|had)${END}`,
);

/** Words of a question that name its answer type: a sentence with words of the type answers without them. */
const NAMED_BY: [FineAnswerType, RegExp][] = [
  ['person', /^(?:зовут|звали|звать|фамили.*|имя|имени|отчество|клич?к.*|names?|named|surname)$/u],
  [
    'money',
    /^(?:стои(?:т|ть|ла|ло|ли|л)|стоят|стоимост[ьи]|цен[аыуе]|сумм.*|ден[ье]г.*|рублей|costs?|prices?|money)$/u,
  ],
  [
    'number',
    /^(?:размер.*|количеств.*|числен.*|состав(?:ля|и).*|процент.*|лет|numbers?|amounts?|percent.*|sizes?|old|large|big|high|tall)$/u,
  ],
  ['number', /^(?:длит.*|продолжительност.*|срок.*|long|lasts?)$/u],
  ['date', /^(?:год[ау]?|день|дат[аыу]|числ[ао]|врем(?:я|ени)|years?|dates?|day|time|month|until)$/u],
  [
    'place',
    /^(?:город[ауе]?|улиц[аеуы]|адрес[ауе]?|мест[оеа]|находи(?:тся|лся|лась|лось)|располож.*|city|town|place|located|location|address)$/u,
  ],
  ['reason', /^(?:причин.*|reasons?)$/u],
];

const MONEY = pattern(
  `${WORD}руб(?:\\.|л)|${WORD}коп(?:\\.|е[ей]к)|евро${END}|доллар|${WORD}крон[аыу]?${END}|${WORD}франк|${WORD}фунт|${WORD}юан|${WORD}тенге|${WORD}сумов|бесплатн|euros?${END}|dollars?${END}|crowns?${END}|pounds?${END}|florins?${END}|thalers?${END}|francs?${END}|roubles?${END}|rubles?${END}|pence|${WORD}cents?${END}|free of charge|\\p{Sc}`,
);
const REASON = pattern(
  `потому|так как|поскольку|из-за|в связи с|ввиду|вследствие|чтобы|${WORD}для${END}|в цел[яь]|ради${END}|в силу${END}|причин|иначе${END}|${WORD}ибо${END}|because|since${END}|due to|owing|so that|in order|therefore|reason|otherwise|, as${END}|: (?=\\p{Ll})`,
);
/** «До десятого числа», «25-го числа». */
const DAY_OF_MONTH = pattern(`(?:\\p{N}(?:-?г?о)?|${WORD}\\p{L}+[ое]го)\\s+(?:и\\s+\\S+\\s+)?числ[ао]${END}`);
/** «С 9 до 18 часов», "at 9 a.m.", «по будням». */
const TIME_OF_DAY = pattern(
  `\\p{N}{1,2}\\s?(?:[ap]\\.?m(?!\\p{L})|o['’]clock)|${WORD}(?:в|с|до|к)\\s+\\p{N}{1,2}\\s+час|${WORD}(?:будн\\p{L}+|выходн(?:ые|ым|ых)|weekdays?|weekends?)${END}`,
);
/** What `TIME_OF_DAY` needs besides digits. */
const NAMES_DAYS = /будн|выходн|week/u;
/** «За 45 минут до закрытия», «каждые две недели» answer "when"; "at most 60 hours" does not. */
const UNIT_OF_TIME =
  '(?:час|минут|сут(?:ки|ок)|недел|полмесяц|месяц|квартал|полугоди|дн(?:я|ей|и)(?!\\p{L})|день(?!\\p{L})|лет(?!\\p{L})|hours?|minutes?|days?|weeks?|fortnight|months?|quarters?|years?)';
const SPAN_OF_TIME = pattern(
  `${WORD}(?:за|через|спустя|после|до|в течение|не позднее|не позже|не реже|раз в|кажд(?:ый|ую|ые|ое|ого|ой)|within|after|before|in|every|each|once an?)\\s+(?:[^\\s.;]+\\s+){0,4}?${UNIT_OF_TIME}|${UNIT_OF_TIME}\\p{L}{0,20}\\s+(?:до|после|спустя|со? дня|с момента|с даты|before|after|prior|of|from)${END}|${WORD}(?:ежедневно|еженедельно|ежемесячно|ежеквартально|daily|weekly|monthly|quarterly|yearly|annually)${END}`,
);

/** A cell may be a sum whose currency is said elsewhere. */
const BARE_NUMBER_CELL = /(?:^|\|)(?=[^\p{N}|]*\p{N})[\s\p{N}.,]*(?:$|\|)/u;

/** "4.2. ", "(3) ", "[1] " before what is said. */
const MARKER = /^\s*(?:[-–—*•|]\s*)?(?:\(?\p{N}+(?:\.\p{N}+)*[.)]|\[\p{N}+\])\s/u;
/** "E-107", «НЦ-40/200», a note's "[1]": a name says how many of nothing. */
const NAME_WITH_NUMBER = /(?<![\p{L}\p{N}])\p{L}+-?\p{N}[\p{N}\p{L}/-]*|\[\p{N}+\]/gu;

/** What has a number as its name: «приказ № 118-П». */
const NUMBERED = /(?:№|\bNo\.)\s*\p{L}{0,3}-?\p{N}/u;

/** "What do I do when I am ill?" asks for no date. */
const WHEN_OF_A_CASE =
  /(?=когда|when)(?<=^(?:что|кто|как\p{L}*|где|what|who|which|how|where|why)(?!\p{L})(?:(?!\s(?:и|или|and|or)\s).){0,400}?(?<!\s(?:и|или|с|and|or|since|by|from|until)),?\s)(?:когда|when)(?!\p{L})/iu;

/** The fine answer types a question asks for; none when any words may answer it. Several steps of one answer ask for them. */
export const expectedFineAnswerTypes = keepLatest(readFineAnswerTypes, { count: 64, longest: 1000 });

function readFineAnswerTypes(question: string): FineAnswerType[] {
  const asked = question.replace(WHEN_OF_A_CASE, '').toLowerCase();
  const namesSum = NAMES_SUM.test(asked) && !ASKS_ELSE.test(asked);
  const isAsked = (type: FineAnswerType) => ASKED_BY[type].test(asked) || (type === 'money' && namesSum);
  const types = (Object.keys(ASKED_BY) as FineAnswerType[]).filter(isAsked);
  // A sum is a number, but not every number a sum.
  return types.includes('money') ? types.filter((type) => type !== 'number') : types;
}

/** The answer type that a word of a question names, as "price" does; null for a word of its subject. */
export function fineAnswerTypeNamedBy(word: string): FineAnswerType | null {
  return NAMED_BY.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** Every fine answer type a sentence has words of. */
export function fineAnswerTypesIn(sentence: string): Set<FineAnswerType> {
  const read = { sentence, small: sentence.toLowerCase(), hasDigit: /\p{N}/u.test(sentence) };
  return new Set((Object.keys(ASKED_BY) as FineAnswerType[]).filter((type) => hasFineAnswerType(read, type)));
}

/** The same of a row of a table: under "Price" a number is a price. */
export function fineAnswerTypesInRow(row: string, header: string): Set<FineAnswerType> {
  const named = (header.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => fineAnswerTypeNamedBy(word) ?? []);
  const isThere = (type: FineAnswerType) => type === 'person' || type === 'place' || /\p{N}/u.test(row);
  const sums: FineAnswerType[] = BARE_NUMBER_CELL.test(row) ? ['money'] : [];
  return new Set([...fineAnswerTypesIn(row), ...named.filter(isThere), ...sums]);
}

/** A sentence, the same in small letters, and whether it has a digit. */
interface ReadSentence {
  sentence: string;
  small: string;
  hasDigit: boolean;
}

function hasFineAnswerType({ sentence, small, hasDigit }: ReadSentence, type: FineAnswerType): boolean {
  if (type === 'money') return MONEY.test(small);
  if (type === 'reason') return REASON.test(small);
  if (type === 'number') return hasDigit ? hasNumber(sentence) : hasAnswerType(small, 'number');
  if (type !== 'date') return hasAnswerType(sentence, type);
  return hasAnswerType(small, 'date') || hasTime(small, hasDigit);
}

/** What a pattern cannot do without is looked for first: most sentences have none of it. */
function hasTime(small: string, hasDigit: boolean): boolean {
  return (
    (small.includes('числ') && DAY_OF_MONTH.test(small)) ||
    ((hasDigit || NAMES_DAYS.test(small)) && TIME_OF_DAY.test(small)) ||
    SPAN_OF_TIME.test(small)
  );
}

function hasNumber(sentence: string): boolean {
  return NUMBERED.test(sentence) || hasAnswerType(sentence.replace(MARKER, '').replace(NAME_WITH_NUMBER, ''), 'number');
}

/** A pattern for text in small letters: one that finds capitals as well takes twice as long to be made. */
function pattern(source: string): RegExp {
  return new RegExp(source, 'u');
}

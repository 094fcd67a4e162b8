import { isDocumentWord } from '../../text/word-families.ts';

/** What a part of a question says: when, who, in which document, where. */
export type PartKind = 'time' | 'person' | 'document' | 'place';

const TIME =
  /^(?:понедельник|вторник|сред[уыа]м?$|четверг|пятниц|суббот|воскресень|январ|феврал|март|апрел|ма[йяею]$|июн|июл|август|сентябр|октябр|ноябр|декабр|утр|вечер|ноч[ьи]|выходн|будн|праздни|каникул|лет[оау]м?$|зим|весн|осен|год|месяц|недел|сегодня|завтра|вчера|дн[её]м$|час|минут|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may$|june|july|august|september|october|november|december|weekend|weekday|holiday|morning|afternoon|evening|night|summer|winter|spring|autumn|today|tomorrow|hour|minute|day|year|month|week|(?:1\d|20)\d\d$)/u;
const PERSON =
  /^(?:дет(?:и|ей|ям|ьми|ях)$|реб[её]н|взросл|пенсионер|студент|школьник|ученик|инвалид|ветеран|сотрудни|работни|работодател|арендатор|арендодател|нанимател|заказчик|исполнител|подрядчик|владел|клиент|покупател|продав[це]|гост(?:ь|я|ю|ем|и|ей|ям|ями|ях)$|посетител|директор|начальник|руководител|заместител|проректор|ректор|бухгалтер|инженер|менеджер|специалист|иностран|женщин|мужчин|беременн|родител|жител|гражд|стаж[её]р|подрост|несовершеннолетн|учител|врач|водител|child|kid|adult|pensioner|senior|student|pupil|employee|employer|worker|manager|director|tenant|landlord|customer|guest|visitor|member|wom[ae]n|m[ae]n$|parent|resident|citizen|foreigner|contractor|intern$|interns|teacher|driver|owner|user|nurse|doctor|buyer|seller|supplier)/u;
const DOCUMENT =
  /^(?:договор|контракт|политик|устав|регламент|инструкц|lease|contract|polic|regulation|faq|handbook|charter)/u;
const PLACE =
  /^(?:границ|рубеж|заграниц|abroad|overseas|город|област|регион|стран[аеуы]|офис|склад|филиал|дом[ао]?й?$|city|town|country|office|warehouse|branch|home)/u;
const PLACE_PREPOSITIONS: readonly (string | null)[] = [
  'в',
  'во',
  'на',
  'по',
  'из',
  'за',
  'к',
  'in',
  'at',
  'to',
  'from',
  'within',
];

/**
 * The kind of a part of a question; null where its words do not say.
 *
 * @param part.terms As `tokenize` gives them.
 * @param part.hasName Whether it has a word with a capital.
 */
export function kindOfPart({
  terms,
  preposition,
  hasName,
}: {
  terms: readonly string[];
  preposition: string | null;
  hasName: boolean;
}): PartKind | null {
  const has = (pattern: RegExp) => terms.some((term) => pattern.test(term));
  if (has(TIME)) return 'time';
  if (has(DOCUMENT) || terms.some((term) => term.length > 4 && isDocumentWord(term))) return 'document';
  if (has(PERSON)) return 'person';
  return has(PLACE) || (hasName && PLACE_PREPOSITIONS.includes(preposition)) ? 'place' : null;
}

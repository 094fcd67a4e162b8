import { exactTermsIn } from '../../text/exact-terms/exact-terms.ts';
import { withPlainSigns } from '../../text/exact-terms/plain-signs.ts';
import { headingLine } from '../structure/heading-line.ts';

/** What acts, contracts and rules are called in Russian, in the nominative: «приказом» speaks of another one. */
const RUSSIAN_ACT =
  'договор|контракт|соглашение|приказ|постановление|распоряжение|закон|кодекс|решение|указ|устав|положение|протокол|декларация|правила|инструкция|регламент|порядок|политика|акт|оферта|меморандум|конвенция|стандарт';
const ENGLISH_ACT =
  'contract|agreement|lease|order|act|regulation|regulations|policy|declaration|minutes|decree|resolution|law|statute|charter|bylaws|by-laws|rules|decision|protocol|memorandum|treaty|convention|directive|ordinance';
/** Adjectives may stand before: «Федеральный закон», «Трудовой договор». */
const STARTS_WITH_RUSSIAN_ACT = new RegExp(
  `^[«"“]?(?:[\\p{L}-]+(?:ый|ий|ой|ое|ее|ая|яя|ые|ие)\\s+){0,3}(?<kind>${RUSSIAN_ACT})(?!\\p{L}|-\\p{L})`,
  'iu',
);
const IN_EACH_CASE = ENGLISH_ACT.split('|')
  .flatMap((word) => [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()])
  .join('|');
const STARTS_WITH_ENGLISH_ACT = new RegExp(
  `^[“"]?(?<kind>${IN_EACH_CASE})(?=$|[”"]|\\s*[:(]|\\s+(?:of|on|for|between|to|concerning|regarding|with|[Nn]o\\b|NO\\b|number|OF|ON|FOR|TO|№|#|\\d))`,
  'u',
);
/** "Residential Lease Agreement", "Remote Work Policy, version 3". */
const ENDS_WITH_ENGLISH_ACT = new RegExp(
  `(?<![\\p{L}-])(?<kind>${IN_EACH_CASE})(?=$|[”",]|\\s*[(:]|\\s+(?:[Nn]o\\b|NO\\b|number|№|#|of|on|for|OF|ON|FOR|between|\\d))`,
  'u',
);
/** Words in small letters that a name in title case may have. */
const SMALL_WORD = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|no|dated|between)$/u;
const MAX_ACT_LENGTH = 200;
const ENDS_AS_SENTENCE = /\p{Ll}{2}[.!?…;:,][»”"')\]]*$/u;

/** The kind of act, contract or rules that a line names as its own, in small letters: "lease", «приказ»; null where it is no such name. */
export function actKindIn(line: string): string | null {
  if (line.length > MAX_ACT_LENGTH || ENDS_AS_SENTENCE.test(line) || !/^[«"“]?[\p{Lu}\p{N}]/u.test(line)) return null;
  const starting = (STARTS_WITH_RUSSIAN_ACT.exec(line) ?? STARTS_WITH_ENGLISH_ACT.exec(line))?.groups?.kind;
  const kind = starting ?? (isInTitleCase(line) ? ENDS_WITH_ENGLISH_ACT.exec(line)?.groups?.kind : undefined);
  return kind?.toLowerCase() ?? null;
}

/** "Code of Conduct", "RESIDENTIAL LEASE", and in one word more or less "Cookie policy". */
function isInTitleCase(line: string): boolean {
  const small = line.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word) && !SMALL_WORD.test(word));
  return small.length === 0 || (small.length === 1 && line.split(/\s+/).length <= 3);
}

/** Who approved a document or which act it belongs to: the stamp above its name. */
const STAMP =
  /^(?:(?:утверждено|утвержден[аы]?|утверждён|утверждаю|согласовано|согласован[аы]?|согласую|принят[оаы]?|введен[оаы]?|введён|зарегистрировано)(?!\p{L})|приложение(?:\s+(?:№\s*)?[\p{L}\d]{1,3})?(?:$|\s+к(?!\p{L}))|(?:к\s+)?(?:приказ|постановлени|распоряжени|решени|протокол)(?:ом|у|ем|ю|а|я)(?!\p{L})|(?:approved|adopted|agreed|authori[sz]ed|ratified|endorsed)(?=$|:|\s+(?:by|on|at|with|pursuant|under|in)\b)|(?:annex|appendix|schedule|exhibit)(?:\s+[\p{L}\d]{1,3})?(?:$|\s+to\b))/iu;
/** Who signs, below such a word: «Директор ООО «Парус»», «____ И. И. Орлов». */
const SIGNER =
  /^(?:(?:генеральн|исполнительн|главн|и\.\s?о\.|врио)\S*\s+)?(?:директор|ректор|председатель|руководитель|начальник|заведующ\p{L}+|глава\s+(?:администрации|города|района|муниципальн)|министр|президент|(?:managing |general |executive )?director|chair(?:man|person|woman)?(?:\s+of)?|chief executive(?: officer)?|president|secretary)(?!\p{L})|_{3,}|\/[^/]+\/$|^\p{Lu}\.\s?(?:\p{Lu}\.\s?)?\p{Lu}\p{Ll}+$|^\p{Lu}\p{Ll}+\s\p{Lu}\.\s?(?:\p{Lu}\.)?$/iu;
/** Addresses, telephones, mail, numbers of firms. */
const CONTACT =
  /\S@\S|^(?:https?:\/\/|www\.)\S+$|(?<!\p{L})(?:тел|факс|моб|tel|fax|phone|telephone|mobile|e-?mail|эл\. почта|сайт|website)(?!\p{L})[.:]?|(?<!\p{L})(?:инн|кпп|огрн(?:ип)?|бик|окпо|оквэд|р\/с|к\/с|vat|reg\. no|registered (?:office|in)|company (?:no|number)|ein)(?!\p{L})|^(?:адрес|address)\s*:|^\d{6},\s|(?<!\p{L})(?:ул|пр-т|просп|пер|наб|корп|оф)\.\s|(?<!\p{L})(?:улица|проспект|переулок|набережная|шоссе)(?!\p{L}).*\d|\+\d[\d\s()-]{8,}|\d\s?\p{L}*.*\b(?:street|road|avenue|lane|boulevard|suite)\b|^\d+\s[\p{L}\s.]+\b(?:st|rd|ave|blvd|ln)\b\.?/iu;
/** Names of organisations that stand alone. */
const ORGANISATION =
  /^(?:администрац|министерств|правительств|департамент|управлени[ея](?!\p{L})|комитет|федеральн\p{L}+\s(?:государственн|служб|агентств)|государственн\p{L}+\s(?:бюджетн|автономн|казённ|казенн|учрежден|унитарн|дум)|муниципальн\p{L}+\s(?:бюджетн|автономн|казённ|казенн|учрежден|образован|унитарн)|городск\p{L}+\s(?:дум|совет|администрац)|совет\s(?:депутатов|народных)|российская федерация$|общество с ограниченной|(?:публичное |закрытое |открытое |непубличное )?акционерное общество|индивидуальный предприниматель|(?:ооо|ао|пао|зао|оао|нко|ано|ип|гбоу|мбоу|мбу|гбу|фгбоу|фгбу|фгуп|муп)(?!\p{L})|(?:ministry|department|government|office|city|town|county|state|university|council|board) of\s)|(?:^|[\s,])(?:llc|inc|ltd|limited|gmbh|plc|llp|corp|corporation|incorporated|b\.v|s\.a)\.?$/iu;
const PAGE = /^[-–—\s]*(?:(?:page|стр(?:аница|\.)?|лист|p\.)\s*)?\d+(?:\s*(?:of|из|\/)\s*\d+)?[-–—\s]*$/iu;
const NUMBER_LABEL =
  /^(?:№|N[o°º]?\.?\s?\d|(?:рег(?:истрационный)?|reg(?:istration)?|reference|ref|исх|вх|doc(?:ument)?|document|our ref|file)\.?\s*(?:№|no\.?|number|номер|:|N)).*$/iu;
const SECRECY =
  /^(?:для служебного пользования|конфиденциально|коммерческая тайна|проект|черновик|копия|экземпляр|экз\.|confidential|internal(?: use only)?|draft|copy|strictly confidential|for internal use(?: only)?)[.!]?(?:\s*№?\s*\d*)?$/iu;
const SLOGAN_END = /[!]["»”]?$/u;

/** No line around a name is longer, in UTF-16 code units. */
const MAX_LINE_LENGTH = 1000;

/** Whether a line is of what stands around the name of a document: a stamp, a letterhead, a date, a place, a number, a page, a slogan. */
export function isAroundTitle(line: string): boolean {
  if (line.length > MAX_LINE_LENGTH) return false;
  if (isStamp(line) || PAGE.test(line)) return true;
  if (actKindIn(line) !== null) return false;
  return (
    [SIGNER, CONTACT, ORGANISATION, NUMBER_LABEL, SECRECY, SLOGAN_END].some((pattern) => pattern.test(line)) ||
    isDateAndPlace(line)
  );
}

/** Whether a line is that of an approval or of the act that a document belongs to, or names who signed that. */
export function isStamp(line: string): boolean {
  return line.length <= MAX_LINE_LENGTH && STAMP.test(line);
}

const LABEL =
  /^(?:(?:дата|date)(?:\s+(?:составления|заключения|подписания|проведения|принятия|of (?:the )?(?:meeting|contract|agreement|signing|issue|adoption)))?\s*:|от(?!\p{L})|dated(?:\s+as\s+of)?(?!\p{L})|(?:done|signed|made|adopted|concluded)(?!\p{L})|(?:место|place)(?:\s+(?:составления|заключения|проведения|of (?:the )?(?:meeting|contract|signing|issue)))?\s*:)/iu;
const NUMBER =
  /(?:№|(?<!\p{L})(?:No\.?|N°|Nº|Nr\.?|N|Number:?|#)(?=\s?[\p{L}-]{0,4}\d))\s*(?<number>(?=[\p{L}/.–-]*\d)[\p{L}\p{N}]+(?:[-/.–][\p{L}\p{N}]+)*)/u;
const PLACE =
  /(?:(?<!\p{L})(?:[Гг]\.|[Гг]ор\.|[Гг]ород|ГОРОД|[Пп]ос\.|[Пп]осёлок|[Сс]ело|[Дд]ер\.)\s*|(?<!\p{L})(?:(?:[Dd]one|DONE|[Ss]igned|[Mm]ade|[Aa]dopted) (?:at|in|AT|IN)|[Cc]ity of|[Tt]own of|(?:[Pp]lace|[Мм]есто)[^:]{0,20}:)\s+(?:the [Cc]ity of )?)(?<place>\p{Lu}[\p{L}-]+(?:[\s-]\p{Lu}[\p{L}-]+){0,2})/u;

const BESIDE_DATES = /(?<!\p{L})(?:г|года|год|от|на|at|in|of|on|the|day)(?!\p{L})\.?/giu;

/** The first date with day, month and year of a line, in ISO, and what stands before and behind it. Days in quotation marks («12» марта) are days. */
export function dateIn(line: string): { date: string | null; before: string; behind: string } {
  const plain = withPlainSigns(line).replace(/["«“„]\s?(\d{1,2})\s?["»”]/gu, '$1');
  const days = exactTermsIn(plain)
    .filter(({ kind, term }) => kind === 'date' && isDay(term))
    .map(({ term, written }) => ({ term, start: plain.indexOf(written), end: plain.indexOf(written) + written.length }))
    .sort((one, other) => one.start - other.start);
  const [day] = days;
  if (!day) return { date: null, before: plain, behind: '' };
  return { date: day.term, before: plain.slice(0, day.start), behind: plain.slice(day.end) };
}

function isDay(term: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(term)) return false;
  const day = new Date(`${term}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(term);
}

/** The number of an act in a line, as it is written behind its sign: "118-П". */
export function numberIn(line: string): string | null {
  return NUMBER.exec(line)?.groups?.number ?? null;
}

/** The place that a line names: "Пермь" of «г. Пермь», "Astana" of "Done at Astana", "York" of "York, 5 March 2024". */
export function placeIn(line: string): string | null {
  const place = PLACE.exec(line)?.groups?.place;
  if (place !== undefined) return place;
  return isDateAndPlace(line) ? wordsOf(line).join(' ') || null : null;
}

const PLACE_WORD = /^(?!(?:Version|Revision|Edition|Issue|Версия|Редакция|Выпуск)$)\p{Lu}\p{Ll}+$/u;

/** Whether a line is a date, a place or a number, or several of them, and nothing else. */
export function isDateAndPlace(line: string): boolean {
  const words = wordsOf(line);
  const { date } = dateIn(line);
  // A name of one or two words beside a date is its place.
  const isPlaceOfDate = date !== null && words.length <= 2 && words.every((word) => PLACE_WORD.test(word));
  return (date !== null || NUMBER.test(line) || PLACE.test(line)) && (words.length === 0 || isPlaceOfDate);
}

/** The words of a line without those of dates, places and numbers. */
function wordsOf(line: string): string[] {
  const { before, behind } = dateIn(line);
  const rest = `${before} ${behind}`.replace(LABEL, ' ').replace(NUMBER, ' ').replace(PLACE, ' ');
  return rest.replace(BESIDE_DATES, ' ').match(/\p{L}+/gu) ?? [];
}

/** Whether a line is the heading of a part: «1. Предмет договора», "Article 1". */
export function isPartHeading(line: string): boolean {
  const heading = headingLine(line);
  return heading !== null && (heading.kind === 'name' || heading.kind === 'number');
}

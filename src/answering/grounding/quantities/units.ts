import { cached } from '../reading/cached.ts';

/** What a number counts: units of one dimension are compared by what they are multiples of. */
export interface Unit {
  /** Such as `time` or `€`; units of different dimensions are never the same. */
  dimension: string;
  /** How many of the first unit of its dimension it is. */
  factor: number;
}

/** Forms of the names of units: in Russian by stems, otherwise whole words. The first group of a dimension has the factor 1. */
const UNITS: [dimension: string, factor: number, names: string][] = [
  [
    'time',
    1,
    'сутки|сут(?:ок|кам|ками|ках)|дн(?:я|ей|ям|ями|ях|и|ю|ем|[её]м)|день|дневн\\p{L}+|days?|tage?n?|jours?|d[ií]as?|giorn[oi]',
  ],
  ['time', 1 / 24, 'час(?:а|ов|у|ам|ами|ах|ы|ом|е)?|часов\\p{L}+|hours?|hrs?|stunden?|heures?|horas?'],
  ['time', 1 / 1440, 'минут\\p{L}*|мин|minut(?:es?|en?|os?|i)|mins?'],
  ['time', 1 / 86_400, 'секунд\\p{L}*|сек|seconds|secs?|sekunden?|secondes?|segundos?'],
  ['time', 7, 'недел\\p{L}+|weeks?|wochen?|semaines?|semanas?|settiman[ae]'],
  ['time', 365.25 / 12, 'месяц\\p{L}*|месячн\\p{L}+|мес|months?|monate?n?|mois|mes(?:es)?|mes[ei]'],
  [
    'time',
    365.25,
    'год(?:а|у|ом|ов|ам|ы)?|годичн\\p{L}+|лет|летн\\p{L}+|years?|yrs?|jahre?n?|ans|ann[ée]es?|años?|ann[oi]',
  ],
  ['time', 91.3, 'квартал(?:а|ов|ы|е)?'],
  ['time', 36_525, 'век(?:а|ов)?|столети\\p{L}+|centur(?:y|ies)'],
  ['ratio', 0.01, '%|процент\\p{L}*|percents?|per\\s?cent|prozent|pour\\s?cent|por\\s?ciento'],
  ['people', 1, 'человек\\p{L}{0,3}|чел|people|persons?'],
  ['times', 1, 'раз(?:а)?|times|cycles?|цикл\\p{L}*'],
  ['points', 1, 'процентн\\p{L}+\\s+пункт\\p{L}*|percentage\\s+points?'],
  ['₽', 1, '₽|руб(?:\\.|л\\p{L}+)?|r(?:o)?ubles?|rub|р\\.'],
  ['₽', 0.01, 'копе[ей]\\p{L}*|коп|kopecks?'],
  ['$', 1, '\\$|долл(?:ар\\p{L}*)?|dollars?|usd|бакс\\p{L}*'],
  ['cent', 1, 'цент(?:а|ов|ы)?|cents?'],
  ['€', 1, '€|евро|euros?|eur'],
  ['£', 1, '£|фунт(?:а|ов|ы|ам)?(?:\\s+стерлингов)?|pounds?(?:\\s+sterling)?|gbp|quid'],
  ['¥', 1, '¥|юан\\p{L}+|yuan|иен\\p{L}*|yen'],
  ['₸', 1, '₸|тенге|tenge'],
  ['грн', 1, 'гривн\\p{L}*|грн|hryvnias?'],
  ['chf', 1, 'франк\\p{L}*|francs?|chf|franken'],
  ['krona', 1, 'крон(?:а|ы|у|ам)?|kron(?:a|or|er|e)'],
  ['length', 1, 'метр(?:а|ов|ы|у|ам|ах|е)?|met(?:er|re)s?'],
  ['length', 1000, 'км|километр\\p{L}*|km|kilomet(?:er|re)s?'],
  ['length', 0.01, 'см|сантиметр\\p{L}*|cm|centimet(?:er|re)s?'],
  ['length', 0.001, 'мм|миллиметр\\p{L}*|mm|millimet(?:er|re)s?'],
  ['length', 1609.34, 'мил[ьяиейю]{1,2}|miles?'],
  ['length', 0.3048, 'фут(?:а|ов|ы)?|feet|foot|ft'],
  ['length', 0.0254, 'дюйм\\p{L}*|inch(?:es)?'],
  ['area', 1, 'кв\\.?\\s?м|м\\s?(?:2|кв)|квадратн\\p{L}+\\s+метр\\p{L}*|sq\\.?\\s?m|square\\s+met(?:er|re)s?'],
  ['area', 1e6, 'кв\\.?\\s?км|квадратн\\p{L}+\\s+километр\\p{L}*|square\\s+kilomet(?:er|re)s?'],
  ['area', 1e4, 'га|гектар\\p{L}*|ha|hectares?'],
  ['area', 4046.86, 'акр\\p{L}*|acres?'],
  ['area', 100, 'сот(?:ок|ки|ках)'],
  ['mass', 1, 'кг|килограмм\\p{L}*|kg|kilos?|kilograms?'],
  ['mass', 0.001, 'грамм\\p{L}*|grams?'],
  ['mass', 1e-6, 'мг|миллиграмм\\p{L}*|mg|milligrams?'],
  ['mass', 1000, 'тонн\\p{L}*|tons?|tonnes?'],
  ['volume', 1, 'литр\\p{L}*|lit(?:er|re)s?'],
  ['volume', 0.001, 'мл|миллилитр\\p{L}*|ml|millilit(?:er|re)s?'],
  ['volume', 1000, 'кубометр\\p{L}*|куб\\.?\\s?м|кубическ\\p{L}+\\s+метр\\p{L}*|cubic\\s+met(?:er|re)s?'],
  ['volume', 3.785, 'галлон\\p{L}*|gallons?'],
  ['°C', 1, '°\\s?[cс]|градус\\p{L}*\\s+(?:по\\s+)?цельси\\p{L}*|degrees?\\s+(?:celsius|centigrade)|℃'],
  ['°F', 1, '°\\s?f|градус\\p{L}*\\s+(?:по\\s+)?фаренгейт\\p{L}*|degrees?\\s+fahrenheit'],
  ['kelvin', 1, 'кельвин\\p{L}*|kelvins?'],
  ['°', 1, '°|градус\\p{L}*|degrees?|grad'],
  ['bytes', 1, 'байт\\p{L}*|bytes?'],
  ['bytes', 1e3, 'кб|кбайт|килобайт\\p{L}*|kb|kib|kilobytes?'],
  ['bytes', 1e6, 'мб|мбайт|мегабайт\\p{L}*|mb|mib|megabytes?'],
  ['bytes', 1e9, 'гб|гбайт|гигабайт\\p{L}*|gb|gib|gigabytes?'],
  ['bytes', 1e12, 'тб|тбайт|терабайт\\p{L}*|tb|tib|terabytes?'],
  ['rate', 1, 'мбит\\/с|mbit\\/s|mbps'],
  ['rate', 1000, 'гбит\\/с|gbit\\/s|gbps'],
  ['pressure', 1, 'па|паскал\\p{L}*|pascals?'],
  ['pressure', 1e3, 'кпа|kpa|килопаскал\\p{L}*'],
  ['pressure', 1e6, 'мпа|mpa|мегапаскал\\p{L}*|megapascals?'],
  ['pressure', 1e5, 'бар(?:а|ов)?|bars?'],
  ['power', 1, 'вт|ватт(?:а|ов|ы)?|watts?'],
  ['power', 1e3, 'квт|киловатт(?:а|ов|ы)?|kw|kilowatts?'],
  ['power', 1e6, 'мвт|мегаватт(?:а|ов|ы)?|mw|megawatts?'],
  ['energy', 1, 'квт[·-]?\\s?ч\\p{L}*|киловатт-час\\p{L}*|kwh|kilowatt[- ]hours?'],
  ['volts', 1, 'вольт\\p{L}*|volts?'],
  ['volts', 1e3, 'кв|киловольт\\p{L}*|kv|kilovolts?'],
  ['amperes', 1, 'ампер\\p{L}*|amps?|amperes?'],
  ['amperes', 1e-3, 'ма|миллиампер\\p{L}*|ma|milliamps?'],
  ['hertz', 1, 'гц|герц\\p{L}*|hz|hertz'],
  ['hertz', 1e3, 'кгц|килогерц\\p{L}*|khz|kilohertz'],
  ['hertz', 1e6, 'мгц|мегагерц\\p{L}*|mhz|megahertz'],
  ['hertz', 1e9, 'ггц|гигагерц\\p{L}*|ghz|gigahertz'],
  ['sound', 1, 'дб|децибел\\p{L}*|db|decibels?'],
  ['speed', 1, 'км\\/ч|километр\\p{L}*\\s+в\\s+час|km\\/h|kph|kilomet(?:er|re)s?\\s+per\\s+hour'],
  ['speed', 1.609, 'mph|miles?\\s+per\\s+hour|мил\\p{L}+\\s+в\\s+час'],
  ['speed', 3.6, 'м\\/с|m\\/s|met(?:er|re)s?\\s+per\\s+second|метр\\p{L}*\\s+в\\s+секунду'],
];

/** Symbols of one letter, in the only case that they are written in: «5 В» is five volts, «5 в неделю» is not. */
const LETTERS: Record<string, Unit> = {
  ...sameUnit('м m', 'length', 1),
  ...sameUnit('г g', 'mass', 0.001),
  ...sameUnit('т t', 'mass', 1000),
  ...sameUnit('л l L', 'volume', 1),
  ...sameUnit('ч h', 'time', 1 / 24),
  ...sameUnit('В V', 'volts', 1),
  ...sameUnit('А A', 'amperes', 1),
  ...sameUnit('W', 'power', 1),
};

function sameUnit(letters: string, dimension: string, factor: number): Record<string, Unit> {
  return Object.fromEntries(letters.split(' ').map((letter) => [letter, { dimension, factor }]));
}

const PATTERNS = UNITS.map(([dimension, factor, names]) => ({
  unit: { dimension, factor },
  pattern: new RegExp(`^(?:${names})(?![\\p{L}\\d])`, 'iu'),
}));
interface UnitAtStart {
  unit: Unit;
  /** In UTF-16 code units. */
  length: number;
}

/** No name of a unit is longer. */
const MAX_LENGTH = 32;
/** Beginnings of texts whose unit is cached. */
const MAX_CACHED = 2000;
const unitOfStart = cached(MAX_CACHED, readUnit);
const CURRENCY_BEFORE = /(?:us|[ac]u?)?([$€£¥₽₸])\s?$|(?<!\p{L})(usd|eur|gbp|rub|chf)\s$/iu;

/** The unit that a text begins with, of all the longest; null where it begins with none. */
export function unitAtStart(text: string): UnitAtStart | null {
  return unitOfStart(text.slice(0, MAX_LENGTH));
}

function readUnit(text: string): UnitAtStart | null {
  const letter = /^\p{L}(?![\p{L}\d])/u.exec(text)?.[0] ?? '';
  const unit = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
  let longest = unit ? { unit, length: 1 } : null;
  for (const { unit, pattern } of PATTERNS) {
    const length = pattern.exec(text)?.[0].length ?? 0;
    if (length > (longest?.length ?? 0)) longest = { unit, length };
  }
  return longest;
}

/** The currency that a text ends with, as "$" before a number; null where it ends with none. */
export function currencyAtEnd(text: string): Unit | null {
  const [, symbol, code] = CURRENCY_BEFORE.exec(text) ?? [];
  return symbol || code ? (unitAtStart(symbol ?? code!)?.unit ?? null) : null;
}

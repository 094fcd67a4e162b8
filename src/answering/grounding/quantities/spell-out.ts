import { numeralOf } from '../../../text/numerals.ts';

const NUMERALS: Record<string, number> = {
  ...{
    один: 1,
    одна: 1,
    одну: 1,
    одной: 1,
    два: 2,
    две: 2,
    три: 3,
    четыре: 4,
    пять: 5,
    шесть: 6,
    семь: 7,
    восемь: 8,
    девять: 9,
    десять: 10,
  },
  ...{
    двух: 2,
    трех: 3,
    четырех: 4,
    пяти: 5,
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
  },
  ...{ eight: 8, nine: 9, ten: 10 },
};
const PARTS: [RegExp, number][] = [
  [/^(?:half|halves|половин)/u, 2],
  [/^(?:third|трет)/u, 3],
  [/^(?:quarter|fourth|четверт)/u, 4],
  [/^(?:fifth|пят)/u, 5],
  [/^(?:sixth|шест)/u, 6],
  [/^(?:eighth|восьм)/u, 8],
  [/^(?:tenth|десят)/u, 10],
  [/^(?:hundredth|сот)/u, 100],
];
const NUMERAL = Object.keys(NUMERALS).join('|');
const SCALE_LETTERS: Record<string, string> = {
  bn: 'billion',
  b: 'billion',
  mn: 'million',
  mln: 'million',
  m: 'million',
  k: 'thousand',
};

type Replacement = [RegExp, string | ((match: string, ...groups: string[]) => string)];

/** Before NFKC makes "1½" of one and a half into 11/2. */
const VULGAR: Replacement[] = [
  [/(?<=\d)\s?½/gu, '.5'],
  [/½/gu, '0.5'],
  [/¼/gu, '0.25'],
  [/¾/gu, '0.75'],
];
/** Ways to write a number that are no numerals, and what they are in digits. */
const IDIOMS: Replacement[] = [
  [
    new RegExp(`(?<![\\p{L}\\d])(\\d+|${NUMERAL})\\s+(?:с\\s+половиной|and\\s+a\\s+half)(?!\\p{L})`, 'giu'),
    (_, numeral) => `${(NUMERALS[numeral!.toLowerCase().replaceAll('ё', 'е')] ?? Number(numeral)) + 0.5}`,
  ],
  [/(?<!\p{L})полтор(?:а|ы)(?!\p{L})|(?<!\p{L})полутора(?!\p{L})/giu, '1.5'],
  [
    /(?<!\p{L})полгода(?!\p{L})|(?<!\p{L})полугода(?!\p{L})|(?<!\p{L})(?:half\s+a\s+year|half-year)(?!\p{L})/giu,
    '6 месяцев',
  ],
  [
    /(?<!\p{L})пол[-у]?(?=(?:часа|литра|процента|дня|минуты|метра|килограмма|тонны|суток|месяца|миллиона|миллиарда|тысячи)(?!\p{L}))/giu,
    '0.5 ',
  ],
  [
    /(?<!\p{L})half(?:\s+an?\s+|[\s-]+(?=hours?\b))(?=(?:hour|lit(?:er|re)|percent|day|minute|met(?:er|re)|mile|million|billion|kilo(?:gram)?|pound|dollar|year))/giu,
    '0.5 ',
  ],
  [/(?<!\p{L})(?:a\s+)?dozen(?!\p{L})|(?<!\p{L})дюжин[аыуе]?(?!\p{L})/giu, '12'],
  [/(?<!\p{L})(?:a\s+)?fortnight(?!\p{L})/giu, '14 days'],
  [
    /(?<=[$€£¥₽]\s?\d[\d.,]{0,30})\s?(bn|b|mn|mln|m|k)(?!\p{L})/giu,
    (_, letter) => ` ${SCALE_LETTERS[letter!.toLowerCase()]}`,
  ],
  [/(?<=\d)\s?(bn|mln|k)(?!\p{L})/gu, (_, letter) => ` ${SCALE_LETTERS[letter!]}`],
  [/(?<!\p{L})(?:minus|минус)\s+(?=[\d\p{L}])/giu, '−'],
];

const SQUARED: Replacement[] = [
  [/(?<!\p{L})km\s?(?:²|\^2|2(?!\d))/gu, 'square kilometres'],
  [/(?<!\p{L})m\s?(?:²|\^2|2(?!\d))/gu, 'square metres'],
  [/(?<!\p{L})км\s?(?:²|\^2|2(?!\d))/gu, 'кв. км'],
  [/(?<!\p{L})м\s?(?:²|\^2|2(?!\d))/gu, 'кв. м'],
  [/(?<!\p{L})m\s?(?:³|\^3)/gu, 'cubic metres'],
  [/(?<!\p{L})м\s?(?:³|\^3)/gu, 'куб. м'],
];
const HOUR =
  /(?<![\d.,:\p{L}])(\d{1,2}(?:[:.]00)?|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|одиннадцати)\s+(?:час(?:а|ов)?\s+)?(утра|вечера|ночи)(?!\p{L})|(?<![\d.,:])(\d{1,2})\s+час(?:а|ов)?\s+дня(?!\p{L})/giu;

/** The names of the months in German, French, Spanish and Italian, behind a day, January first. */
const MONTHS = [
  ['January', 'januar|janvier|enero|gennaio'],
  ['February', 'februar|février|febrero|febbraio'],
  ['March', 'märz|mars|marzo'],
  ['April', 'april|avril|abril|aprile'],
  ['May', 'mai|mayo|maggio'],
  ['June', 'juni|juin|junio|giugno'],
  ['July', 'juli|juillet|julio|luglio'],
  ['August', 'august|août|agosto'],
  ['September', 'september|septembre|septiembre|settembre'],
  ['October', 'oktober|octobre|octubre|ottobre'],
  ['November', 'november|novembre|noviembre'],
  ['December', 'dezember|décembre|diciembre|dicembre'],
].map(
  ([month, names]): Replacement => [
    new RegExp(`(?<=\\d)(?:er|\\.|º)?\\s+(?:de\\s+)?(?:${names})(?!\\p{L})`, 'giu'),
    ` ${month}`,
  ],
);
/** The same without a day, where they are no other words. */
const LONE_MONTHS: Replacement[] = [
  ['January', 'Januar|enero|janvier|gennaio'],
  ['February', 'Februar|febrero|février|febbraio'],
  ['March', 'März'],
  ['April', 'abril|avril'],
  ['June', 'Juni|junio|juin'],
  ['July', 'Juli|julio|juillet|luglio'],
  ['August', 'août|agosto'],
  ['September', 'septiembre|septembre|settembre'],
  ['October', 'Oktober|octubre|octobre|ottobre'],
  ['November', 'noviembre|novembre'],
  ['December', 'Dezember|diciembre|décembre|dicembre'],
].map(([month, names]): Replacement => [new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, 'gu'), month!]);
/** Numbers that are no other words, in German, Spanish, French and Ukrainian, from two on. */
const OTHER_NUMERALS: Replacement[] = [
  [2, 'zwei|zweimal|dos|deux|дв[іо]х?'],
  [3, 'drei|dreimal|tres|trois'],
  [4, 'vier|cuatro|quatre|чотир(?:и|ьох|ма)'],
  [5, "fünf|cinco|cinq|п[’'ʼ]ят(?:ь|и|ьох)"],
  [6, 'sechs|seis|шість|шести|шістьох'],
  [7, 'sieben|siete|sept|сім|семи|сімох'],
  [8, 'acht|ocho|huit|вісім|восьми'],
  [9, "neun|nueve|дев[’'ʼ]ят[ьи]"],
  [10, 'zehn|diez|dix|десять|десяти'],
  [11, 'elf|onze|одинадцят[ьи]'],
  [12, 'zwölf|doce|douze|дванадцят[ьи]'],
  [14, 'vierzehn|catorce|quatorze|чотирнадцят[ьи]'],
  [15, "fünfzehn|quince|quinze|п[’'ʼ]ятнадцят[ьи]"],
  [20, 'zwanzig|veinte|vingt|двадцят[ьи]'],
  [30, 'dreißig|dreissig|treinta|trente|тридцят[ьи]'],
  [40, 'vierzig|cuarenta|quarante'],
  [50, "fünfzig|cincuenta|cinquante|п[’'ʼ]ятдесят"],
  [60, 'sechzig|sesenta|soixante|шістдесят'],
  [100, 'hundert|cien|ciento'],
].map(([value, names]): Replacement => [new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, 'giu'), `${value}`]);
const CLOCK = /(?<![\d.,:])(\d{1,2})[:.](\d\d)\s?([ap])\.?\s?m(?!\p{L})\.?/giu;

/** A text in Unicode's form NFKC in which halves, dozens and the like are written in digits: «полтора часа» is «1.5 часа». */
export function spellOut(text: string): string {
  const folded = replaceAll(text, [...SQUARED, ...VULGAR])
    .replaceAll(/[²³]/g, ' ')
    // NFKC makes "No" of it.
    .replaceAll('№', 'nr ')
    .normalize('NFKC')
    .replaceAll('\u2044', '/');
  const timed = folded.replaceAll(
    CLOCK,
    (_, hour, minute, half) => `${(Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)}:${minute}`,
  );
  return replaceAll(timed, [...OTHER_NUMERALS, ...MONTHS, ...LONE_MONTHS, ...IDIOMS]).replaceAll(
    HOUR,
    (_, hour, part, afternoon) => {
      const isLate = afternoon !== undefined || part.toLowerCase() === 'вечера';
      const numeral = hour === undefined ? afternoon : hour.replace(/[:.]00$/u, '');
      return `${((numeralOf(numeral) ?? Number(numeral)) % 12) + (isLate ? 12 : 0)}:00`;
    },
  );
}

function replaceAll(text: string, replacements: Replacement[]): string {
  return replacements.reduce((rest, [pattern, by]) => rest.replace(pattern, by as string), text);
}

/** "Three quarters" is 0.75, «половина» 0.5; null for words that are no part of a whole. */
export function fractionOf(numeral: string, part: string): number | null {
  const divisor = PARTS.find(([pattern]) => pattern.test(part.toLowerCase()))?.[1];
  const count = numeral === '' ? 1 : (NUMERALS[numeral.toLowerCase().replaceAll('ё', 'е')] ?? Number(numeral));
  return divisor === undefined || !Number.isFinite(count) ? null : count / divisor;
}
